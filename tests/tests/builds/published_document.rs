//! The document as APIs.guru publishes it, with HTML descriptions, gives the same code as the committed one.
//!
//! The original is not in the repository: `cargo xtask spec verify` downloads it once, pinned by its hash.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use generator::document::Source;
use generator::{FileTree, Input, generate};
use serde_json::Value;

use e2e_tests::repository::{root, xtask};

const FOLDER: &str = "specs/ivs-realtime/2020-07-14";

fn committed(name: &str) -> Source {
    let name = format!("{FOLDER}/{name}");
    let text = fs::read_to_string(root().join(&name)).expect("the file is in the repository");
    Source { name, text: text.into() }
}

/// The original, verified and downloaded once.
fn original() -> Source {
    static ORIGINAL: OnceLock<String> = OnceLock::new();
    Source {
        name: "ivs-realtime.json".to_owned(),
        text: ORIGINAL.get_or_init(read_original).as_str().into(),
    }
}

fn read_original() -> String {
    let verified = xtask(root(), &["spec", "verify"]);
    assert_eq!(
        verified.code, 0,
        "the original is not available:\n{}{}",
        verified.stdout, verified.stderr
    );
    let record = committed("SOURCE.toml").text;
    let table = record.split("[\"openapi.yaml\"]").nth(1).expect("the document has its table");
    let hash = table.split("\nsha256 = \"").nth(1).and_then(|rest| rest.split('"').next());
    let kept = root().join("target/originals").join(hash.expect("the table has a hash"));
    fs::read_to_string(&kept).expect("a verified file is kept")
}

/// The SDK of a document with its own descriptions, without the docs overlay.
fn sdk(document: Source) -> FileTree {
    let input = Input {
        // The waiters refer to operations of the additions.
        overlays: ["additions.overlay.yaml", "behavior.overlay.yaml"].map(committed).into(),
        ..Input::of(document)
    };
    generate(&input, "generated-sdk").unwrap_or_else(|found| panic!("{found:#?}")).files
}

/// Every file without its documentation and the hashes of the documents. The strings of the command-line
/// client are its documentation.
fn code(files: &FileTree) -> BTreeMap<String, String> {
    let mut files = without_lines(files, &["///", "//!", HASH]);
    files.remove("src/cli.rs").expect("the crate has a command-line client");
    files
}

/// The start of the lines of API.txt that hold the name and the hash of a document.
const HASH: &str = "# from ";

/// Every file without the lines that start so.
fn without_lines(files: &FileTree, starts: &[&str]) -> BTreeMap<String, String> {
    let is_kept = |line: &&str| !starts.iter().any(|start| line.trim_start().starts_with(start));
    let kept = |text: &str| text.lines().filter(is_kept).collect::<Vec<_>>().join("\n");
    files.iter().map(|(path, text)| (path.to_owned(), kept(text))).collect()
}

#[test]
fn the_published_document_gives_the_same_code() {
    let (original, committed) = (sdk(original()), sdk(committed("openapi.yaml")));
    assert_ne!(original, committed, "the descriptions differ");
    let (original, committed) = (code(&original), code(&committed));
    assert_eq!(original.keys().collect::<Vec<_>>(), committed.keys().collect::<Vec<_>>());
    for (path, text) in &original {
        assert_eq!(Some(text), committed.get(path), "{path}");
    }
    assert!(original["src/operations/create_stage.rs"].contains("literal(\"/CreateStage\")"));
}

#[test]
fn html_descriptions_become_markdown() {
    let files = sdk(original());
    let operation =
        files.get("src/operations/create_stage.rs").expect("there is such an operation");
    assert!(
        operation.contains("/// Creates a new stage (and optionally participant tokens)."),
        "{operation}"
    );
    let documentation = files.iter().flat_map(|(path, text)| {
        let lines = text.lines().filter(|line| line.trim_start().starts_with("//"));
        lines.map(move |line| (path, line))
    });
    let html: Vec<_> = documentation
        .filter(|(_, line)| {
            ["<p>", "</", "<ul>", "<li>", "<a ", "<code>"].iter().any(|tag| line.contains(tag))
        })
        .collect();
    assert!(html.is_empty(), "{html:#?}");
}

#[test]
fn yaml_and_json_give_the_same_bytes() {
    // But for the hash of the document itself.
    let sdk = |source| without_lines(&sdk(source), &[HASH]);
    let yaml = committed("openapi.yaml");
    let value: Value = serde_yaml::from_str(&yaml.text).expect("the document is YAML");
    let json = Source { name: "openapi.json".to_owned(), text: format!("{value:#}").into() };
    assert_eq!(sdk(yaml), sdk(json));

    let json = original();
    let value: Value = serde_json::from_str(&json.text).expect("the original is JSON");
    let text = serde_yaml::to_string(&value).expect("JSON can be written as YAML");
    assert_eq!(sdk(Source { name: "ivs-realtime.yaml".to_owned(), text: text.into() }), sdk(json));
}
