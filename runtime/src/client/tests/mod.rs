//! The pipeline from input to output, with a scripted transport and a manual clock.

mod plain;

// Calls of an AWS service.
#[cfg(feature = "aws")]
mod errors;
#[cfg(feature = "aws")]
mod interceptors;
#[cfg(feature = "aws")]
mod requests;
#[cfg(feature = "aws")]
mod retries;
#[cfg(feature = "aws")]
mod streams;
#[cfg(feature = "aws")]
mod timeouts;
#[cfg(all(feature = "aws", feature = "tracing"))]
mod tracing;
