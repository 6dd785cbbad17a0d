//! Turns an AWS rest-json document of the APIs.guru directory into a Rust SDK.

pub mod diagnostics;
pub mod document;
pub mod service;
