//! The data of the published suites: where it comes from, and the folder that it is copied to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::cargo;
use crate::files;
use crate::report::Failure;
use crate::repository::Repository;
use crate::spec::archive::Archive;
use crate::spec::fetch;

/// The crates with data, their versions, and its folder. `tests/bench/Cargo.lock` pins them by hash.
const CRATES: [(&str, &str, &str); 2] =
    [("aws-runtime", "1.10.2", "test-data"), ("aws-smithy-types", "1.9.3", "test_data")];

/// AWS's SDK for Python: its tests, and its service models.
const BOTOCORE: Archive = Archive {
    client: fetch::PIP_SOURCE,
    package: "botocore==1.44.5",
    hash: "a988f39e3a4484def0b8010f41128f71157da0515a4804fccce4739aa8f216da",
    needs: |path| {
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        path.starts_with("tests") && is_json || path.ends_with("service-2.json")
    },
    required: &[RETRIES, PARTITIONS],
};

/// Tests in Python whose cases are tables of literals.
const RETRIES: &str = "tests/unit/retries/test_standard.py";

/// The partitions with their regions and domains.
const PARTITIONS: &str = "botocore/data/partitions.json";

/// Copies the data of all suites to `target/suites/PACKAGE/` and returns that folder.
pub(super) fn prepare(repository: &Repository) -> Result<PathBuf, Failure> {
    let folder = repository.root().join("target/suites");
    let metadata = metadata(repository)?;
    for (name, version, data) in CRATES {
        let source = source_of(&metadata, name, version)?.join(data);
        copy(&source, &folder.join(name))?;
    }
    let botocore = BOTOCORE.unpacked(repository)?;
    copy(&botocore.join("tests"), &folder.join("botocore/tests"))?;
    let partitions = files::read(&botocore.join(PARTITIONS))?;
    files::update(&folder.join("botocore/partitions.json"), &partitions)?;
    let services = services(&botocore.join("botocore/data"))?;
    files::update(&folder.join("botocore/services.json"), services.as_bytes())?;
    Ok(folder)
}

/// Cargo's description of the official SDK's packages. It downloads and verifies them.
fn metadata(repository: &Repository) -> Result<Value, Failure> {
    let output = Command::new(cargo())
        .current_dir(repository.root())
        .args(["metadata", "--format-version=1", "--locked"])
        .arg("--manifest-path=tests/bench/Cargo.toml")
        .output()
        .map_err(|error| Failure::new(format!("cargo did not start: {error}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("cargo metadata failed: {}", message.trim())));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::new(format!("cargo metadata printed no JSON: {error}")))
}

/// The folder that cargo unpacked a crate to.
fn source_of(metadata: &Value, name: &str, version: &str) -> Result<PathBuf, Failure> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut packages = packages.filter(|package| package["name"] == name);
    let package = packages.find(|package| package["version"] == version).ok_or_else(|| {
        Failure::new(format!("tests/bench/Cargo.lock has no {name} {version}")).remedy(
            "after an update of the lock file, update the versions in xtask/src/suites/data.rs, \
             run the suites, and update their numbers of cases",
        )
    })?;
    let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
    Ok(manifest.parent().unwrap_or(Path::new("")).to_owned())
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for path in entries(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            files::update(&target, &files::read(&path)?)?;
        }
    }
    Ok(())
}

/// The metadata of each service of botocore, by the name of its folder: service id, endpoint prefix.
/// The newest version of a service counts.
fn services(data: &Path) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Model {
        metadata: Value,
    }
    let mut services = Map::new();
    for service in entries(data)?.into_iter().filter(|path| path.is_dir()) {
        let versions = entries(&service)?.into_iter();
        let mut models = versions.map(|version| version.join("service-2.json"));
        let Some(path) = models.rfind(|path| path.is_file()) else {
            continue;
        };
        let model: Model = serde_json::from_slice(&files::read(&path)?)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        let name = service.file_name().unwrap_or_default().to_string_lossy().into_owned();
        services.insert(name, model.metadata);
    }
    Ok(format!("{:#}\n", Value::Object(services)))
}

/// What a folder contains, in order of the names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let error_of = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = fs::read_dir(folder).map_err(error_of)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(error_of))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_crate_is_found_by_name_and_version() {
        let metadata = json!({"packages": [
            {"name": "a", "version": "1.0.0", "manifest_path": "/src/a-1.0.0/Cargo.toml"},
        ]});
        assert_eq!(source_of(&metadata, "a", "1.0.0").unwrap(), Path::new("/src/a-1.0.0"));
        let error = source_of(&metadata, "a", "2.0.0").unwrap_err().to_string();
        assert!(error.contains("has no a 2.0.0") && error.contains("help: "), "{error}");
    }

    #[test]
    fn a_folder_is_copied_with_everything_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        files::update(&from.join("b/c.json"), b"{}").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(files::read(&to.join("b/c.json")).unwrap(), b"{}");
        let error = copy(&folder.path().join("absent"), &to).unwrap_err().to_string();
        assert!(error.contains("cannot read "), "{error}");
    }
}
