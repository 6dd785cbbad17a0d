use std::fs;

use super::*;

const JSON: &str = r#"{"openapi":"3.0.0","info":{"version":"2020-07-14","title":"A","description":"Long.","x-serviceName":"a"},"paths":{"/a":{"get":{"operationId":"GetA","responses":{"200":{"description":"Success"}}}}}}"#;

#[test]
fn both_forms_give_the_same_bytes() {
    let value: Value = serde_json::from_str(JSON).unwrap();
    let as_yaml = serde_yaml::to_string(&value).unwrap();
    let (json, yaml) = (
        keep(Path::new("a.json"), JSON.as_bytes()),
        keep(Path::new("a.yaml"), as_yaml.as_bytes()),
    );
    let (json, yaml) = (json.unwrap(), yaml.unwrap());
    assert_eq!(json.text, yaml.text);
    assert_eq!(json.left_out, 1);
    assert!(
        json.text
            .contains("\n  version: '2020-07-14'\n  title: A\n  x-serviceName: a\n"),
        "{}",
        json.text
    );
    assert!(
        json.text.starts_with("# A, API version 2020-07-14\n"),
        "{}",
        json.text
    );
}

#[test]
fn import_writes_the_document_and_where_it_is_from() {
    let root = tempfile::tempdir().unwrap();
    let repository = Repository::find(Some(root.path().to_owned())).unwrap();
    let package = root.path().join("package");
    fs::create_dir_all(package.join("api")).unwrap();
    fs::write(
        package.join("package.json"),
        r#"{"name":"p","version":"1.0.0"}"#,
    )
    .unwrap();
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
        text.contains("1 operation, 0 schemas") && text.contains("1 text of prose left out"),
        "{text}"
    );
    let first = recorded();
    assert_eq!(first.package.as_ref().unwrap().specifier(), "p@1.0.0");
    assert_eq!(first.sha256, hash::sha256(JSON.as_bytes()));

    // The other form, somewhere else, has the same facts: the record stays.
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
    assert_eq!(
        recorded(),
        Source {
            sha256: hash::sha256(altered.as_bytes()),
            package: None
        }
    );
}

#[test]
fn a_hash_of_the_package_is_kept_until_the_package_changes() {
    let package = |version: &str, integrity: Option<&str>| Package {
        name: "p".to_owned(),
        version: version.to_owned(),
        path: "a.json".to_owned(),
        integrity: integrity.map(str::to_owned),
    };
    let check = |found: Package, recorded: Package, expected: Package| {
        let sha256 = hash::sha256(b"{}");
        let original = Original {
            bytes: b"{}".to_vec(),
            package: Some(found),
        };
        let recorded = Source {
            sha256: sha256.clone(),
            package: Some(recorded),
        };
        let expected = Source {
            sha256,
            package: Some(expected),
        };
        assert_eq!(provenance(original, Some(recorded), true), expected);
    };
    check(
        package("1", None),
        package("1", Some("h")),
        package("1", Some("h")),
    );
    check(
        package("1", Some("h")),
        package("1", None),
        package("1", Some("h")),
    );
    check(
        package("2", None),
        package("1", Some("h")),
        package("2", None),
    );
}

#[test]
fn a_document_without_a_folder_name_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let repository = Repository::find(Some(root.path().to_owned())).unwrap();
    let path = root.path().join("a.json");
    for bad in ["\"../../x\"", "7", "\"\""] {
        fs::write(
            &path,
            JSON.replace(
                "\"x-serviceName\":\"a\"",
                &format!("\"x-serviceName\":{bad}"),
            ),
        )
        .unwrap();
        let error = import(&repository, &path, None).unwrap_err().to_string();
        assert!(
            error.contains("#/info/x-serviceName") && error.contains(bad),
            "{error}"
        );
    }
    assert!(!root.path().join("specs").exists(), "nothing is written");
}
