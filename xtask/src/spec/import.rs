//! `spec import`: writes the facts of an original document to the repository.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use super::facts::{Counts, compare};
use super::fetch::sha256;
use super::json::string;
use super::source::{self, Package, Source};
use super::{package, prose, yaml};
use crate::files;
use crate::report::{Failure, GOOD, NOTE, Report, count};
use crate::repository::Repository;

/// A document as it was published.
#[derive(Debug)]
pub(crate) struct Original {
    pub(crate) bytes: Vec<u8>,
    /// The package that contains it.
    pub(crate) package: Option<Package>,
}

impl Original {
    /// Reads a document, or `file` of a package if `path` is a `.tgz`.
    pub(crate) fn open(path: &Path, file: Option<&str>) -> Result<Self, Failure> {
        if path.extension().is_some_and(|extension| extension == "tgz") {
            let extracted = package::extract(path, file)?;
            return Ok(Self { bytes: extracted.bytes, package: Some(extracted.package) });
        }
        Ok(Self { bytes: files::read(path)?, package: package::containing(path) })
    }
}

/// The part of an original that the repository contains.
#[derive(Debug)]
pub(crate) struct Imported {
    /// The document without its prose.
    pub(crate) facts: Value,
    /// The same as `openapi.yaml`.
    pub(crate) text: String,
    /// The number of descriptions that were removed.
    pub(crate) removed: usize,
}

/// Extracts the facts of an original. `name` is used in messages only.
pub(crate) fn extract(name: &Path, original: &[u8]) -> Result<Imported, Failure> {
    let mut facts = yaml::parse(name, original)?;
    let removed = prose::strip(&mut facts);
    let text = heading(&facts) + &yaml::to_string(&facts)?;
    if !compare(&facts, &yaml::parse(name, text.as_bytes())?).is_empty() {
        return Err(Failure::new(format!("{} changes when it is written as YAML", name.display()))
            .remedy("this is a defect of `spec import`: compare the document with what `spec/yaml.rs` writes"));
    }
    Ok(Imported { facts, text, removed })
}

/// Writes `openapi.yaml` and `SOURCE.toml` in the folder of the document's service and version.
pub(crate) fn import(
    repository: &Repository,
    path: &Path,
    file: Option<&str>,
) -> Result<Report, Failure> {
    let original = Original::open(path, file)?;
    let imported = extract(path, &original.bytes)?;
    let (service, version) = service_and_version(path, &imported.facts)?;
    let folder = repository.specification_of(service, version);
    let document = folder.join("openapi.yaml");
    let same_facts = files::read_optional(&document)?.as_deref() == Some(imported.text.as_bytes());
    let source = provenance(original, source::read(&folder)?, same_facts);
    let source_text = source::updated(&folder, &source)?;

    let mut text = String::new();
    for (path, content) in [(&document, &imported.text), (&source::file(&folder), &source_text)] {
        let is_changed = files::update(path, content.as_bytes())?;
        let done = if is_changed { "wrote" } else { "unchanged" };
        let _ = writeln!(text, "{GOOD}{done}{GOOD:#} {}", repository.display(path));
    }
    let removed = count(imported.removed, "description");
    let _ = writeln!(text, "  {}; {removed} removed", Counts::of(&imported.facts));
    if source.package.is_none() {
        let _ = writeln!(
            text,
            "{NOTE}note{NOTE:#}: the file is in no npm package, so it cannot be downloaded again"
        );
        let _ = writeln!(text, "  help: unpack the package and import the file inside it");
    }
    for at in prose::remaining(&imported.facts) {
        let _ = writeln!(text, "{NOTE}note{NOTE:#}: a long string was kept at {at}");
    }
    Ok(Report::new(text, true))
}

/// The origin to record. A copy of the recorded original, or the same facts in the other format,
/// keeps the record; it can only add the hash of the package.
fn provenance(original: Original, recorded: Option<Source>, same_facts: bool) -> Source {
    let found = Source { sha256: sha256(&original.bytes), package: original.package };
    let Some(recorded) = recorded else {
        return found;
    };
    match (&found.package, &recorded.package) {
        (None, _) if same_facts || found.sha256 == recorded.sha256 => recorded,
        (Some(new), Some(old)) if new.is_same_file(old) && found.sha256 == recorded.sha256 => {
            let integrity = new.integrity.clone().or_else(|| old.integrity.clone());
            Source { package: Some(Package { integrity, ..new.clone() }), ..found }
        }
        _ => found,
    }
}

/// The service and version that name the folder of a document.
fn service_and_version<'d>(
    path: &Path,
    document: &'d Value,
) -> Result<(&'d str, &'d str), Failure> {
    let name = |key: &str| {
        let name = string(&document["info"], key);
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if !name.is_empty() && !name.starts_with('.') && name.chars().all(is_allowed) {
            return Ok(name);
        }
        let (path, found) = (path.display(), &document["info"][key]);
        Err(Failure::new(format!("{path}: #/info/{key} names the folder, but is {found}"))
            .remedy("give a document of the APIs.guru directory, which has `info.version` and `info.x-serviceName`"))
    };
    Ok((name("x-serviceName")?, name("version")?))
}

