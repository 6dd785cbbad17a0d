//! `spec verify`: proves that the committed document equals the original but for its prose, and that no
//! text of the document and its overlays is AWS's.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use generator::document::Pointer;
use serde_json::Value;

use super::facts::{Counts, Difference, compare};
use super::import::{Kept, Original, keep};
use super::own_words::{self, Theirs};
use super::refresh::whole_model;
use super::{hash, package, prose, read, source};
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;

/// How many differences are printed.
const MOST_SHOWN: usize = 100;

/// Compares the committed document with the original at `path` (a document, or the package as
/// `.tgz`), or with the recorded one, which is fetched; and all texts with those of the original and of
/// the service model at `model`, or the recorded one.
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
    let (name, original) = match path {
        Some(path) => {
            let file = recorded_package.map(|package| package.path.as_str());
            (path.to_owned(), Original::open(path, file)?.bytes)
        }
        None => {
            let source = source.as_ref().ok_or_else(|| {
                Failure::new(format!("no {}", repository.display(&source::file(&folder))))
                    .remedy("import the original with `cargo xtask spec import PATH`")
            })?;
            let name = recorded_package
                .map(|package| package.path.as_str())
                .unwrap_or_default();
            (name.into(), package::original(repository, source)?)
        }
    };
    let kept = keep(&name, &original)?;
    let differences = differences(&kept, &committed_path, &committed)?;

    let (shown, name) = (repository.display(&committed_path), name.display());
    let sha256 = hash::sha256(&original);
    let mut text = String::new();
    let status = if differences.is_empty() {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#} but for the prose: {shown}");
        Status::Clean
    } else {
        for difference in differences.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "{difference}");
        }
        more(&mut text, differences.len());
        let number = count(differences.len(), "difference");
        let _ = writeln!(text, "{BAD}not equal{BAD:#}, {number}: {shown}");
        Status::Drift
    };
    let _ = writeln!(text, "  original: {name}, sha256 {sha256}");
    let texts = count(kept.left_out, "text");
    let _ = writeln!(
        text,
        "  compared: {}; {texts} of prose left out",
        Counts::of(&kept.facts)
    );
    if source.is_some_and(|source| source.sha256 != sha256) {
        let _ = writeln!(
            text,
            "{NOTE}note{NOTE:#}: that file is not the one that SOURCE.toml records"
        );
    }
    if status == Status::Drift {
        let _ = writeln!(
            text,
            "  help: `cargo xtask spec import PATH` writes {shown} from the original"
        );
    }
    let mut report = Report {
        text,
        status,
        warnings: String::new(),
    };
    let original = read::value(Path::new("the original"), &original)?;
    compare_words(repository, &original, model, &mut report)?;
    Ok(report)
}

/// Compares our words with AWS's.
fn compare_words(
    repository: &Repository,
    original: &Value,
    model: Option<&Path>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut theirs = Theirs::default();
    theirs.add("the original", original);
    let (name, model) = whole_model(repository, model)?;
    theirs.add(&name, &model);
    let mut compared = own_words::Compared::default();
    for path in [vec![repository.document()], repository.overlays()].concat() {
        theirs.compare(&read::source(repository, &path)?, &mut compared)?;
    }
    let text = &mut report.text;
    if compared.copies.is_empty() {
        let _ = writeln!(
            text,
            "{GOOD}words of our own{GOOD:#}: {}",
            shown(repository)
        );
    } else {
        for copy in compared.copies.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "{copy}");
        }
        more(text, compared.copies.len());
        let number = count(compared.copies.len(), "copied sentence");
        let _ = writeln!(
            text,
            "{BAD}not words of our own{BAD:#}, {number}: {}",
            shown(repository)
        );
        report.status = Status::Drift;
    }
    let _ = writeln!(text, "  compared: {compared}");
    if !compared.copies.is_empty() {
        let _ = writeln!(
            text,
            "  help: say it in other words, so that no {} in a row are AWS's; markup, case and marks do\n  \
             not count, a URL or an ARN counts as one word",
            own_words::RUN
        );
    }
    Ok(())
}

/// Says that not all was shown.
fn more(text: &mut String, number: usize) {
    if number > MOST_SHOWN {
        let _ = writeln!(text, "… and {} more", number - MOST_SHOWN);
    }
}

/// The folder of the document and its overlays, as people are shown it.
fn shown(repository: &Repository) -> String {
    repository.display(&repository.specification())
}

/// In what the committed bytes differ from what is kept of the original.
fn differences(kept: &Kept, name: &Path, committed: &[u8]) -> Result<Vec<Difference>, Failure> {
    let value = read::value(name, committed)?;
    let mut found = compare(&kept.facts, &value);
    let known: HashSet<Pointer> = found.iter().filter_map(|one| place(one).cloned()).collect();
    for at in prose::remaining(&value)
        .into_iter()
        .filter(|at| !known.contains(at))
    {
        let text = at
            .resolve(&value)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
            .to_owned();
        found.push(Difference::Prose { at, text });
    }
    if found.is_empty() && kept.text.as_bytes() != committed {
        found.push(form(&kept.text, &String::from_utf8_lossy(committed)));
    }
    Ok(found)
}

