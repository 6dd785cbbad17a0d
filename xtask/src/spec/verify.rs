//! `spec verify`: checks that the committed document equals the original without its prose, and that
//! no prose of the document and its overlays is copied from AWS.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use generator::pointer::Pointer;
use serde_json::Value;

use super::facts::{Counts, Difference, compare};
use super::fetch::sha256;
use super::import::{Imported, Original, extract};
use super::own_prose::{self, Comparison, Published};
use super::refresh::whole_model;
use super::{package, prose, source, yaml};
use crate::codegen::diff;
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;

/// The number of differences that are printed.
const MAX_PRINTED: usize = 100;

/// Compares the committed document with the original at `path` (a document, or the package as
/// `.tgz`), or else with the recorded one; and the committed prose with that of the original and of
/// the service model at `model`, or else of the recorded model.
pub(crate) fn verify(
    repository: &Repository,
    path: Option<&Path>,
    model: Option<&Path>,
) -> Result<Report, Failure> {
    let folder = repository.specification();
    let committed_path = repository.document();
    let committed = files::read(&committed_path)?;
    let source = source::read(&folder)?;
    let recorded_package = source.as_ref().and_then(|source| source.package.as_ref());
    let recorded_path = recorded_package.map(|package| package.path.as_str());
    let (name, original) = match path {
        Some(path) => (path.to_owned(), Original::open(path, recorded_path)?.bytes),
        None => {
            let source = source.as_ref().ok_or_else(|| {
                Failure::new(format!("no {}", repository.display(&source::file(&folder))))
                    .remedy("import the original with `cargo xtask spec import PATH`")
            })?;
            let original = package::original(repository, source)?;
            (recorded_path.unwrap_or_default().into(), original)
        }
    };
    let imported = extract(&name, &original)?;
    let differences = differences(&imported, &committed_path, &committed)?;

    let document = repository.display(&committed_path);
    let sha256 = sha256(&original);
    let mut text = String::new();
    let is_equal = differences.is_empty() && imported.text.as_bytes() == committed;
    if is_equal {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#} except for the prose: {document}");
    } else if differences.is_empty() {
        text += &diff::unified(&String::from_utf8_lossy(&committed), &imported.text);
        let _ = writeln!(text, "{BAD}not equal{BAD:#} in comments or format: {document}");
    } else {
        list(&mut text, &differences);
        let number = count(differences.len(), "difference");
        let _ = writeln!(text, "{BAD}not equal{BAD:#}, {number}: {document}");
    }
    let _ = writeln!(text, "  original: {}, sha256 {sha256}", name.display());
    let (compared, removed) = (Counts::of(&imported.facts), count(imported.removed, "description"));
    let _ = writeln!(text, "  compared: {compared}; {removed} removed");
    if source.is_some_and(|source| source.sha256 != sha256) {
        let _ =
            writeln!(text, "{NOTE}note{NOTE:#}: that file is not the one that SOURCE.toml records");
    }
    if !is_equal {
        let _ = writeln!(
            text,
            "  help: `cargo xtask spec import PATH` writes {document} from the original"
        );
    }
    let mut report = Report::new(text, is_equal);
    let original = yaml::parse(Path::new("the original"), &original)?;
    compare_prose(repository, &original, model, &mut report)?;
    Ok(report)
}

/// Compares the committed prose with AWS's.
fn compare_prose(
    repository: &Repository,
    original: &Value,
    model: Option<&Path>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut published = Published::default();
    published.add("the original", original);
    let (name, model) = whole_model(repository, model)?;
    published.add(&name, &model);
    let mut comparison = Comparison::default();
    for path in [vec![repository.document()], repository.overlays()].concat() {
        published.compare(&yaml::source(repository, &path)?, &mut comparison)?;
    }
    let text = &mut report.text;
    let folder = repository.display(&repository.specification());
    let copies = &comparison.copies;
    if copies.is_empty() {
        let _ = writeln!(text, "{GOOD}no copied prose{GOOD:#}: {folder}");
    } else {
        list(text, copies);
        let number = count(copies.len(), "passage");
        let _ = writeln!(text, "{BAD}copied prose{BAD:#}, {number}: {folder}");
        report.status = Status::Drift;
    }
    let _ = writeln!(text, "  compared: {comparison}");
    if !copies.is_empty() {
        let _ = writeln!(
            text,
            "  help: rephrase, so that no {} consecutive words equal AWS's; markup, case and punctuation\n  \
             are ignored, a URL or an ARN counts as one word",
            own_prose::RUN
        );
    }
    Ok(())
}

