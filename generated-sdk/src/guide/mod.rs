// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Guides to this crate, one page per topic.
//!
//! - [`configuration`]: region, endpoint, proxy and time-outs; sources and their precedence; AWS's variables and profiles.
//! - [`credentials`]: the default chain, profiles and roles, a provider of your own.
//! - [`calls`]: required and optional members, inputs as values, operations that write, calls without async.
//! - [`errors`]: kinds, codes, and the parts of an error.
//! - [`retries`]: attempts, delays and time-outs of a call.
//! - [`pagination`]: the items and the pages of a list.
//! - [`waiters`]: waiting until a resource is in a certain state.
//! - [`testing`]: tests of code that calls the service.
//! - [`tracing`]: spans, logs and metrics of calls.
//! - [`command_line`]: the service from a shell.

pub mod calls;
pub mod command_line;
pub mod configuration;
pub mod credentials;
pub mod errors;
pub mod pagination;
pub mod retries;
pub mod testing;
pub mod tracing;
pub mod waiters;
