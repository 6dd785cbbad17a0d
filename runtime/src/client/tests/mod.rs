//! The pipeline from input to output, on a scripted transport and a clock that only waiting moves.

mod clock;
mod errors;
mod fixture;
mod prepare;
mod requests;
mod retries;
mod secrecy;
mod timeouts;