/// Prints the first items, and the number of the others.
fn list(text: &mut String, items: &[impl std::fmt::Display]) {
    for item in items.iter().take(MAX_PRINTED) {
        let _ = writeln!(text, "{item}");
    }
    if items.len() > MAX_PRINTED {
        let _ = writeln!(text, "… and {} more", items.len() - MAX_PRINTED);
    }
}

/// The differences in value between the committed document and the import of the original.
fn differences(
    imported: &Imported,
    name: &Path,
    committed: &[u8],
) -> Result<Vec<Difference>, Failure> {
    let value = yaml::parse(name, committed)?;
    let mut found = compare(&imported.facts, &value);
    let reported: HashSet<Pointer> = found.iter().map(|one| one.at().clone()).collect();
    for at in prose::remaining(&value) {
        if !reported.contains(&at) {
            let string = at.resolve(&value).and_then(Value::as_str);
            let text = string.unwrap_or_default().to_owned();
            found.push(Difference::Prose { at, text });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::{Map, json};

    use super::*;

    /// AWS's description of an operation.
    const DESCRIPTION: &str =
        "<p>Looks up <code>one</code> stage by its ARN, and says who is in it just now.</p>";

    /// A repository with the committed document of this one, an original that is equal except for one
    /// description, and a model.
    struct Case {
        root: tempfile::TempDir,
        repository: Repository,
        committed: Value,
    }

    impl Case {
        fn new() -> Self {
            let this = Repository::find(None).unwrap();
            let content = fs::read(this.document()).unwrap();
            let committed = yaml::parse(&this.document(), &content).unwrap();
            let root = tempfile::tempdir().unwrap();
            let repository = Repository::find(Some(root.path().to_owned())).unwrap();
            fs::create_dir_all(repository.specification()).unwrap();
            let mut original = committed.clone();
            original["info"]["description"] = json!("<p>The purpose of the service.</p>");
            fs::write(root.path().join("original.json"), original.to_string()).unwrap();
            let model = json!({"operations": {"GetStage": {"documentation": DESCRIPTION}}});
            fs::write(root.path().join("service-2.json"), model.to_string()).unwrap();
            fs::write(repository.document(), &content).unwrap();
            Self { root, repository, committed }
        }

        fn outcome(&self) -> Result<Report, Failure> {
            let at = |name| self.root.path().join(name);
            let (original, model) = (at("original.json"), at("service-2.json"));
            verify(&self.repository, Some(&original), Some(&model))
        }

        fn verify(&self) -> (Status, String) {
            let report = self.outcome().unwrap();
            let text = anstream::adapter::strip_str(&report.text).to_string();
            (report.status, text)
        }

        /// Replaces the first occurrence of a string in the committed file.
        fn edit(&self, from: &str, to: &str) {
            let path = self.repository.document();
            let content = fs::read_to_string(&path).unwrap();
            fs::write(path, content.replacen(from, to, 1)).unwrap();
        }
    }

    /// Changes the committed document and expects exactly one difference, which starts with `expected`.
    fn check(change: impl FnOnce(&mut Value), expected: &str) {
        let mut case = Case::new();
        change(&mut case.committed);
        let content = yaml::to_string(&case.committed).unwrap();
        fs::write(case.repository.document(), content).unwrap();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift, "{text}");
        let words: Vec<_> = text.split_whitespace().collect();
        assert!(words.join(" ").starts_with(expected), "{text}");
        assert!(text.contains("\nnot equal, 1 difference: "), "{text}");
    }

    /// Replaces, adds or removes one member.
    fn set(document: &mut Value, pointer: &str, value: Option<Value>) -> Option<Value> {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let (parent, key) = (map(document, parent), key.replace("~1", "/"));
        match value {
            Some(value) => parent.insert(key, value),
            None => parent.shift_remove(&key),
        }
    }

    fn map<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Map<String, Value> {
        let value = document.pointer_mut(pointer);
        value.and_then(Value::as_object_mut).expect(pointer)
    }

    #[test]
    fn the_committed_document_equals_its_import() {
        let (status, text) = Case::new().verify();
        assert_eq!(status, Status::Clean, "{text}");
        for expected in [
            "equal except for the prose: specs/ivs-realtime/2020-07-14/openapi.yaml\n",
            "15 operations, 83 schemas, 2533 facts; 1 description removed",
            "\nno copied prose: specs/ivs-realtime/2020-07-14\n",
        ] {
            assert!(text.contains(expected), "{text}");
        }
    }

    #[test]
    fn changed_lost_added_and_reordered_facts_are_differences() {
        let schemas = "/components/schemas";
        let success = "/paths/~1CreateStage/post/responses/200/description";
        for (pointer, value, kind, values) in [
            (
                &*format!("{schemas}/MaxStageResults/maximum"),
                json!(99),
                "changed",
                "original: 100 committed: 99",
            ),
            ("/info/version", json!("2020-07-15"), "changed", "original: \"2020-07-14\""),
            (success, json!("Great success"), "changed", "original: \"Success\""),
            (&format!("{schemas}/StageName/format"), json!("uri"), "added", "committed: \"uri\""),
            (
                &format!("{schemas}/Stage/description"),
                json!("A stage."),
                "added",
                "committed: \"A stage.\"",
            ),
        ] {
            let expected = format!("{kind} #{pointer} {values}");
            check(|document| drop(set(document, pointer, Some(value))), &expected);
        }
        for pointer in [&*format!("{schemas}/StageName/maxLength"), "/paths/~1GetStage"] {
            check(|document| drop(set(document, pointer, None)), &format!("lost #{pointer}"));
        }
        check(
            |document| {
                let required = map(document, "/components/schemas/Stage").get_mut("required");
                drop(required.and_then(Value::as_array_mut).unwrap().pop());
            },
            "lost #/components/schemas/Stage/required/0",
        );
        check(
            |document| {
                let schemas = map(document, "/components/schemas");
                let first = schemas.keys().next().unwrap().clone();
                let schema = schemas.shift_remove(&first).unwrap();
                schemas.insert(first, schema);
            },
            "reordered #/components/schemas original:",
        );
    }

    #[test]
    fn long_strings_outside_of_descriptions_are_prose() {
        let mut case = Case::new();
        case.committed["info"]["title"] =
            json!("one two three four five six seven eight nine ten eleven");
        let original = case.root.path().join("original.json");
        fs::write(&original, case.committed.to_string()).unwrap();
        let imported = extract(&original, &fs::read(&original).unwrap()).unwrap();
        fs::write(case.repository.document(), imported.text).unwrap();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift);
        assert!(text.starts_with("prose      #/info/title\n"), "{text}");
    }

    #[test]
    fn comments_and_duplicate_keys_are_rejected() {
        let case = Case::new();
        case.edit("\nservers:\n", "\n# A comment.\nservers:\n");
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift);
        assert!(text.contains("-# A comment.\n"), "{text}");
        assert!(text.contains("\nnot equal in comments or format: specs/"), "{text}");

        case.edit("\nservers:\n", "\nsecurity: []\nsecurity: []\nservers:\n");
        let error = case.outcome().unwrap_err().to_string();
        assert!(error.contains("duplicate key `security`"), "{error}");
    }

    #[test]
    fn a_missing_record_is_an_error_with_a_remedy() {
        let case = Case::new();
        let original = case.root.path().join("original.json");
        for (path, expected) in [
            (None, "no specs/ivs-realtime/2020-07-14/SOURCE.toml"),
            (None, "cargo xtask spec import PATH"),
            (Some(original.as_path()), "SOURCE.toml has no table [\"additions.overlay.yaml\"]"),
            (Some(original.as_path()), "`--model PATH`"),
        ] {
            let error = verify(&case.repository, path, None).unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
        }
    }

    #[test]
    fn copied_prose_is_located() {
        let case = Case::new();
        let overlay = |sentence: &str| {
            let head = "overlay: 1.0.0\ninfo: {title: Docs, version: '1'}\nactions:\n";
            let action =
                "- target: $.paths['/GetStage'].post\n  update:\n    description: |-\n      ";
            let content = format!("{head}{action}Finds a stage.\n\n      {sentence}\n");
            let path = case.repository.specification().join("docs.overlay.yaml");
            fs::write(path, content).unwrap();
            case.verify()
        };
        let (status, text) = overlay("It finds a stage by its ARN, with its participants.");
        assert_eq!(status, Status::Clean, "{text}");
        let (status, text) =
            overlay("It looks up\n      one stage by its ARN and says who it has.");
        assert_eq!(status, Status::Drift);
        for expected in [
            "equal except for the prose: ",
            "copied     specs/ivs-realtime/2020-07-14/docs.overlay.yaml:9:1\n",
            "\n  at:    #/actions/0/update/description\n",
            "\n  words: looks up one stage by its arn and says who\n",
            "service-2.json, #/operations/GetStage/documentation\n",
            "\ncopied prose, 1 passage: specs/ivs-realtime/2020-07-14\n",
            "\n  help: rephrase, so that no 8 consecutive words equal AWS's",
        ] {
            assert!(text.contains(expected), "no {expected:?} in\n{text}");
        }
    }
}
