//! The end-to-end tests: one binary, one module for a concern.

mod fixture;
mod wire;
