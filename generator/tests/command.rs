//! The command: output, exit codes and written files.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const DOCUMENT: &str = include_str!("../src/aws/fixtures/pagination.yaml");

/// Runs the command in an empty folder with standard input.
fn run(folder: &Path, words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let stdin = child.stdin.take();
    // A command that fails early reads nothing.
    let _ = stdin.map(|mut stdin| stdin.write_all(input.as_bytes()));
    child.wait_with_output().expect("the command ends")
}

#[track_caller]
fn check(words: &[&str], input: &str, code: i32, out: &str, err: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let output = run(folder.path(), words, input);
    let [seen_out, seen_err] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert_eq!(output.status.code(), Some(code), "{seen_out}{seen_err}");
    assert!(seen_out.contains(out), "{out:?} is not in {seen_out}");
    assert!(seen_err.contains(err), "{err:?} is not in {seen_err}");
    assert!(!err.is_empty() || seen_err.is_empty(), "{seen_err}");
}

#[test]
fn generate_writes_a_crate_from_standard_input() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let words = ["generate", "-", "--out", "sdk"];
    let output = run(folder.path(), &words, DOCUMENT);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        printed,
        "example-sdk: 1 operation, 24 files in sdk (24 written, 0 removed, 0 unchanged)\n"
    );
    let manifest = std::fs::read_to_string(folder.path().join("sdk/Cargo.toml"))
        .expect("the manifest is there");
    let runtime =
        manifest.split("sdk-runtime = { path = \"").nth(1).and_then(|rest| rest.split('"').next());
    let runtime = folder.path().join("sdk").join(runtime.expect("the manifest names the runtime"));
    assert!(runtime.join("src/lib.rs").is_file(), "{} leads to the runtime", runtime.display());
}

#[test]
fn regeneration_keeps_what_the_owner_set_and_names_changes_of_the_api() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let path = folder.path().join("sdk/Cargo.toml");
    let manifest = || std::fs::read_to_string(&path).expect("there is a manifest");
    let git = "https://example.com/sdk.git";
    let generate = |flags: &[&str], document: &str| {
        let words = [&["generate", "-", "--out", "sdk"], flags].concat();
        let output = run(folder.path(), &words, document);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    generate(&["--name", "mine", "--runtime-git", git], DOCUMENT);
    let edited = manifest()
        .replace("version = \"0.1.0\"\nedition", "version = \"3.2.1\"\nedition")
        .replace(&format!("\"{git}\""), &format!("\"{git}\", tag = \"v1\""));
    std::fs::write(&path, edited).expect("it can be written");
    let printed = generate(&[], &DOCUMENT.replace("ListThings", "ListItems"));
    for part in [
        "name = \"mine\"",
        "version = \"3.2.1\"\n",
        &format!("git = \"{git}\", tag = \"v1\", default"),
    ] {
        assert!(manifest().contains(part), "{part} is not in {}", manifest());
    }
    let expected =
        "breaking: operation `ListThings` removed\naddition: operation `ListItems`\nmine: ";
    assert!(printed.starts_with(expected), "{printed}");
    generate(&["--runtime-version", "0.1"], DOCUMENT);
    assert!(manifest().contains("sdk-runtime = { version = \"0.1\", default"), "{}", manifest());
    check(
        &["generate", "-", "--out", "a", "--runtime-version", "1", "--runtime-git", git],
        DOCUMENT,
        2,
        "",
        "cannot be used with",
    );
}

#[test]
fn a_document_with_errors_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let broken = DOCUMENT.replace("openapi: 3.0.0", "openapi: 4.0.0");
    let output = run(folder.path(), &["generate", "-", "--out", "sdk"], &broken);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(
        printed.contains("openapi-version") && printed.contains("standard input:"),
        "{printed}"
    );
    assert!(!folder.path().join("sdk").exists());
}

