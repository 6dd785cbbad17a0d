//! The `src` folder that the generator owns: where it is, and which files it has.
//!
//! Files in it that were not generated are removed, so it is checked first: no symbolic link is
//! followed, `generated-sdk` must be inside the repository, and any other folder must be empty or
//! hold generated files only.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::report::Failure;
use crate::repository::Repository;

/// The first line of every generated file contains this.
const MARK: &str = "@generated";

/// A crate whose `src` belongs to the generator.
#[derive(Clone, Debug)]
pub(crate) struct OwnedFolder {
    krate: PathBuf,
}

/// A directory entry of the owned folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A regular file.
    File(Vec<u8>),
    /// A symbolic link or a device: never followed, never opened.
    Other,
}

impl OwnedFolder {
    /// The SDK of the repository. It must not be a link that leads outside.
    pub(crate) fn sdk(repository: &Repository) -> Result<Self, Failure> {
        let krate = repository.sdk();
        let resolve = |path: &Path| path.canonicalize();
        if let (Ok(krate), Ok(root)) = (resolve(&krate), resolve(repository.root()))
            && !krate.starts_with(&root)
        {
            let shown = repository.display(&repository.sdk());
            return Err(Failure::new(format!(
                "{shown} leads to {}, outside the repository",
                krate.display()
            ))
            .remedy("replace the link by a folder"));
        }
        Self::at(krate)
    }

    /// Another crate: its `src` must be absent, empty, or hold generated files only.
    pub(crate) fn other(krate: &Path) -> Result<Self, Failure> {
        let owned = Self::at(krate.to_owned())?;
        for path in owned.entries()?.keys() {
            let file = owned.path(path);
            if !is_marked(&file) {
                return Err(Failure::new(format!("{} was not generated", file.display())).remedy(
                    format!(
                        "give another folder: everything in {} would be replaced",
                        owned.src().display()
                    ),
                ));
            }
        }
        Ok(owned)
    }

    /// A crate that is only read.
    pub(crate) fn at(krate: PathBuf) -> Result<Self, Failure> {
        let owned = Self { krate };
        let src = owned.src();
        match fs::symlink_metadata(&src) {
            Ok(found) if !found.is_dir() => {
                Err(Failure::new(format!("{} is not a folder but a file or a link", src.display()))
                    .remedy("remove it: the generator creates this folder"))
            }
            _ => Ok(owned),
        }
    }

    /// The folder of the crate.
    pub(crate) fn krate(&self) -> &Path {
        &self.krate
    }

    /// The package name of the crate's manifest; `generated-sdk` if there is no manifest yet.
    pub(crate) fn name(&self) -> String {
        let name = || {
            let manifest = fs::read_to_string(self.krate.join("Cargo.toml")).ok()?;
            let manifest: toml_edit::DocumentMut = manifest.parse().ok()?;
            Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
        };
        name().unwrap_or_else(|| "generated-sdk".to_owned())
    }

    /// The owned folder.
    pub(crate) fn src(&self) -> PathBuf {
        self.krate.join("src")
    }

    /// The file of a generated path, such as `src/lib.rs`.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.krate.join(path)
    }

    /// Every file in the owned folder, by path relative to the crate, with `/`.
    pub(crate) fn entries(&self) -> Result<BTreeMap<String, Entry>, Failure> {
        let mut found = BTreeMap::new();
        collect(&self.src(), "src", &mut found)?;
        Ok(found)
    }
}

fn collect(folder: &Path, name: &str, found: &mut BTreeMap<String, Entry>) -> Result<(), Failure> {
    let error_of = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(error_of)?,
    };
    for entry in entries {
        let entry = entry.map_err(error_of)?;
        let path = entry.path();
        let name = entry.file_name().into_string().map(|file| format!("{name}/{file}"));
        let name = name.map_err(|_| {
            Failure::new(format!("{} has a name that is not Unicode", path.display()))
                .remedy("remove it: the generator did not create it")
        })?;
        let kind = entry.file_type().map_err(error_of)?;
        if kind.is_dir() {
            collect(&path, &name, found)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?;
            found.insert(name, Entry::File(bytes));
        } else {
            found.insert(name, Entry::Other);
        }
    }
    Ok(())
}

fn is_marked(file: &Path) -> bool {
    let is_file = fs::symlink_metadata(file).is_ok_and(|found| found.is_file());
    let first = || {
        let mut line = String::new();
        BufReader::new(fs::File::open(file).ok()?).read_line(&mut line).ok()?;
        Some(line)
    };
    is_file && first().is_some_and(|line| line.contains(MARK))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> (tempfile::TempDir, Repository) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("generated-sdk")).unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        (root, repository)
    }

    #[test]
    fn a_missing_folder_has_no_entries() {
        let (_root, repository) = repository();
        assert_eq!(OwnedFolder::sdk(&repository).unwrap().entries().unwrap(), BTreeMap::new());
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_repository_are_rejected_and_none_is_followed() {
        use std::os::unix::fs::symlink;

        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("precious.rs"), "").unwrap();

        let (root, at_src) = repository();
        symlink(outside.path(), root.path().join("generated-sdk/src")).unwrap();
        let error = OwnedFolder::sdk(&at_src).unwrap_err().to_string();
        assert!(error.contains("is not a folder but a file or a link"), "{error}");

        let (root, at_crate) = repository();
        fs::remove_dir(root.path().join("generated-sdk")).unwrap();
        symlink(outside.path(), root.path().join("generated-sdk")).unwrap();
        let error = OwnedFolder::sdk(&at_crate).unwrap_err().to_string();
        assert!(error.contains("outside the repository"), "{error}");

        let (root, inside) = repository();
        fs::create_dir(root.path().join("generated-sdk/src")).unwrap();
        symlink(outside.path(), root.path().join("generated-sdk/src/types")).unwrap();
        let entries = OwnedFolder::sdk(&inside).unwrap().entries().unwrap();
        assert_eq!(entries, BTreeMap::from([("src/types".to_owned(), Entry::Other)]));
    }

    #[test]
    fn another_crate_must_hold_generated_files_only() {
        let folder = tempfile::tempdir().unwrap();
        assert!(OwnedFolder::other(folder.path()).is_ok());
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(folder.path().join("src/lib.rs"), "// @generated from #/info.\n").unwrap();
        assert!(OwnedFolder::other(folder.path()).is_ok());
        fs::write(folder.path().join("src/mine.rs"), "//! Mine.\n").unwrap();
        let error = OwnedFolder::other(folder.path()).unwrap_err().to_string();
        assert!(error.contains("mine.rs was not generated"), "{error}");
    }
}
