//! Rule 22: operations that are not signed, or not wholly.
//!
//! `authtype: none` is gone (7 operations): those are called without credentials, as their caller has none
//! yet. An overlay says so in OpenAPI's own word, `security: []` on the operation. With
//! `x-unsigned-payload: true` the signature leaves the body out.

use openapiv3::Operation;

use crate::service::Signing;

use super::marks;

pub(super) const UNSIGNED_PAYLOAD: &str = "x-unsigned-payload";

pub(super) fn read(operation: &Operation) -> Signing {
    if operation.security.as_ref().is_some_and(Vec::is_empty) {
        Signing::Unsigned
    } else if marks::is_set(&operation.extensions, UNSIGNED_PAYLOAD) {
        Signing::UnsignedPayload
    } else {
        Signing::Signed
    }
}