fn place(difference: &Difference) -> Option<&Pointer> {
    match difference {
        Difference::Changed { at, .. }
        | Difference::Lost { at, .. }
        | Difference::Added { at, .. }
        | Difference::Reordered { at, .. }
        | Difference::Prose { at, .. } => Some(at),
        Difference::Form { .. } => None,
    }
}

/// The first line in which two texts of equal value differ.
fn form(written: &str, committed: &str) -> Difference {
    let (mut left, mut right) = (
        written.split_inclusive('\n'),
        committed.split_inclusive('\n'),
    );
    let mut line = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(one), Some(other)) if one == other => line += 1,
            (one, other) => {
                let shown = |text: Option<&str>| {
                    text.map_or("the end".to_owned(), |text| format!("{text:?}"))
                };
                return Difference::Form {
                    line,
                    written: shown(one),
                    committed: shown(other),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {

    use std::fs;

    use serde_json::{Value, json};

    use super::*;
    use crate::spec::yaml;

    /// What AWS says of an operation.
    const THEIRS: &str =
        "<p>Looks up <code>one</code> stage by its ARN, and says who is in it just now.</p>";

    /// A repository whose committed document is that of this one, and an original equal to it but for
    /// a text of prose.
    struct Case {
        root: tempfile::TempDir,
        repository: Repository,
        committed: Value,
    }

    fn case() -> Case {
        let ours = Repository::find(None).unwrap();
        let text = fs::read(ours.document()).unwrap();
        let committed = read::value(&ours.document(), &text).unwrap();
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.specification()).unwrap();
        let mut original = committed.clone();
        original["info"]["description"] = json!("<p>What the service is for.</p>");
        fs::write(root.path().join("original.json"), original.to_string()).unwrap();
        let model = json!({"operations": {"GetStage": {"documentation": THEIRS}}});
        fs::write(root.path().join("service-2.json"), model.to_string()).unwrap();
        fs::write(repository.document(), &text).unwrap();
        Case {
            root,
            repository,
            committed,
        }
    }

    impl Case {
        fn outcome(&self) -> Result<Report, Failure> {
            let at = |name| self.root.path().join(name);
            let (original, model) = (at("original.json"), at("service-2.json"));
            verify(&self.repository, Some(&original), Some(&model))
        }

        fn verify(&self) -> (Status, String) {
            let report = self.outcome().unwrap();
            (
                report.status,
                anstream::adapter::strip_str(&report.text).to_string(),
            )
        }
    }

    /// Alters the committed copy and expects exactly one difference, which starts with `expected`.
    fn check(alter: impl FnOnce(&mut Value), expected: &str) {
        let mut case = case();
        alter(&mut case.committed);
        let text = yaml::text(&case.committed).unwrap();
        fs::write(case.repository.document(), text).unwrap();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift, "{text}");
        let words: Vec<_> = text.split_whitespace().collect();
        assert!(words.join(" ").starts_with(expected), "{text}");
        assert!(text.contains("\nnot equal, 1 difference: "), "{text}");
    }

    fn at<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Value {
        document
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("the document has no {pointer}"))
    }

    fn map<'v>(document: &'v mut Value, pointer: &str) -> &'v mut serde_json::Map<String, Value> {
        at(document, pointer).as_object_mut().unwrap()
    }

    #[test]
    fn the_committed_document_is_what_an_import_writes() {
        let case = case();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Clean, "{text}");
        assert!(
            text.starts_with(
                "equal but for the prose: specs/ivs-realtime/2020-07-14/openapi.yaml\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("15 operations, 83 schemas, 2533 facts; 1 text of prose left out"),
            "{text}"
        );
    }

    #[test]
    fn a_changed_fact() {
        check(
            |document| *at(document, "/components/schemas/MaxStageResults/maximum") = json!(99),
            "changed #/components/schemas/MaxStageResults/maximum original: 100 committed: 99",
        );
        check(
            |document| *at(document, "/info/version") = json!("2020-07-15"),
            "changed #/info/version original: \"2020-07-14\"",
        );
        check(
            |document| {
                let stage = map(document, "/paths/~1CreateStage/post/responses");
                stage["200"]["description"] = json!("Great success");
            },
            "changed #/paths/~1CreateStage/post/responses/200/description original: \"Success\"",
        );
    }

    #[test]
    fn a_lost_fact() {
        check(
            |document| {
                drop(map(document, "/components/schemas/StageName").shift_remove("maxLength"))
            },
            "lost #/components/schemas/StageName/maxLength",
        );
        check(
            |document| {
                drop(
                    at(document, "/components/schemas/Stage/required")
                        .as_array_mut()
                        .unwrap()
                        .pop(),
                )
            },
            "lost #/components/schemas/Stage/required/0",
        );
        check(
            |document| drop(map(document, "/paths").shift_remove("/GetStage")),
            "lost #/paths/~1GetStage",
        );
    }

    #[test]
    fn an_added_fact() {
        check(
            |document| {
                drop(
                    map(document, "/components/schemas/StageName")
                        .insert("format".to_owned(), json!("uri")),
                )
            },
            "added #/components/schemas/StageName/format committed: \"uri\"",
        );
    }

    #[test]
    fn keys_in_another_order() {
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
    fn prose_however_short() {
        check(
            |document| {
                drop(
                    map(document, "/components/schemas/Stage")
                        .insert("description".to_owned(), json!("A stage.")),
                )
            },
            "added #/components/schemas/Stage/description committed: \"A stage.\"",
        );
    }

    #[test]
    fn a_text_that_stood_in_the_original_under_no_keyword_of_prose() {
        let mut case = case();
        case.committed["info"]["title"] =
            json!("one two three four five six seven eight nine ten eleven");
        let original = case.root.path().join("original.json");
        fs::write(&original, case.committed.to_string()).unwrap();
        let kept = keep(&original, &fs::read(&original).unwrap()).unwrap();
        fs::write(case.repository.document(), kept.text).unwrap();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift);
        assert!(text.starts_with("prose      #/info/title\n"), "{text}");
    }

    #[test]
    fn comments_and_form() {
        let case = case();
        let document = case.repository.document();
        let committed = fs::read_to_string(&document).unwrap();
        fs::write(
            &document,
            committed.replacen("\nservers:\n", "\n# Where it is.\nservers:\n", 1),
        )
        .unwrap();
        let (status, text) = case.verify();
        assert_eq!(status, Status::Drift);
        assert!(
            text.starts_with("form       line ") && text.contains("# Where it is."),
            "{text}"
        );
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        let case = case();
        let document = case.repository.document();
        let committed = fs::read_to_string(&document).unwrap();
        fs::write(&document, committed + "security: []\n").unwrap();
        let failure = case.outcome().unwrap_err();
        assert!(
            failure.to_string().contains("`security` stands twice"),
            "{failure}"
        );
    }

    #[test]
    fn without_a_record_there_is_nothing_to_fetch() {
        let case = case();
        let failure = verify(&case.repository, None, None)
            .unwrap_err()
            .to_string();
        assert!(
            failure.contains("no specs/ivs-realtime/2020-07-14/SOURCE.toml"),
            "{failure}"
        );
        assert!(
            failure.contains("cargo xtask spec import PATH"),
            "{failure}"
        );
    }

    #[test]
    fn a_copied_sentence() {
        let case = case();
        let (_, text) = case.verify();
        assert!(
            text.contains("\nwords of our own: specs/ivs-realtime/2020-07-14\n"),
            "{text}"
        );
        let overlay = |sentence: &str| {
            let head = "overlay: 1.0.0\ninfo: {title: Docs, version: '1'}\nactions:\n";
            let action =
                "- target: $.paths['/GetStage'].post\n  update:\n    description: |-\n      ";
            let text = format!("{head}{action}Finds a stage.\n\n      {sentence}\n");
            let place = case.repository.specification().join("docs.overlay.yaml");
            fs::write(place, text).unwrap();
            case.verify()
        };
        let (status, text) = overlay("It finds a stage by its ARN, with everybody in it.");
        assert_eq!(status, Status::Clean, "{text}");
        let (status, text) =
            overlay("It looks up\n      one stage by its ARN and says who it has.");
        assert_eq!(status, Status::Drift);
        for said in [
            "equal but for the prose: ",
            "copied     specs/ivs-realtime/2020-07-14/docs.overlay.yaml:9:1\n",
            "\n  at:    #/actions/0/update/description\n",
            "\n  words: looks up one stage by its arn and says who\n",
            "service-2.json, #/operations/GetStage/documentation\n",
            "\nnot words of our own, 1 copied sentence: specs/ivs-realtime/2020-07-14\n",
            "\n  help: say it in other words, so that no 8 in a row are AWS's",
        ] {
            assert!(text.contains(said), "no {said:?} in\n{text}");
        }
    }

    #[test]
    fn without_a_model_there_is_nothing_to_compare_words_with() {
        let case = case();
        let original = case.root.path().join("original.json");
        let failure = verify(&case.repository, Some(&original), None)
            .unwrap_err()
            .to_string();
        assert!(
            failure.contains("SOURCE.toml has no table [\"additions.overlay.yaml\"]")
                && failure.contains("`--model PATH`"),
            "{failure}"
        );
    }
}
