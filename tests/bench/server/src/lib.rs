//! The answers of the bench, for the server and for what reads them without one.

mod answers;

pub use answers::Answers;
