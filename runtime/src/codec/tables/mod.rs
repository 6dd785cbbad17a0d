//! The tables of generated types: what each member or value is called on the wire.
//!
//! One macro for each kind of type. What they have in common, and need not be seen, is in `parts`.

mod enumeration;
mod parts;
mod structure;
mod union;
