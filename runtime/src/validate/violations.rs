//! What is out of bounds in an input.

use std::fmt;

use crate::{Error, ErrorKind};

/// All violations of one input; printed, each stands with its place, and a semicolon between two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

/// One value that is out of bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where it stands, by the names on the wire: `participantTokenConfigurations[3].duration`.
    pub path: String,
    /// What is wrong with it: "0 is less than 1". Of texts it tells the length and nothing else.
    pub problem: String,
}

impl Violations {
    /// Each violation, in the order of the input's members.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }

    pub(super) fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
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

/// So that `?` takes violations out of functions that give the error of calls.
impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Error::new(ErrorKind::InvalidInput, violations.to_string()).with_source(violations)
    }
}
