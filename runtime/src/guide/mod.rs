//! Guides to the runtime, one page per topic.
//!
//! - [`configuration`]: settings, their sources and their precedence.
//! - [`aws_settings`]: every setting of AWS's shared configuration, supported or not.
//! - [`errors`]: kinds of errors and their details.
//! - [`tracing`]: spans, logs and metrics of calls.
#![cfg_attr(
    any(test, feature = "testing"),
    doc = "- [`testing`](crate::testing): tests of code that calls a service."
)]
#![cfg_attr(
    not(any(test, feature = "testing")),
    doc = "- `testing`: tests of code that calls a service; that page requires the feature `testing`."
)]
//!
//! The examples use a small client, `Stages`, in place of that of a generated SDK.

pub mod aws_settings;
pub mod configuration;
pub mod errors;
pub mod tracing;
