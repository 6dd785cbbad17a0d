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
