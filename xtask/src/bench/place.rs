//! Where the bench keeps its things: all below `target/bench`, but for the page and the programs.

use std::path::{Path, PathBuf};

use crate::repository::Repository;

/// The folders of the bench.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    root: PathBuf,
}

impl Place {
    pub(crate) fn new(repository: &Repository) -> Self {
        Self {
            root: repository.root().to_owned(),
        }
    }

    /// What can be thrown away, but for what was measured: then all is measured again.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.join("target/bench")
    }

    /// What other programs said, each run in the place of the one before.
    pub(crate) fn logs(&self) -> PathBuf {
        self.folder().join("log")
    }

    /// The workspace of the programs that are measured.
    pub(crate) fn workspace(&self) -> PathBuf {
        self.root.join("tests/bench")
    }

    /// What was measured so far.
    pub(crate) fn results(&self) -> PathBuf {
        self.folder().join("results.json")
    }

    /// The page that people read.
    pub(crate) fn page(&self) -> PathBuf {
        self.root.join("BENCHMARKS.md")
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }
}
