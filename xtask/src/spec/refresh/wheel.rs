//! Python wheels: getting one with pip, and reading files out of it.
//!
//! What was fetched is kept below `target` under the hash of the file, so that the next time needs
//! neither network nor pip.

use std::ffi::OsStr;
use std::fs;
use std::io::{Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use super::super::hash;
use super::pin::{Package, Pin};
use crate::failure::Failure;
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
    let kept = |sha256: &str| {
        let bytes = fs::read(repository.downloads().join(sha256)).ok()?;
        (hash::sha256(&bytes) == sha256).then_some(bytes)
    };
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
    let files = fetch(repository, &package.version, folder)?;
    let found = files.pin.package.as_ref();
    check(
        "wheel",
        Some(&package.wheel_sha256),
        found.map(|found| &found.wheel_sha256),
    )?;
    check(&package.path, Some(&pin.sha256), Some(&files.pin.sha256))?;
    check(
        &package.paginators,
        Some(&package.paginators_sha256),
        found.map(|found| &found.paginators_sha256),
    )?;
    Ok(files)
}

fn check(what: &str, recorded: Option<&String>, found: Option<&String>) -> Result<(), Failure> {
    if recorded == found {
        return Ok(());
    }
    let shown = |hash: Option<&String>| hash.map_or("nothing".to_owned(), Clone::clone);
    Err(Failure::new(format!(
        "the {what} is not the recorded one\n  SOURCE.toml: {}\n  found:       {}",
        shown(recorded),
        shown(found)
    ))
    .remedy(
        "a published version never changes: find out who changed what before you refresh from it",
    ))
}

/// Gets a version of the package, and keeps the files of the service whose folder in it is given.
pub(super) fn fetch(
    repository: &Repository,
    version: &str,
    folder: &str,
) -> Result<Files, Failure> {
    let downloads = repository.downloads();
    fs::create_dir_all(&downloads).map_err(|error| Failure::io("create", &downloads, &error))?;
    let place = tempfile::tempdir_in(&downloads)
        .map_err(|error| Failure::io("create a folder in", &downloads, &error))?;
    let specifier = format!("{PACKAGE}=={version}");
    anstream::eprintln!("getting {specifier} with pip");
    let wheel = download(OsStr::new("pip"), &specifier, place.path())?;
    let files = read(&wheel, version, folder)?;
    for bytes in [Some(&files.model), files.paginators.as_ref()]
        .into_iter()
        .flatten()
    {
        let path = downloads.join(hash::sha256(bytes));
        fs::write(&path, bytes).map_err(|error| Failure::io("write", &path, &error))?;
    }
    Ok(files)
}

/// Lets pip put the wheel into `folder`.
fn download(pip: &OsStr, specifier: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let by_hand = format!(
        "or get it yourself with `pip download --no-deps {specifier}`, unpack it, and give the model with `--model PATH`"
    );
    let mut command = Command::new(pip);
    command.args([
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--quiet",
        "--dest=.",
        specifier,
    ]);
    let output = command
        .current_dir(folder)
        .output()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::new(format!(
                "pip is needed to get {specifier}, and there is no `pip` here"
            ))
            .remedy(format!("install Python with pip, {by_hand}")),
            _ => Failure::new(format!("pip did not start: {error}")),
        })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!(
            "pip could not get {specifier} ({}): {}",
            output.status,
            said.trim()
        ))
        .remedy(format!("see that pip reaches its index, {by_hand}")));
    }
    let mut files = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    files
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .ok_or_else(|| {
            Failure::new(format!("pip wrote no wheel for {specifier}"))
                .remedy(format!("see what `pip download` does, {by_hand}"))
        })
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
mod tests;
