//! The seam through which environment variables come in.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Environment variables: the process's own, or a list made for a test.
///
/// ```
/// use sdk_runtime::Environment;
///
/// let environment = Environment::from_iter([("AWS_REGION", "eu-west-1")]);
/// assert_eq!(environment.get("AWS_REGION").as_deref(), Some("eu-west-1"));
/// assert_eq!(environment.get("AWS_PROFILE"), None);
/// ```
#[derive(Clone, Default)]
pub struct Environment {
    /// `None` stands for the process's own.
    variables: Option<Arc<Vec<(String, String)>>>,
}

impl Environment {
    /// The environment of this process.
    #[must_use]
    pub fn process() -> Self {
        Self::default()
    }

    /// An environment without any variable.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            variables: Some(Arc::default()),
        }
    }

    /// A variable's value; `None` if it is not set, is empty, or is not Unicode.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let value = match &self.variables {
            None => std::env::var(name).ok(),
            // Set twice, the later one holds.
            Some(variables) => {
                let mut variables = variables.iter().rev();
                let found = variables.find(|(other, _)| other == name);
                found.map(|(_, value)| value.clone())
            }
        };
        value.filter(|value| !value.is_empty())
    }

    /// The user's home folder, where AWS's shared files stand.
    #[must_use]
    pub fn home_dir(&self) -> Option<PathBuf> {
        match &self.variables {
            None => std::env::home_dir(),
            Some(_) => self
                .get("HOME")
                .or_else(|| self.get("USERPROFILE"))
                .map(PathBuf::from),
        }
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            variables: Some(Arc::new(variables)),
        }
    }
}

/// Names only: the values may be secrets.
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
        let text = format!("{environment:?}");
        assert!(text.contains("AWS_SECRET_ACCESS_KEY"));
        assert!(!text.contains("hush"));
    }
}
