//! Diagnostics of well-formed texts that are not a usable document.

use super::*;

#[test]
fn a_file_must_hold_one_object() {
    for (name, text, code, found) in [
        ("empty.yaml", "", "empty-file", "a file without content"),
        ("comment.yaml", "# nothing yet\n", "empty-file", "a file without content"),
        ("list.json", "[1, 2]", "not-an-object", "a list where the file starts"),
        ("-", "404 Not Found", "not-an-object", "the string `404 Not Found` where the file starts"),
    ] {
        let expected = format!(
            "error[{code}] {name}:1:1\n  found {found}\n  \
             expected an object, as every OpenAPI document and every overlay is one\n  \
             help: check that this is the intended file and that it is complete\n"
        );
        assert_eq!(report_text(name, text), expected);
    }
    insta::assert_snapshot!(report_text("two.yaml", "a: 1\n---\nb: 2\n"), @"
    error[several-documents] two.yaml:2:1
      found a second document in one file
      expected one document
      help: remove the line `---` and what follows, or move it to another file
    ");
}

#[test]
fn duplicate_keys_are_reported_at_the_second() {
    let yaml = "paths:\n  /a:\n    get: {}\n    get: {}\n  /b: [{x: 1, x: 2}]\n'paths': {}\n";
    let json = "{\"paths\": {\"/a\": {\"get\": 1,\n\"g\\u0065t\": 2}}, \"l\": [0, {\"x\": 1,\n \"x\": 2}]}";
    let in_yaml = [
        ("4:5", "#/paths/~1a/get", "get"),
        ("5:15", "#/paths/~1b/0/x", "x"),
        ("6:1", "#/paths", "paths"),
    ];
    let in_json = [("2:1", "#/paths/~1a/get", "get"), ("3:2", "#/l/1/x", "x")];
    for (name, text, found) in [("a.yaml", yaml, &in_yaml[..]), ("a.json", json, &in_json)] {
        let expected = found.iter().map(|(position, pointer, key)| {
            format!(
                "error[duplicate-key] {name}:{position} at {pointer}\n  \
                 found the key `{key}` a second time in one object\n  expected each key once\n  \
                 help: remove one of the two, or merge them\n"
            )
        });
        assert_eq!(report_text(name, text), expected.collect::<String>());
    }
}

#[test]
fn yaml_without_a_json_form_is_rejected() {
    insta::assert_snapshot!(report_text("a.yaml", "base: &base {type: string}\nname:\n  <<: *base\n  maximum: .inf\ncreated: !timestamp 2020-07-14\nset: !!set {a, b}\n"), @"
    error[merge-key] a.yaml:3:3 at #/name
      found the merge key `<<`
      expected plain keys, as in YAML 1.2 and JSON
      help: write the merged members out, or quote the key if a string is intended
    error[number-out-of-range] a.yaml:4:12 at #/name/maximum
      found the number `.inf`
      expected a number that JSON can hold
      help: correct the number, or put it in quotes if a string is intended
    error[unknown-tag] a.yaml:5:10 at #/created
      found the tag `!timestamp`
      expected no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`
      help: remove the tag, or put text that starts with `!` in quotes
    error[unknown-tag] a.yaml:6:6 at #/set
      found the tag `!!set`
      expected no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`
      help: remove the tag, or put text that starts with `!` in quotes
    ");
    insta::assert_snapshot!(report_text("a.yaml", "paths:\n  {/a: 1}: get\n"), @"
    error[key-not-text] a.yaml:2:3 at #/paths
      found a key that is not a string
      expected a string, as in JSON
      help: put the key in quotes if it starts with `[`, `{` or `*`
    ");
    insta::assert_snapshot!(report_text("a.yaml", "tree: &tree\n  children: [*tree]\n"), @"
    error[alias-to-itself] a.yaml:2:14 at #/tree/children/0
      found an alias inside the value that it refers to
      expected an alias to a value that is complete
      help: describe a recursive schema with `$ref`
    ");
}

#[test]
fn a_tab_in_an_indentation_is_reported_where_it_is() {
    for (text, position) in [
        ("info:\n  title: A\n\tversion: 1\n", "3:1"),
        ("info:\n  title: A\n  license:\n  \tname: B\n", "4:4"),
        ("info:\n  title: A\n  b: c\n  \t d: e\n", "4:3"),
    ] {
        let found = report_text("a.yaml", text);
        assert!(found.starts_with(&format!("error[invalid-yaml] a.yaml:{position}\n")), "{found}");
        assert!(found.contains("help: indent with spaces"), "{found}");
    }
}

#[test]
fn aliases_and_depth_are_limited() {
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        format!("{text}a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
    });
    insta::assert_snapshot!(report_text("bomb.yaml", &bomb), @"
    error[too-many-aliases] bomb.yaml:16:22 at #/a15
      found aliases that unfold to more than 64 MiB
      expected a document of ordinary size
      help: write shared parts once under components and refer to them with `$ref`
    ");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(100));
    assert!(report_text("long.yaml", &long).contains("too-many-aliases"));
    let tower = (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        format!("{text}a{n}: &a{n} [[[[*a{}]]]]\n", n - 1)
    });
    for (name, text, position) in [
        ("tower.yaml", tower, "33:15"),
        ("deep.json", "[".repeat(100_000), "1:128"),
        ("deep.yaml", "[".repeat(100_000), "1:256"),
        ("deep.yaml", "- ".repeat(100_000), "1:257"),
    ] {
        let expected = format!(
            "error[nested-too-deeply] {name}:{position}\n  found objects or lists nested too deeply\n  \
             expected at most 128 levels\n  help: check for brackets that are never closed; \
             move inner schemas to components and refer to them\n"
        );
        assert_eq!(report_text(name, &text), expected);
    }
}
