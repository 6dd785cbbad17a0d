//! Python wheels: reading a service's files out of one, which is got if they are not there.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::super::{fetch, hash};
use super::pin::{Package, Pin};
use crate::report::Failure;
use crate::repository::Repository;

/// The package that has AWS's service models.
const PACKAGE: &str = "botocore";

/// A service model and its paginators, and where they came from.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) model: Vec<u8>,
    pub(super) paginators: Option<Vec<u8>>,
    pub(super) pin: Pin,
}

/// The files that `pin` names: from the folder of downloads, or else from the Python index.
///
/// Fails if the hash of the wheel or of a file is not the recorded one.
pub(super) fn pinned(repository: &Repository, pin: &Pin) -> Result<Files, Failure> {
    let Some(package) = &pin.package else {
        return Err(
            Failure::new("SOURCE.toml names no package to get the service model from")
                .remedy("name one with `--botocore VERSION`, or give the file with `--model PATH`"),
        );
    };
    let kept = |sha256: &str| fetch::kept(repository, sha256);
    if let (Some(model), Some(paginators)) = (kept(&pin.sha256), kept(&package.paginators_sha256)) {
        return Ok(Files {
            model,
            paginators: Some(paginators),
            pin: pin.clone(),
        });
    }
    let folder = Path::new(&package.path)
        .parent()
        .and_then(Path::to_str)
        .unwrap_or_default();
    let files = get(repository, &package.version, folder)?;
    let found = files.pin.package.as_ref();
    let wheel = found.map_or("", |found| &found.wheel_sha256);
    let paginators = found.map_or("", |found| &found.paginators_sha256);
    fetch::check("wheel", &package.wheel_sha256, wheel)?;
    fetch::check(&package.path, &pin.sha256, &files.pin.sha256)?;
    fetch::check(&package.paginators, &package.paginators_sha256, paginators)?;
    Ok(files)
}

/// Gets a version of the package, and keeps the files of the service whose folder in it is given.
pub(super) fn get(repository: &Repository, version: &str, folder: &str) -> Result<Files, Failure> {
    let (_folder, wheel) = fetch::PIP.get_once(&format!("{PACKAGE}=={version}"), repository)?;
    let files = read(&wheel, version, folder)?;
    for bytes in [Some(&files.model), files.paginators.as_ref()]
        .into_iter()
        .flatten()
    {
        fetch::keep(repository, bytes)?;
    }
    Ok(files)
}

/// Reads the model and the paginators of one service out of a wheel. Either may be packed.
fn read(wheel: &Path, version: &str, folder: &str) -> Result<Files, Failure> {
    let bytes = fs::read(wheel).map_err(|error| Failure::io("read", wheel, &error))?;
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::new(format!("{} is no readable wheel: {error}", wheel.display()))
    };
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|error| unreadable(&error))?;
    let mut file = |name: &str| -> Result<(String, Vec<u8>), Failure> {
        let plain = format!("{folder}/{name}");
        let path = [format!("{plain}.gz"), plain]
            .into_iter()
            .find(|path| archive.index_for_name(path).is_some());
        let path = path.ok_or_else(|| {
            Failure::new(format!("{} has no {folder}/{name}", wheel.display()))
                .remedy("choose a version that has this service")
        })?;
        let mut found = archive.by_name(&path).map_err(|error| unreadable(&error))?;
        let mut bytes = Vec::new();
        found
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        Ok((path, bytes))
    };
    let (path, model) = file("service-2.json")?;
    let (paginators, of_paginators) = file("paginators-1.json")?;
    let package = Package {
        name: PACKAGE.to_owned(),
        version: version.to_owned(),
        wheel_sha256: hash::sha256(&bytes),
        path,
        paginators,
        paginators_sha256: hash::sha256(&of_paginators),
    };
    let pin = Pin {
        sha256: hash::sha256(&model),
        package: Some(package),
    };
    Ok(Files {
        model,
        paginators: Some(of_paginators),
        pin,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::PathBuf;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const FOLDER: &str = "botocore/data/trees/2020-01-01";

    /// A wheel with these files in the folder of the service.
    fn wheel(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("botocore-1.2.3-py3-none-any.whl");
        let mut archive = ZipWriter::new(fs::File::create(&path).unwrap());
        for (name, text) in files {
            archive
                .start_file(format!("{FOLDER}/{name}"), SimpleFileOptions::default())
                .unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap();
        (root, path)
    }

    #[test]
    fn both_files_are_read_and_hashed() {
        let (_root, path) = wheel(&[
            ("service-2.json.gz", "model"),
            ("paginators-1.json", "pages"),
        ]);
        let files = read(&path, "1.2.3", FOLDER).unwrap();
        assert_eq!(
            (files.model.as_slice(), files.paginators.as_deref()),
            (&b"model"[..], Some(&b"pages"[..]))
        );
        let package = files.pin.package.unwrap();
        assert_eq!(package.specifier(), "botocore==1.2.3");
        assert_eq!(package.path, format!("{FOLDER}/service-2.json.gz"));
        assert_eq!(files.pin.sha256, hash::sha256(b"model"));
        assert_eq!(package.paginators_sha256, hash::sha256(b"pages"));
    }

    #[test]
    fn a_service_that_is_not_there_is_named() {
        let (_root, path) = wheel(&[("waiters-2.json", "{}")]);
        let error = read(&path, "1.2.3", FOLDER).unwrap_err().to_string();
        assert!(
            error.contains(&format!("has no {FOLDER}/service-2.json")),
            "{error}"
        );
        fs::write(&path, "no zip").unwrap();
        let error = read(&path, "1.2.3", FOLDER).unwrap_err().to_string();
        assert!(error.contains("is no readable wheel"), "{error}");
    }

    #[test]
    fn recorded_files_come_from_the_downloads() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.downloads()).unwrap();
        for text in ["model", "pages"] {
            fs::write(
                repository.downloads().join(hash::sha256(text.as_bytes())),
                text,
            )
            .unwrap();
        }
        let (_root, path) = wheel(&[("service-2.json", "model"), ("paginators-1.json", "pages")]);
        let pin = read(&path, "1.2.3", FOLDER).unwrap().pin;
        assert_eq!(pinned(&repository, &pin).unwrap().model, b"model");
        let error = pinned(
            &repository,
            &Pin {
                package: None,
                ..pin
            },
        )
        .unwrap_err()
        .to_string();
        assert!(error.contains("SOURCE.toml names no package"), "{error}");
    }
}
