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
