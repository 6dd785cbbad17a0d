//! What users get for their own tests and tools, seen from the generated crate.

mod blocking;
mod fakes;
mod recordings;
mod signed;
