//! Validation of the values of each type.

use std::collections::BTreeMap;
use std::fmt;

use super::{Limits, PathStep, Validate, Visitor};
use crate::{Nullable, Secret};

/// A list or a map that may be absent. Only generated code uses it.
#[doc(hidden)]
pub trait Length {
    /// The number of elements or entries, and the name of one of them; `None` if the value is absent.
    fn length(&self) -> Option<(usize, LengthUnit)>;

    /// The keys of a map; a list has none.
    fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
}

/// The unit of a length, singular and plural.
#[doc(hidden)]
pub type LengthUnit = (&'static str, &'static str);

const CHARACTERS: LengthUnit = ("character", "characters");
const ELEMENTS: LengthUnit = ("element", "elements");
const ENTRIES: LengthUnit = ("entry", "entries");

impl<T> Length for Vec<T> {
    fn length(&self) -> Option<(usize, LengthUnit)> {
        Some((self.len(), ELEMENTS))
    }
}

impl<T> Length for BTreeMap<String, T> {
    fn length(&self) -> Option<(usize, LengthUnit)> {
        Some((self.len(), ENTRIES))
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        BTreeMap::keys(self).map(String::as_str)
    }
}

impl<L: Length> Length for Option<L> {
    fn length(&self) -> Option<(usize, LengthUnit)> {
        self.as_ref().and_then(Length::length)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().flat_map(Length::keys)
    }
}

impl<L: Length> Length for Nullable<L> {
    fn length(&self) -> Option<(usize, LengthUnit)> {
        self.as_ref().into_option().and_then(Length::length)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.as_ref().into_option().into_iter().flat_map(Length::keys)
    }
}

impl<V: Validate> Validate for Nullable<V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        if let Self::Value(value) = self {
            value.visit(visitor);
        }
    }
}

impl<V: Validate> Validate for Option<V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        if let Some(value) = self {
            value.visit(visitor);
        }
    }
}

impl<V: Validate> Validate for Box<V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        (**self).visit(visitor);
    }
}

/// The length of a string is its number of Unicode characters, as in AWS's service models.
impl Validate for String {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_length("", self.chars().count(), CHARACTERS);
    }
}

impl Validate for Secret {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_length("", self.expose().chars().count(), CHARACTERS);
    }
}

impl Validate for i32 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_number(f64::from(*self), self);
    }
}

impl Validate for i64 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_number(*self as f64, self);
    }
}

impl Validate for u64 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_number(*self as f64, self);
    }
}

impl Validate for f32 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_number(f64::from(*self), self);
    }
}

impl Validate for f64 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_number(*self, self);
    }
}

impl<V: Validate> Validate for Vec<V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_length("", self.len(), ELEMENTS);
        let limits = visitor.limits.values.unwrap_or(const { &Limits::new() });
        for (index, value) in self.iter().enumerate() {
            visitor.enter(PathStep::Index(index), limits, |visitor| value.visit(visitor));
        }
    }
}

impl<V: Validate> Validate for BTreeMap<String, V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.check_length("", self.len(), ENTRIES);
        visitor.check_keys(self);
        let limits = visitor.limits.values.unwrap_or(const { &Limits::new() });
        for (key, value) in self {
            visitor.enter(PathStep::Key(key), limits, |visitor| value.visit(visitor));
        }
    }
}

impl Visitor<'_> {
    /// Compares the keys of a map with the limits in force.
    pub(super) fn check_keys(&mut self, map: &impl Length) {
        let Some(limits) = self.limits.keys else {
            return;
        };
        for key in map.keys() {
            let length = key.chars().count();
            self.enter(PathStep::Key(key), limits, |visitor| {
                visitor.check_length("key ", length, CHARACTERS);
            });
        }
    }

    /// Compares a length with the limits in force; `subject` begins the message of a violation.
    pub(super) fn check_length(&mut self, subject: &str, length: usize, unit: LengthUnit) {
        let actual = length as u64;
        let expected = |count: u64| format!("{count} {}", if count == 1 { unit.0 } else { unit.1 });
        if let Some(min) = self.limits.min_length.filter(|min| actual < *min) {
            let min = expected(min);
            self.violation(format!("{subject}must have at least {min}, has {actual}"));
        }
        if let Some(max) = self.limits.max_length.filter(|max| actual > *max) {
            let max = expected(max);
            self.violation(format!("{subject}must have at most {max}, has {actual}"));
        }
    }

    /// Compares a number with the limits in force. NaN violates any limit, although every comparison with it is
    /// false.
    fn check_number(&mut self, number: f64, shown: &dyn fmt::Display) {
        let is_limited = self.limits.minimum.is_some() || self.limits.maximum.is_some();
        if number.is_nan() && is_limited {
            self.violation("must be a number, is NaN".to_owned());
        }
        if let Some(minimum) = self.limits.minimum.filter(|minimum| number < *minimum) {
            self.violation(format!("must be at least {minimum}, is {shown}"));
        }
        if let Some(maximum) = self.limits.maximum.filter(|maximum| number > *maximum) {
            self.violation(format!("must be at most {maximum}, is {shown}"));
        }
        let Limits { excludes_minimum, excludes_maximum, .. } = *self.limits;
        if excludes_minimum && self.limits.minimum == Some(number) {
            self.violation(format!("must be greater than {number}, is {shown}"));
        }
        if excludes_maximum && self.limits.maximum == Some(number) {
            self.violation(format!("must be less than {number}, is {shown}"));
        }
    }
}
