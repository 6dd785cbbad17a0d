//! What limits mean to values of each type.

use std::collections::BTreeMap;
use std::fmt;

use super::{Limits, Step, Validate, Visitor};
use crate::Secret;

/// A list or a map that may be absent.
pub trait Count {
    /// The number of parts and what one of them is called; `None` if there is no list or map.
    fn count(&self) -> Option<(usize, &'static str)>;

    /// The keys of its entries; a list has none.
    fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
}

impl<T> Count for Vec<T> {
    fn count(&self) -> Option<(usize, &'static str)> {
        Some((self.len(), "element"))
    }
}

impl<T> Count for BTreeMap<String, T> {
    fn count(&self) -> Option<(usize, &'static str)> {
        Some((self.len(), "entry"))
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        BTreeMap::keys(self).map(String::as_str)
    }
}

impl<C: Count> Count for Option<C> {
    fn count(&self) -> Option<(usize, &'static str)> {
        self.as_ref().and_then(Count::count)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().flat_map(Count::keys)
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

/// Lengths of texts are those in characters, as AWS counts them.
impl Validate for String {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number_of(self.chars().count(), "character");
    }
}

impl Validate for Secret {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number_of(self.expose().chars().count(), "character");
    }
}

impl Validate for i64 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number(*self as f64, self);
    }
}

impl Validate for f32 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number(f64::from(*self), self);
    }
}

impl Validate for f64 {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number(*self, self);
    }
}

impl<V: Validate> Validate for Vec<V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number_of(self.len(), "element");
        let each = visitor.limits.each.unwrap_or(const { &Limits::new() });
        for (index, value) in self.iter().enumerate() {
            visitor.step(Step::Index(index), value, each);
        }
    }
}

impl<V: Validate> Validate for BTreeMap<String, V> {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.number_of(self.len(), "entry");
        visitor.keys(self);
        let each = visitor.limits.each.unwrap_or(const { &Limits::new() });
        for (key, value) in self {
            visitor.step(Step::Key(key), value, each);
        }
    }
}

impl Visitor<'_> {
    /// Compares the keys of a map with the limits in force.
    pub(super) fn keys(&mut self, map: &impl Count) {
        let Some(limits) = self.limits.keys else {
            return;
        };
        for key in map.keys() {
            let length = key.chars().count();
            self.enter(Step::Key(key), limits, |visitor| {
                visitor.number_of(length, "character of its key");
            });
        }
    }

    /// Compares a length with the limits in force.
    pub(super) fn number_of(&mut self, count: usize, unit: &str) {
        let number = count as u64;
        let (verb, units) = if count == 1 { ("is", "") } else { ("are", "s") };
        let units = match (unit, units) {
            ("entry", "s") => "entries".to_owned(),
            ("character of its key", "s") => "characters of its key".to_owned(),
            _ => format!("{unit}{units}"),
        };
        if let Some(least) = self.limits.least.filter(|least| number < *least) {
            self.violation(format!("{count} {units} {verb} fewer than {least}"));
        }
        if let Some(most) = self.limits.most.filter(|most| number > *most) {
            self.violation(format!("{count} {units} {verb} more than {most}"));
        }
    }

    /// Compares a number with the limits in force. What is no number is within no limits, though
    /// every comparison with it is false.
    fn number(&mut self, number: f64, shown: &dyn fmt::Display) {
        let is_limited = self.limits.minimum.is_some() || self.limits.maximum.is_some();
        if number.is_nan() && is_limited {
            self.violation("NaN is not a number".to_owned());
        }
        if let Some(minimum) = self.limits.minimum.filter(|minimum| number < *minimum) {
            self.violation(format!("{shown} is less than {minimum}"));
        }
        if let Some(maximum) = self.limits.maximum.filter(|maximum| number > *maximum) {
            self.violation(format!("{shown} is greater than {maximum}"));
        }
    }
}
