//! Turns an AWS rest-json document of the APIs.guru directory into a Rust SDK.
