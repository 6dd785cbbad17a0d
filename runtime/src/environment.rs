//! Environment variables, injectable for tests.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Environment variables: those of the process, or a fixed list for tests.
///
/// ```
/// # use sdk_runtime::Environment;
/// let environment = Environment::from_iter([("AWS_REGION", "eu-west-1")]);
/// assert_eq!(environment.get("AWS_REGION").as_deref(), Some("eu-west-1"));
/// assert_eq!(environment.get("AWS_PROFILE"), None);
/// ```
#[derive(Clone, Default)]
pub struct Environment {
    /// `None` means the variables of the process.
    variables: Option<Arc<Vec<(String, String)>>>,
}

impl Environment {
    /// Returns the environment of this process.
    #[must_use]
    pub fn process() -> Self {
        Self::default()
    }

    /// Creates an environment without variables.
    #[must_use]
    pub fn empty() -> Self {
        Self { variables: Some(Arc::default()) }
    }

    /// Returns the value of a variable; `None` if it is unset, empty or not Unicode.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let value = match &self.variables {
            None => std::env::var(name).ok(),
            // The last value takes precedence.
            Some(variables) => {
                let mut variables = variables.iter().rev();
                let found = variables.find(|(other, _)| other == name);
                found.map(|(_, value)| value.clone())
            }
        };
        value.filter(|value| !value.is_empty())
    }

    /// Returns the home directory of the user.
    #[must_use]
    pub fn home_dir(&self) -> Option<PathBuf> {
        match &self.variables {
            None => std::env::home_dir(),
            Some(_) => self.get("HOME").or_else(|| self.get("USERPROFILE")).map(PathBuf::from),
        }
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let variables =
            variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables: Some(Arc::new(variables)) }
    }
}

/// Shows names only: values may be secrets.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.variables {
            None => f.write_str("Environment(process)"),
            Some(variables) => f
                .debug_tuple("Environment")
                .field(&Vec::from_iter(variables.iter().map(|(name, _)| name)))
                .finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    #[test]
    fn an_empty_variable_counts_as_absent() {
        let environment = Environment::from_iter([("A", ""), ("B", "b")]);
        assert_eq!(environment.get("A"), None);
        assert_eq!(environment.get("B").as_deref(), Some("b"));
    }

    #[test]
    fn debug_shows_no_value() {
        let environment = Environment::from_iter([("AWS_SECRET_ACCESS_KEY", "hush")]);
        let shown = format!("{environment:?}");
        assert!(shown.contains("AWS_SECRET_ACCESS_KEY"));
        assert!(!shown.contains("hush"));
    }
}
