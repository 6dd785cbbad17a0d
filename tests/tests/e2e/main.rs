//! The end-to-end tests: one binary, one module for a concern.

mod errors;
mod fixture;
mod pages;
mod retries;
mod story;
mod wire;
