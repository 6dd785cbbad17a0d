//! A document of OpenAPI 3.2: what that version adds, parts that are referred to where they stand, names of operations,
//! what a client does not have, and the selection of operations.

use e2e_tests::repository;
use generator::{Package, Selection, generate_crate};

use crate::loopback::{self, Loopback, Received};
use crate::{generated_with_codes, input, run_cargo, write_workspace};

const DOCUMENT: &str = include_str!("document.yaml");

fn respond(request: &Received, _: usize) -> (String, Vec<u8>) {
    let (media_type, body) = match request.line.as_str() {
        line if line == "GET /books" || line.starts_with("GET /books?") => {
            ("application/json", r#"[{"id":"b1","copies":[{"shelf":{"floor":3}},{}]}]"#)
        }
        "GET /books/b%201" => ("application/json", r#"{"id":"b 1"}"#),
        "POST /books/b1" => ("application/json", r#"{"reader":{"name":"Ann"}}"#),
        "GET /changes" => ("application/jsonl", "{\"shelf\":{\"floor\":1}}\n{\"shelf\":{}}\n"),
        "GET /magazines" => ("application/json", r#"{"title":"Weekly"}"#),
        _ => return ("204 No Content".to_owned(), Vec::new()),
    };
    (format!("200 OK\r\ncontent-type: {media_type}"), body.as_bytes().to_vec())
}

#[test]
fn documents_of_3_2_are_called() {
    let (files, codes) = generated_with_codes(&input(DOCUMENT), "sdk");
    let expected =
        ["server-variable-without-default", "unsupported-method", "duplicate-operation-id"];
    assert_eq!(codes, expected);
    let server = Loopback::start(respond);
    let output = loopback::run("documents", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let names = ["accept", "cookie"];
    let seen: Vec<_> = received.iter().map(|request| request.with_headers(&names)).collect();
    let expected = [
        "GET /books?languages=de&languages=en&title=Night%20%26%20Day | application/json | visit=a/b=c; seen=b7; seen=b8; sorted=b7,b8 | ",
        "GET /books/b%201 | application/json |  | ",
        "POST /books/b1 | application/json |  | {\"name\":\"Ann\",\"url\":\"https://reader.example.com\"}",
        "GET /changes | application/jsonl |  | ",
        "GET /shelves?floor=2 |  |  | ",
        "GET /branches/north?floor=1 |  |  | ",
        "GET /magazines | application/json |  | ",
    ];
    assert_eq!(seen, expected, "{output}");
    let expected = "\
Configuration: no base URL: set it on the builder with .base_url(\"https://host\"), or set SDK_BASE_URL
https://north.library.example.com
[Some(3), None]
b 1
Some(\"Ann\")
Some(Some(1))
Some(None)
Some(\"Weekly\")
";
    assert_eq!(output, expected);
}

#[test]
fn a_selection_by_name_tag_and_path_is_called() {
    let undeclared = DOCUMENT.replace(", variables: {branch: {default: \"\"}}", "");
    let mut input = input(&undeclared);
    input.selection = Selection {
        operations: vec!["listBooks".to_owned()],
        tags: vec!["loans".to_owned()],
        paths: vec!["/branches/*".to_owned()],
    };
    let (files, codes) = generated_with_codes(&input, "sdk");
    assert_eq!(codes, ["undeclared-server-variable", "duplicate-operation-id"]);
    let names = |folder: &str| -> Vec<String> {
        let files = files.iter().filter_map(|(path, _)| path.strip_prefix(folder));
        files.filter(|name| *name != "mod.rs").map(str::to_owned).collect()
    };
    let operations = ["lend_this_book.rs", "list_books.rs", "list_get_branches_by_branch.rs"];
    assert_eq!(names("src/operations/"), operations);
    let types = ["book", "book_defs_copy", "book_defs_shelf", "list_books_filter", "loan_reader"];
    assert_eq!(names("src/types/"), types.map(|name| format!("{name}.rs")));
    let server = Loopback::start(respond);
    let output = loopback::run("selection", &files, include_str!("selection.rs"), &server);
    let received = server.received();
    let lines: Vec<_> = received.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(lines, ["GET /books", "POST /books/b1", "GET /branches/north"], "{output}");
    let expected = "\
Configuration: no base URL: set it on the builder with .base_url(\"https://host\"), or set SDK_BASE_URL
https://north.library.example.com
1
true
";
    assert_eq!(output, expected);
}

#[test]
fn a_crate_has_a_feature_for_each_tag() {
    let runtime = repository::root().join("runtime").display().to_string();
    let package = Package { tag_features: true, ..Package::new(Some("sdk".to_owned()), runtime) };
    let mut files = generate_crate(&input(DOCUMENT), &package).expect("there is no error").files;
    generator::rustfmt::format(&mut files).expect("the crate is Rust");
    // Operations without a tag have the feature of their path.
    let features = ["books", "branches", "changes", "loans", "magazines", "shelves"];
    let manifest = files.get("Cargo.toml").expect("there is a manifest");
    let full: String = features.iter().map(|name| format!("    \"{name}\",\n")).collect();
    assert!(manifest.contains("\ndefault = [\"branches\"]\n"), "{manifest}");
    assert!(manifest.contains(&format!("\nfull = [\n{full}]\n")), "{manifest}");

    let api = files.get("API.txt").expect("it lists the public API");
    assert!(api.contains("\nfeature operations::ListBooks: books\n"), "{api}");
    assert!(api.contains("\nfeature types::ListBooksFilter: books\n"), "{api}");
    // Loans have books.
    assert!(api.contains("\ntype Book: ") && !api.contains("feature types::Book:"), "{api}");

    let server = Loopback::start(respond);
    loopback::run("features", &files, include_str!("features.rs"), &server);
    let lines: Vec<_> = server.received().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["GET /branches/north"]);

    let folder = write_workspace("tag-features", &[("sdk".to_owned(), files)]);
    for feature in features {
        run_cargo(&folder, &["check", "--no-default-features", "--features", feature]);
    }
    let all = "full,blocking,cli,testing";
    for arguments in [
        &["check", "--all-targets", "--no-default-features"][..],
        &["check", "--all-targets", "--features", all],
        &["doc", "--no-deps"],
        &["doc", "--no-deps", "--features", all],
        &["test", "--doc", "--features", "testing"],
    ] {
        run_cargo(&folder, arguments);
    }
}
