//! Rule 18: an integer has 64 bits, unless its format narrows it.
//!
//! `long` became `integer` without a format, so that `integer` alone says nothing about the size. Float
//! and double keep their formats; a number without one is a double.

use openapiv3::{IntegerFormat, IntegerType, NumberFormat, NumberType, VariantOrUnknownOrEmpty};

use crate::service::Type;

pub(super) fn integer(integer: &IntegerType) -> Type {
    match integer.format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Type::Integer32,
        _ => Type::Integer,
    }
}

pub(super) fn number(number: &NumberType) -> Type {
    match number.format {
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Type::Float,
        _ => Type::Double,
    }
}
