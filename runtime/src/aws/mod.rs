//! What is specific to AWS: Signature Version 4, credentials, shared configuration, regions,
//! endpoints, the user agent, and the correction of clock skew.
//!
//! The rest of the crate knows HTTP, JSON, retries and time-outs.

pub(crate) mod clock;
pub(crate) mod config;
pub(crate) mod credentials;
pub(crate) mod endpoint;
pub mod sign;
pub(crate) mod user_agent;
