//! Test infrastructure of the end-to-end tests: a simulated service, and a client that is not the SDK.
//!
//! - [`simulator`]: IVS RealTime on a loopback port, with state, constraint validation and signature
//!   verification;
//! - [`capture`]: a loopback server that records the bytes of each request and sends scripted responses;
//! - [`document`]: the service's OpenAPI document, and sample inputs and responses made from its schemas;
//! - [`client`]: an HTTP client that signs with the `aws-sigv4` crate and returns raw responses;
//! - [`repository`]: the repository under test, its commands, and crates that tests build.
//!
//! Nothing here depends on the generator, the runtime or the generated SDK, so that their output is verified by
//! code that shares nothing with them.

pub mod capture;
pub mod client;
pub mod document;
pub mod repository;
pub mod simulator;

/// The code in README files, compiled as documentation tests.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../../README.md")]
    struct Root;
    #[doc = include_str!("../../generated-sdk/README.md")]
    struct Sdk;
}
