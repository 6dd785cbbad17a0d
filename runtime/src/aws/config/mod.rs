//! Settings that come from outside of the program: environment variables and AWS's shared files.
//!
//! This module reads and checks; it decides nothing that the builder was told explicitly.

mod endpoint;
pub(crate) mod profile;
mod region;
mod resolve;
mod sources;

pub(crate) use self::region::problem as region_problem;
pub(crate) use self::resolve::{Wanted, resolve};
