//! One document, measured once.

use std::fs;
use std::path::Path;
use std::time::Duration;

use generator::document::Source;
use generator::{Input, Package};

use crate::corpus::clock::Clock;
use crate::report::Failure;

/// What one document took, and what it gave.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) taken: Duration,
    /// Of the document.
    pub(super) bytes: usize,
    /// Of the crate; none if the document is refused.
    pub(super) lines: usize,
}

/// The time from a file to formatted files.
pub(super) fn once(path: &Path) -> Result<Measured, Failure> {
    let clock = Clock::start();
    let document = source(path)?;
    let bytes = document.text.len();
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    let package = Package {
        name: None,
        runtime: "runtime".to_owned(),
    };
    let made = generator::generate_crate(&input, &package);
    let taken = clock.elapsed();
    let files = made.map(|made| made.files).unwrap_or_default();
    Ok(Measured {
        taken,
        bytes,
        lines: files.iter().map(|(_, text)| text.lines().count()).sum(),
    })
}

pub(super) fn source(path: &Path) -> Result<Source, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    Ok(Source {
        name: path.display().to_string(),
        text,
    })
}
