//! Settings that come from outside of the program: environment variables and AWS's shared files.
//!
//! This module reads and checks; it decides nothing that the builder was told explicitly.

mod environment;
pub(crate) mod profile;
mod region;
mod resolve;

pub use self::environment::Environment;
pub(crate) use self::resolve::{Wanted, resolve};
