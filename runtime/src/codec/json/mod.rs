//! Bodies in JSON: read straight into the places of a type, written straight from its views.
//!
//! Over serde_json, whose reader and writer stood here before, the calls of the benchmarks take more
//! instructions: ARCHITECTURE.md has the figures. The grammar is RFC 8259's; a raw control character in a text
//! and half of a surrogate pair are forgiven, as an answer is not lost over one odd text.

mod number;
mod problem;
mod read;
mod string;
mod write;

pub(crate) use problem::Problem;
pub(crate) use read::{read, read_whole};
pub(crate) use write::write;

#[cfg(test)]
mod tests;
