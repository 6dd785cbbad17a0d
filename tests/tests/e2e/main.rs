//! The end-to-end tests: one module for each concern.

// First, so that the other modules can use its macros.
#[macro_use]
mod models_list {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

mod all_lists;
mod all_operations;
mod blocking;
mod caller_errors;
mod codegen;
mod concurrency;
mod configuration;
mod conventions;
mod coverage;
mod diagnostics;
mod errors;
mod examples;
mod fixtures;
mod inputs;
mod models;
mod presigning;
mod public_paths;
mod redaction;
mod requests;
mod responses;
mod retries;
mod snapshots;
mod stage_lifecycle;
mod support;
mod support_page;
mod test_doubles;
mod validation;
mod waiter_acceptors;
mod waiters;