#[test]
fn exit_codes_are_as_documented() {
    let verdict = "1 operation; no problems\n";
    check(&["check", "-"], DOCUMENT, 0, "used (", verdict);
    check(&["check", "-", "--deny-loss", "--deny-warnings"], DOCUMENT, 0, "used (", verdict);
    check(&["check", "-"], "openapi: 4.0.0", 1, "", "openapi-version");
    check(&["check", "no-such.yaml"], "", 2, "", "cannot read no-such.yaml");
    let url = "https://example.com/openapi.yaml";
    check(&["check", url], "", 2, "", "openapi.yaml is a URL, which is not fetched");
    check(&["check"], "", 2, "", "<DOCUMENT>");
    check(
        &["generate", "-", "--out", "a", "--name", "serde"],
        DOCUMENT,
        2,
        "",
        "`serde` is not a valid name",
    );
    check(
        &["generate", "-", "--out", "a", "--runtime-path", "."],
        DOCUMENT,
        2,
        "",
        "is not the folder of sdk-runtime",
    );
    check(&["explain", "-", "ListThings"], DOCUMENT, 0, "OperationModule", "");
    check(&["explain", "-", "ListThing"], DOCUMENT, 2, "", "did you mean `ListThings`?");
    check(&["explain", "-", "x"], DOCUMENT, 2, "", "such as the operation `ListThings`");
}

#[test]
fn a_document_that_cannot_be_read_has_no_loss_report() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let swagger = "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths: {}\n";
    let output = run(folder.path(), &["check", "-"], swagger);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.contains("a Swagger 2.0 document, which is not supported"), "{printed}");
    assert!(printed.contains("convert it: `npx swagger2openapi"), "{printed}");
    assert!(printed.ends_with("\n1 error\n"), "{printed}");
}

#[test]
fn colliding_names_are_one_sentence() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let values = "txt, TXT, pdf, PDF, png, PNG";
    let document = format!(
        "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n  /a:\n    \
         get:\n      operationId: a\n      parameters: [{{name: b, in: query, schema: {{type: string, enum: [{values}]}}}}]\n\
         \u{20}     responses: {{'204': {{description: Done}}}}\n"
    );
    let output = run(folder.path(), &["check", "-"], &document);
    let printed = String::from_utf8_lossy(&output.stderr);
    let found = "found values that are equal in Rust: `txt` (TxtLowercase), `TXT` (TxtUppercase), `pdf` (PdfLowercase), `PDF` (PdfUppercase) and 2 more\n";
    assert!(printed.contains(found), "{printed}");
    let remedy =
        "= help: use the names in parentheses, or remove all but one of the values in an overlay\n";
    assert!(printed.contains(remedy), "{printed}");
}

#[test]
fn deny_loss_rejects_a_document_with_losses() {
    let lossy = DOCUMENT.replace("      operationId", "      x-new: 1\n      operationId");
    let verdict = "1 operation; no problems\n";
    check(&["check", "-"], &lossy, 0, "the generator knows no such extension", verdict);
    let contact = WARNED.replace("{title", "{contact: {name: B}, title");
    let kept = "#/info/contact  (calls do not depend on it)";
    check(&["check", "-", "--deny-loss"], &contact, 0, kept, "1 operation; 1 warning\n");
    let found = "ignored-keyword]: found `x-new` in an operation, once, which is ignored";
    check(&["check", "-", "--deny-loss"], &lossy, 1, "", found);
    check(&["generate", "-", "--out", "sdk", "--deny-loss"], &lossy, 1, "", "ignored-keyword");
}

/// A document with a warning.
const WARNED: &str = "openapi: 3.0.0\ninfo: {title: A, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n  \
                      /a/{id}:\n    get: {operationId: a, responses: {'204': {description: Done}}}\n";

#[test]
fn deny_warnings_rejects_a_document_with_warnings() {
    let verdict = "1 operation; 1 warning\n";
    check(&["check", "-"], WARNED, 0, "used (", verdict);
    check(&["check", "-", "--deny-warnings"], WARNED, 1, "used (", verdict);
    let json = ["check", "-", "--deny-warnings", "--format", "json"];
    check(&json, WARNED, 1, "\"ok\": false", "");
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let words = ["generate", "-", "--out", "sdk", "--deny-warnings"];
    let output = run(folder.path(), &words, WARNED);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.ends_with("1 warning\nnothing was written\n"), "{printed}");
    assert!(!folder.path().join("sdk/Cargo.toml").exists());
    check(&words[..4], WARNED, 0, "1 operation, ", "1 warning\n");
}