/// The comment at the top of the file.
fn heading(document: &Value) -> String {
    let words = |key: &str| {
        let words: Vec<&str> = string(&document["info"], key).split_whitespace().collect();
        words.join(" ")
    };
    format!(
        "# {title}, API version {version}\n\
         #\n\
         # The facts of the OpenAPI document that the APIs.guru directory has of this service: all but its\n\
         # prose, in its order. SOURCE.toml records its package and file. The documentation is our own, in\n\
         # docs.overlay.yaml.\n\
         #\n\
         # The API is Amazon's; its description was published under the Apache License 2.0 and converted\n\
         # to OpenAPI by APIs.guru.\n\
         #\n\
         # Not to be edited by hand: `cargo xtask spec import` writes this file, `cargo xtask spec verify`\n\
         # compares it with the original. What AWS changed since then belongs in additions.overlay.yaml.\n\n",
        title = words("title"),
        version = words("version"),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const JSON: &str = r#"{"openapi":"3.0.0","info":{"version":"2020-07-14","title":"A","description":"Long.","x-serviceName":"a"},"paths":{"/a":{"get":{"operationId":"GetA","responses":{"200":{"description":"Success"}}}}}}"#;

    #[test]
    fn json_and_yaml_give_the_same_bytes() {
        let value: Value = serde_json::from_str(JSON).unwrap();
        let as_yaml = serde_yaml::to_string(&value).unwrap();
        let (json, yaml) = (
            extract(Path::new("a.json"), JSON.as_bytes()),
            extract(Path::new("a.yaml"), as_yaml.as_bytes()),
        );
        let (json, yaml) = (json.unwrap(), yaml.unwrap());
        assert_eq!(json.text, yaml.text);
        assert_eq!(json.removed, 1);
        assert!(
            json.text.contains("\n  version: '2020-07-14'\n  title: A\n  x-serviceName: a\n"),
            "{}",
            json.text
        );
        assert!(json.text.starts_with("# A, API version 2020-07-14\n"), "{}", json.text);
    }

    #[test]
    fn import_writes_the_document_and_its_origin() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        let package = root.path().join("package");
        fs::create_dir_all(package.join("api")).unwrap();
        fs::write(package.join("package.json"), r#"{"name":"p","version":"1.0.0"}"#).unwrap();
        fs::write(package.join("api/a.json"), JSON).unwrap();
        let folder = repository.specification_of("a", "2020-07-14");
        let recorded = || source::read(&folder).unwrap().unwrap();

        let report = import(&repository, &package.join("api/a.json"), None).unwrap();
        let text = anstream::adapter::strip_str(&report.text).to_string();
        assert!(
            text.starts_with(
                "wrote specs/a/2020-07-14/openapi.yaml\nwrote specs/a/2020-07-14/SOURCE.toml\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("1 operation, 0 schemas") && text.contains("1 description removed"),
            "{text}"
        );
        let first = recorded();
        assert_eq!(first.package.as_ref().unwrap().specifier(), "p@1.0.0");
        assert_eq!(first.sha256, sha256(JSON.as_bytes()));

        // The same facts in the other format, in another folder: the record stays.
        let yaml = root.path().join("a.yaml");
        let value: Value = serde_json::from_str(JSON).unwrap();
        fs::write(&yaml, serde_yaml::to_string(&value).unwrap()).unwrap();
        let report = import(&repository, &yaml, None).unwrap();
        assert!(!report.text.contains("wrote"), "{}", report.text);
        assert_eq!(recorded(), first);

        // Other facts from a file of unknown origin: the record says so.
        let altered = JSON.replace("GetA", "GetB");
        fs::write(&yaml, &altered).unwrap();
        let report = import(&repository, &yaml, None).unwrap();
        assert!(report.text.contains("in no npm package"), "{}", report.text);
        assert_eq!(recorded(), Source { sha256: sha256(altered.as_bytes()), package: None });
    }

    #[test]
    fn the_hash_of_the_package_is_kept_until_the_package_changes() {
        let package = |version: &str, integrity: Option<&str>| Package {
            name: "p".to_owned(),
            version: version.to_owned(),
            path: "a.json".to_owned(),
            integrity: integrity.map(str::to_owned),
        };
        let check = |found: Package, recorded: Package, expected: Package| {
            let sha256 = sha256(b"{}");
            let original = Original { bytes: b"{}".to_vec(), package: Some(found) };
            let recorded = Source { sha256: sha256.clone(), package: Some(recorded) };
            let expected = Source { sha256, package: Some(expected) };
            assert_eq!(provenance(original, Some(recorded), true), expected);
        };
        check(package("1", None), package("1", Some("h")), package("1", Some("h")));
        check(package("1", Some("h")), package("1", None), package("1", Some("h")));
        check(package("2", None), package("1", Some("h")), package("2", None));
    }

    #[test]
    fn a_document_without_a_valid_folder_name_is_rejected() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        let path = root.path().join("a.json");
        for bad in ["\"../../x\"", "7", "\"\""] {
            fs::write(
                &path,
                JSON.replace("\"x-serviceName\":\"a\"", &format!("\"x-serviceName\":{bad}")),
            )
            .unwrap();
            let error = import(&repository, &path, None).unwrap_err().to_string();
            assert!(error.contains("#/info/x-serviceName") && error.contains(bad), "{error}");
        }
        assert!(!root.path().join("specs").exists(), "nothing is written");
    }
}
