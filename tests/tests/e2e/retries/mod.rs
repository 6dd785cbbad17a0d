//! Calls that are tried again, calls that are not, and calls that run out of time.

mod attempts;
mod clocks;
mod timeouts;
mod tokens;