#[test]
fn check_prints_the_diagnostics_and_the_verdict_last() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    std::fs::write(folder.path().join("a.yaml"), WARNED).expect("it can be written");
    let path = folder.path().join("printed");
    let printed = std::fs::File::create(&path).expect("it can be written");
    let status = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(["check", "a.yaml"])
        .current_dir(folder.path())
        .stdout(printed.try_clone().expect("a second handle"))
        .stderr(printed)
        .status();
    assert_eq!(status.expect("the command runs").code(), Some(0));
    let printed = std::fs::read_to_string(&path).expect("it can be read");
    let place = |text: &str| printed.find(text).unwrap_or_else(|| panic!("{text}: {printed}"));
    assert!(place("used (") < place("warning[label-without-parameter]"), "{printed}");
    assert!(printed.ends_with("\n\n1 operation; 1 warning\n"), "{printed}");
}

#[test]
fn the_json_report_is_one_object() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    let words = ["generate", "-", "--out", "sdk", "--format", "json", "--name", "pages"];
    let output = run(folder.path(), &words, DOCUMENT);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(report["version"], 1);
    assert_eq!(report["ok"], true);
    assert_eq!(
        report["crate"],
        serde_json::json!({"name": "pages", "folder": "sdk", "files": 24, "operations": 1})
    );
    assert_eq!(report["loss"][0]["use"], "used");

    let output = run(folder.path(), &["check", "-", "--format", "json"], "openapi: 4.0.0");
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let expected = serde_json::json!([{
        "severity": "error", "code": "openapi-version", "pointer": "#/openapi",
        "place": {"file": "standard input", "line": 1, "column": 1},
        "found": "OpenAPI version `4.0.0`", "expected": "`3.0.x`, `3.1.x` or `3.2.x`, as a string",
        "remedy": "use the form of the document in one of these versions",
    }]);
    assert_eq!(report["diagnostics"], expected);
    assert_eq!(report["crate"], serde_json::Value::Null);
}

#[test]
fn check_suggests_an_overlay() {
    let document = include_str!("../src/suggest/fixture.yaml");
    let words = ["check", "-", "--suggest-overlay"];
    check(&words, document, 0, "    update: {\"x-payload\":true}", "");
    check(&words, DOCUMENT, 0, "actions: []", "");
    check(
        &["check", "-"],
        document,
        0,
        "used",
        "indicate 14 facts that the document has lost (7 of them doubtful)",
    );
}

#[test]
fn a_note_says_that_the_folder_had_the_crate_of_another_document() {
    let folder = tempfile::tempdir().expect("a temporary folder is created");
    for (name, expected) in [("a.yaml", false), ("a.yaml", false), ("b.yaml", true)] {
        std::fs::write(folder.path().join(name), DOCUMENT).expect("it can be written");
        let output = run(folder.path(), &["generate", name, "--out", "sdk"], "");
        let printed = String::from_utf8_lossy(&output.stderr);
        let note = "note: the folder had the crate of `a.yaml`, whose name";
        assert_eq!(printed.contains(note), expected, "{name}: {printed}");
    }
}

#[test]
fn a_note_says_that_calls_have_no_credentials() {
    let generate = ["generate", "-", "--out", "sdk"];
    let open = include_str!("../src/openapi/fixtures/bodies.yaml");
    check(&generate, open, 0, "files in sdk", "note: the document states no security schemes");
    let secured = include_str!("../src/openapi/fixtures/forms.yaml").replace(
        "components:\n",
        "security: [{token: []}]\ncomponents:\n  securitySchemes: {token: {type: http, scheme: bearer}}\n",
    );
    assert!(secured.contains("scheme: bearer"), "the fixture has components");
    check(&generate, &secured, 0, "files in sdk", "");
}
