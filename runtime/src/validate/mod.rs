//! Checking inputs against the limits of the service's document, when a caller asks for it.
//!
//! The service is the judge of its inputs, and its limits may change without this crate; so nothing
//! here runs by itself. Generated code says which member has which limits ([`Validate::visit`]); the
//! [`Visitor`] compares, and collects every violation with its place. Patterns are never compared: those
//! of the documents cannot be trusted. Knows no service.

mod limits;
mod values;
mod violations;

pub use self::limits::Limits;
pub use self::values::Count;
pub use self::violations::{Violation, Violations};

use std::fmt;

/// Something that the document sets limits to.
pub trait Validate {
    /// Shows each part that has limits to the visitor.
    fn visit(&self, visitor: &mut Visitor<'_>);

    /// Compares all of it with the limits of the service's document.
    ///
    /// # Errors
    /// All violations at once, each with its place: `tags["team"]`,
    /// `participantTokenConfigurations[3].duration`.
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
        compare(self)
    }
}

/// Compiled once for all types.
fn compare(input: &dyn Validate) -> Result<(), Violations> {
    let mut found = Violations::default();
    input.visit(&mut Visitor::new(&mut found));
    found.into_result()
}

/// Goes through an input and notes what is out of bounds.
pub struct Visitor<'a> {
    found: &'a mut Violations,
    path: Path<'a>,
    limits: &'a Limits,
}

/// The way to a value, as a list that grows from its end: it is written out only for violations.
#[derive(Clone, Copy)]
struct Path<'a> {
    before: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Index(usize),
    Key(&'a str),
}

impl<'a> Visitor<'a> {
    fn new(found: &'a mut Violations) -> Self {
        let path = Path {
            before: None,
            step: Step::Root,
        };
        Self {
            found,
            path,
            limits: const { &Limits::new() },
        }
    }

    /// Visits a member, called by its name on the wire.
    pub fn member(&mut self, name: &str, value: &dyn Validate, limits: &Limits) {
        self.step(Step::Member(name), value, limits);
    }

    /// Visits a member that has no limits of its own, for those of what it holds.
    pub fn inside(&mut self, name: &str, value: &dyn Validate) {
        self.step(Step::Member(name), value, const { &Limits::new() });
    }

    /// Counts the elements or entries of a member whose parts have no limits of their own.
    pub fn count(&mut self, name: &str, value: &impl Count, limits: &Limits) {
        if let Some((number, unit)) = value.count() {
            self.enter(Step::Member(name), limits, |visitor| {
                visitor.number_of(number, unit);
                visitor.keys(value);
            });
        }
    }

    fn step(&mut self, step: Step<'_>, value: &dyn Validate, limits: &Limits) {
        self.enter(step, limits, |visitor| value.visit(visitor));
    }

    fn enter(&mut self, step: Step<'_>, limits: &Limits, visit: impl FnOnce(&mut Visitor<'_>)) {
        visit(&mut Visitor {
            found: self.found,
            path: Path {
                before: Some(&self.path),
                step,
            },
            limits,
        });
    }

    fn violation(&mut self, problem: String) {
        self.found.push(Violation {
            path: self.path.to_string(),
            problem,
        });
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) => {
                let is_inside = self.before.is_some_and(|before| before.before.is_some());
                write!(f, "{}{name}", if is_inside { "." } else { "" })
            }
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => write!(f, "[{key:?}]"),
        }
    }
}

/// The number of violations so far, not the values.
impl fmt::Debug for Visitor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visitor")
            .field("path", &format_args!("{}", self.path))
            .field("found", &self.found.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
