//! The parts that are specific to AWS: Signature Version 4, credentials, shared configuration,
//! regions, endpoints, and the protocol of errors and headers.
//!
//! The rest of the crate implements HTTP, JSON, retries and time-outs, and calls this module
//! through the traits [`Authorizer`](crate::provider::Authorizer) and
//! [`Protocol`](crate::provider::Protocol).

mod authorizer;
mod clock;
pub(crate) mod config;
pub(crate) mod credentials;
pub(crate) mod endpoint;
pub(crate) mod protocol;
mod settings;
pub mod sign;
#[cfg(test)]
mod suites;

pub(crate) use self::settings::{AwsSettings, CommonSettings, authorizer, resolve};
