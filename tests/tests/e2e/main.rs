//! The end-to-end tests: one binary, one module for a concern.

mod caller_mistakes;
mod configuration;
mod coverage;
mod diagnostics;
mod downstream;
mod drift;
mod endpoints;
mod errors;
mod every_operation;
mod examples;
mod fixture;
mod fixtures_compile;
mod load;
mod models;
mod one_feature;
mod original;
mod pages;
mod repository;
mod retries;
mod secrets;
mod snapshots;
mod story;
mod tools;
mod validate;
mod waiters;
mod wire;
