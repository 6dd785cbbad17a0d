//! Lists and maps that may hold nothing where a value is expected.
//!
//! AWS's models promise that there is no `null` among elements and values, except where they say `sparse`,
//! which the conversion lost. An overlay puts it back with `x-sparse: true`. Nowhere but in JSON can there be
//! a `null`.

use crate::service::{Binding, Type};

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-sparse";

pub(super) fn is_sparse(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}

/// A list or map with the nulls that its schema allows.
pub(super) fn by_mark(target: Type, extensions: &Extensions) -> Type {
    match is_sparse(extensions) {
        true => with_nulls(target),
        false => target,
    }
}

/// The same with nulls.
pub(super) fn with_nulls(target: Type) -> Type {
    match target {
        Type::List(element) => Type::List(nullable(element)),
        Type::Map(value) => Type::Map(nullable(value)),
        other => other,
    }
}

/// What a member holds where it travels.
pub(super) fn in_place(target: Type, binding: Binding) -> Type {
    match binding {
        Binding::Body | Binding::Payload => target,
        _ => without_nulls(target),
    }
}

fn without_nulls(target: Type) -> Type {
    match target {
        Type::List(element) => Type::List(Box::new(without_nulls(*element))),
        Type::Map(value) => Type::Map(Box::new(without_nulls(*value))),
        Type::Nullable(value) => without_nulls(*value),
        other => other,
    }
}

fn nullable(value: Box<Type>) -> Box<Type> {
    match *value {
        // Any JSON holds nulls already.
        Type::Nullable(_) | Type::Json => value,
        _ => Box::new(Type::Nullable(value)),
    }
}
