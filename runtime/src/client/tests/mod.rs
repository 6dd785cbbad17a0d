//! The pipeline from input to output, with a scripted transport and a manual clock.

mod adaptive;
mod clock;
mod errors;
mod interceptors;
mod redaction;
mod requests;
mod retries;
mod safe_retries;
mod streams;
mod timeouts;
#[cfg(feature = "tracing")]
mod tracing;
