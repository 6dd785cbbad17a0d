//! One page for each thing that a program has to know of the runtime.
//!
//! - [`configuration`]: what can be set, where, and what wins.
//! - [`errors`]: what can go wrong, and how to tell.
//! - [`tracing`]: how to watch calls, from logs to OpenTelemetry.
#![cfg_attr(
    any(test, feature = "testing"),
    doc = "- [`testing`](crate::testing): how to test code that calls a service."
)]
#![cfg_attr(
    not(any(test, feature = "testing")),
    doc = "- `testing`: how to test code that calls a service; that page comes with the feature `testing`."
)]
//!
//! The examples use a small service of their own; with a generated SDK its client takes the place of
//! `Stages` and everything else is the same.

pub mod configuration;
pub mod errors;
pub mod tracing;
