//! The wire form of each of the 15 operations, byte for byte, and what becomes of the answers.

mod headers;
mod outputs;
mod requests;
mod tolerance;
