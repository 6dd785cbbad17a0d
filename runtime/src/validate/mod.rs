//! Client-side validation of inputs against the constraints of the service's API description, on request.
//!
//! Calls are not validated automatically: the service does it, and its limits may change independently of this
//! crate. Generated code lists each constrained member with its limits in [`limits!`](crate::limits); the [`Visitor`]
//! compares, and collects all [`Violations`] with their paths. Patterns are not checked, because those of the
//! published documents are unreliable.

mod table;
mod values;

use std::fmt;

#[doc(hidden)]
pub use self::values::{Length, LengthUnit};
use crate::{Error, ErrorKind};

/// An input, or a structure within one, whose members have limits.
pub trait Validate {
    /// Passes each member that has limits to the visitor.
    #[doc(hidden)]
    fn visit(&self, visitor: &mut Visitor<'_>);

    /// Compares the value with the limits of the service's API description.
    ///
    /// # Errors
    ///
    /// Returns all violations, each with its path: `tags["team"]`, `participantTokenConfigurations[3].duration`.
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
        collect(self)
    }
}

/// Not generic, so that it is compiled once.
fn collect(input: &dyn Validate) -> Result<(), Violations> {
    let mut violations = Violations::default();
    input.visit(&mut Visitor::new(&mut violations));
    if violations.0.is_empty() { Ok(()) } else { Err(violations) }
}

/// All violations of one input. Displayed, they are separated by semicolons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

/// A value that violates a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The path of the value by the names on the wire: `participantTokenConfigurations[3].duration`.
    pub path: String,
    /// The problem: "must be at least 1, is 0". It states the length of a string and never its content.
    pub problem: String,
}

impl Violations {
    /// Returns the violations in the order of the input's members.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Converts violations into the error of a call, as `?` does.
impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Error::new(ErrorKind::InvalidInput, violations.to_string()).with_source(violations)
    }
}

/// The limits of a value and of its elements, keys and values. Bounds are inclusive unless they are set as exclusive.
///
/// ```
/// # use sdk_runtime::validate::Limits;
/// // Up to 50 entries, each value a string of up to 256 characters.
/// const TAGS: Limits = Limits::new().max_length(50).values(&Limits::new().max_length(256));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    minimum: Option<f64>,
    maximum: Option<f64>,
    excludes_minimum: bool,
    excludes_maximum: bool,
    min_length: Option<u64>,
    max_length: Option<u64>,
    keys: Option<&'static Limits>,
    values: Option<&'static Limits>,
}

impl Limits {
    /// Creates limits that all values satisfy.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            minimum: None,
            maximum: None,
            excludes_minimum: false,
            excludes_maximum: false,
            min_length: None,
            max_length: None,
            keys: None,
            values: None,
        }
    }

    /// Sets the smallest number.
    #[must_use]
    pub const fn minimum(mut self, number: f64) -> Self {
        self.minimum = Some(number);
        self
    }

    /// Sets the largest number.
    #[must_use]
    pub const fn maximum(mut self, number: f64) -> Self {
        self.maximum = Some(number);
        self
    }

    /// Sets a number that values are greater than.
    #[must_use]
    pub const fn exclusive_minimum(mut self, number: f64) -> Self {
        self.excludes_minimum = true;
        self.minimum(number)
    }

    /// Sets a number that values are less than.
    #[must_use]
    pub const fn exclusive_maximum(mut self, number: f64) -> Self {
        self.excludes_maximum = true;
        self.maximum(number)
    }

    /// Sets the smallest number of characters, elements or entries.
    #[must_use]
    pub const fn min_length(mut self, length: u64) -> Self {
        self.min_length = Some(length);
        self
    }

    /// Sets the largest number of characters, elements or entries.
    #[must_use]
    pub const fn max_length(mut self, length: u64) -> Self {
        self.max_length = Some(length);
        self
    }

    /// Sets the limits of each key of a map.
    #[must_use]
    pub const fn keys(mut self, limits: &'static Limits) -> Self {
        self.keys = Some(limits);
        self
    }

    /// Sets the limits of each element of a list or value of a map.
    #[must_use]
    pub const fn values(mut self, limits: &'static Limits) -> Self {
        self.values = Some(limits);
        self
    }
}

/// Walks an input and collects violations. Only generated code calls it.
#[doc(hidden)]
pub struct Visitor<'a> {
    violations: &'a mut Violations,
    path: Path<'a>,
    limits: &'a Limits,
}

/// The path of a value, linked from its end: it is formatted for violations only.
#[derive(Clone, Copy)]
struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: PathStep<'a>,
}

#[derive(Clone, Copy)]
enum PathStep<'a> {
    Root,
    Member(&'a str),
    Index(usize),
    Key(&'a str),
}

impl<'a> Visitor<'a> {
    fn new(violations: &'a mut Violations) -> Self {
        let path = Path { parent: None, step: PathStep::Root };
        Self { violations, path, limits: const { &Limits::new() } }
    }

    /// Visits a member with limits, or that contains values with limits, given its name on the wire.
    pub fn member(&mut self, name: &str, value: &dyn Validate, limits: &Limits) {
        self.enter(PathStep::Member(name), limits, |visitor| value.visit(visitor));
    }

    /// Compares the length and the keys of a list or map whose values have no limits.
    pub fn length(&mut self, name: &str, value: &impl Length, limits: &Limits) {
        if let Some((length, unit)) = value.length() {
            self.enter(PathStep::Member(name), limits, |visitor| {
                visitor.check_length("", length, unit);
                visitor.check_keys(value);
            });
        }
    }

    fn enter(&mut self, step: PathStep<'_>, limits: &Limits, visit: impl FnOnce(&mut Visitor<'_>)) {
        visit(&mut Visitor {
            violations: self.violations,
            path: Path { parent: Some(&self.path), step },
            limits,
        });
    }

    fn violation(&mut self, problem: String) {
        self.violations.0.push(Violation { path: self.path.to_string(), problem });
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            PathStep::Root => Ok(()),
            PathStep::Member(name) => {
                let is_nested = self.parent.is_some_and(|parent| parent.parent.is_some());
                write!(f, "{}{name}", if is_nested { "." } else { "" })
            }
            PathStep::Index(index) => write!(f, "[{index}]"),
            PathStep::Key(key) => write!(f, "[{key:?}]"),
        }
    }
}

/// Shows the path and the number of violations, not the values.
impl fmt::Debug for Visitor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visitor")
            .field("path", &format_args!("{}", self.path))
            .field("violations", &self.violations.0.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
