//! Limits of values: documentation, and what `validate` compares if a caller runs it. Never enforced.
//!
//! A service may widen its limits at any time, and patterns of converted documents cannot be trusted: of
//! those of AWS 36 are garbled and 93 use look-around.

use openapiv3::{ArrayType, BooleanType, IntegerType, NumberType, ObjectType, StringType};

use crate::service::Constraints;

/// Limits of a string, which may be one of few.
pub(in crate::openapi) fn string_limits(string: &StringType) -> Constraints {
    Constraints {
        min_length: string.min_length.map(|length| length as u64),
        max_length: string.max_length.map(|length| length as u64),
        pattern: string.pattern.clone(),
        values: string.enumeration.iter().flatten().cloned().collect(),
        ..Constraints::default()
    }
}

/// Limits of an integer, inclusive.
pub(in crate::openapi) fn integer_limits(integer: &IntegerType) -> Constraints {
    let minimum =
        integer.minimum.map(|bound| bound.saturating_add(integer.exclusive_minimum.into()));
    let maximum =
        integer.maximum.map(|bound| bound.saturating_sub(integer.exclusive_maximum.into()));
    Constraints {
        minimum: minimum.map(|bound| bound as f64),
        maximum: maximum.map(|bound| bound as f64),
        ..Constraints::default()
    }
}

/// Limits of a number with a fraction.
pub(in crate::openapi) fn number_limits(number: &NumberType) -> Constraints {
    Constraints {
        minimum: number.minimum,
        maximum: number.maximum,
        exclusive_minimum: number.exclusive_minimum && number.minimum.is_some(),
        exclusive_maximum: number.exclusive_maximum && number.maximum.is_some(),
        values: number.enumeration.iter().flatten().map(f64::to_string).collect(),
        ..Constraints::default()
    }
}

/// The known values of a boolean.
pub(in crate::openapi) fn boolean_limits(boolean: &BooleanType) -> Constraints {
    let values = boolean.enumeration.iter().flatten().map(bool::to_string).collect();
    Constraints { values, ..Constraints::default() }
}

/// Limits of a map with keys and values of these limits.
pub(in crate::openapi) fn entry_limits(
    object: &ObjectType,
    key: Constraints,
    value: Constraints,
) -> Constraints {
    Constraints {
        min_length: object.min_properties.map(|count| count as u64),
        max_length: object.max_properties.map(|count| count as u64),
        key: boxed(key),
        element: boxed(value),
        ..Constraints::default()
    }
}

/// Limits of a part, unless there are none.
fn boxed(limits: Constraints) -> Option<Box<Constraints>> {
    (limits != Constraints::default()).then(|| Box::new(limits))
}

/// Limits of a list with elements of these limits.
pub(in crate::openapi) fn list_limits(list: &ArrayType, element: Constraints) -> Constraints {
    Constraints {
        min_length: list.min_items.map(|count| count as u64),
        max_length: list.max_items.map(|count| count as u64),
        element: boxed(element),
        ..Constraints::default()
    }
}
