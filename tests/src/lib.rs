//! What the end-to-end tests stand on: a service to talk to, and the means to talk to it without the SDK.
//!
//! - [`simulator`]: IVS RealTime on a loopback port, with state, constraint checks and signature checks;
//! - [`capture`]: a server that knows no service: it keeps the bytes that came and answers from a script;
//! - [`document`]: what the service's OpenAPI document says, and inputs and answers made up from it;
//! - [`client`]: a client that knows no service: it signs with the `aws-sigv4` crate and shows what came back.
//!
//! Nothing here depends on the generator, the runtime or the generated SDK. That is the point: what they
//! make is judged by code that shares nothing with them.

pub mod capture;
pub mod client;
pub mod document;
pub mod simulator;
