//! Rule 16: a string that holds JSON.
//!
//! A JSON value of the service's model became a plain string. An overlay marks the parameter or property
//! with `x-json-value: true`: callers then give and get any JSON. In a header it travels in base64, in
//! a body as a string with JSON inside.

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-json-value";

pub(super) fn is_json(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}
