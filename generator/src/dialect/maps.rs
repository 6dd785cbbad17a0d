//! Rule 19: of a map only the values are described; its keys are texts.
//!
//! Where the service's model names the keys (47 maps have an enum), nothing of it is left.

use openapiv3::{AdditionalProperties, ObjectType, ReferenceOr, Schema};

/// What the values of a map are.
pub(super) enum Values<'a> {
    /// Of this schema.
    Of(&'a ReferenceOr<Schema>),
    /// Any JSON.
    Any,
}

/// The values, if the object is a map and no structure.
pub(super) fn values(object: &ObjectType) -> Option<Values<'_>> {
    match object.additional_properties.as_ref()? {
        AdditionalProperties::Schema(values) => Some(Values::Of(values)),
        AdditionalProperties::Any(true) => Some(Values::Any),
        AdditionalProperties::Any(false) => None,
    }
}
