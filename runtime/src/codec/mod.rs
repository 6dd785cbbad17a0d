//! How values of generated types are read and written: the habits of AWS's JSON.
//!
//! A generated type holds a table of its members ([`structure!`](crate::structure),
//! [`enumeration!`](crate::enumeration), [`union!`](crate::union)). Out of it come a [`Place`] for each member
//! that is read and a [`View`] of each that is written. One reader and one writer do the rest: they are
//! compiled once, here, and not for each type in each crate. ARCHITECTURE.md says what was measured against
//! derived implementations of serde's traits.

mod containers;
mod fill;
mod float;
mod format;
pub(crate) mod json;
mod place;
#[cfg(test)]
mod properties;
mod redacted;
mod serde;
mod tables;
#[cfg(test)]
mod tests;
pub mod timestamp;
mod values;
mod view;

pub(crate) use format::parse_json_header;
pub use format::{Format, json_header};
pub use place::{
    Decode, EnumerationPlace, Fit, ListPlace, MapPlace, OptionPlace, Place, StructurePlace,
    UnionPlace,
};
pub use redacted::Redacted;
pub use serde::{deserialize, serialize};
/// For the tables of generated types.
#[doc(hidden)]
pub use serde_core;
pub use view::{Encode, ListView, MapView, StructureView, View};
