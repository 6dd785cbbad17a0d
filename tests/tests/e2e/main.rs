//! The end-to-end tests: one binary, one module for a concern.

mod caller_mistakes;
mod configuration;
mod errors;
mod fixture;
mod load;
mod pages;
mod retries;
mod secrets;
mod story;
mod wire;
