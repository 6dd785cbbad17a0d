//! The pipeline from input to output, on a scripted transport and a clock that only waiting moves.

mod adaptive;
mod careful;
mod clock;
mod errors;
mod interceptors;
mod requests;
mod retries;
mod secrecy;
mod streams;
mod timeouts;
#[cfg(feature = "tracing")]
mod tracing;
