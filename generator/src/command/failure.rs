//! Why the command could not do its work.

use std::fmt;
use std::path::Path;

/// What happened, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    remedy: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// A file or folder that the operating system did not let us use; `doing` completes "cannot …".
    pub(crate) fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        let message = format!("cannot {doing} {}: {error}", path.display());
        Self::new(message, "check the path, and that you may use it")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\n  help: {}", self.message, self.remedy)
    }
}

impl std::error::Error for Failure {}
