//! Diagnostics of well-formed texts that are not a usable document.

use super::*;

#[test]
fn a_file_must_hold_one_object() {
    insta::assert_snapshot!(report_text("empty.yaml", ""), @"
    error[empty-file] empty.yaml:1:1
      found a file without content
      expected an object, as every OpenAPI document and every overlay is one
      help: check that this is the intended file and that it is complete
    ");
    insta::assert_snapshot!(report_text("comment.yaml", "# nothing yet\n"), @"
    error[empty-file] comment.yaml:1:1
      found a file without content
      expected an object, as every OpenAPI document and every overlay is one
      help: check that this is the intended file and that it is complete
    ");
    insta::assert_snapshot!(report_text("list.json", "[1, 2]"), @"
    error[not-an-object] list.json:1:1
      found a list where the file starts
      expected an object, as every OpenAPI document and every overlay is one
      help: check that this is the intended file and that it is complete
    ");
    insta::assert_snapshot!(report_text("-", "404 Not Found"), @"
    error[not-an-object] -:1:1
      found the string `404 Not Found` where the file starts
      expected an object, as every OpenAPI document and every overlay is one
      help: check that this is the intended file and that it is complete
    ");
    insta::assert_snapshot!(report_text("two.yaml", "a: 1\n---\nb: 2\n"), @"
    error[several-documents] two.yaml:2:1
      found a second document in one file
      expected one document
      help: remove the line `---` and what follows, or move it to another file
    ");
}

#[test]
fn duplicate_keys_are_reported_at_the_second() {
    insta::assert_snapshot!(report_text("a.yaml", "paths:\n  /a:\n    get: {}\n    get: {}\n  /b: [{x: 1, x: 2}]\n'paths': {}\n"), @"
    error[duplicate-key] a.yaml:4:5 at #/paths/~1a/get
      found the key `get` a second time in one object
      expected each key once
      help: remove one of the two, or merge them
    error[duplicate-key] a.yaml:5:15 at #/paths/~1b/0/x
      found the key `x` a second time in one object
      expected each key once
      help: remove one of the two, or merge them
    error[duplicate-key] a.yaml:6:1 at #/paths
      found the key `paths` a second time in one object
      expected each key once
      help: remove one of the two, or merge them
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"paths\": {\"/a\": {\"get\": 1,\n\"g\\u0065t\": 2}}, \"l\": [0, {\"x\": 1,\n \"x\": 2}]}"), @r#"
    error[duplicate-key] a.json:2:1 at #/paths/~1a/get
      found the key `get` a second time in one object
      expected each key once
      help: remove one of the two, or merge them
    error[duplicate-key] a.json:3:2 at #/l/1/x
      found the key `x` a second time in one object
      expected each key once
      help: remove one of the two, or merge them
    "#);
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
    insta::assert_snapshot!(report_text("tower.yaml", &tower), @"
    error[nested-too-deeply] tower.yaml:33:15
      found objects or lists nested too deeply
      expected at most 128 levels
      help: check for brackets that are never closed; move inner schemas to components and refer to them
    ");
    insta::assert_snapshot!(report_text("deep.json", &"[".repeat(100_000)), @"
    error[nested-too-deeply] deep.json:1:128
      found objects or lists nested too deeply
      expected at most 128 levels
      help: check for brackets that are never closed; move inner schemas to components and refer to them
    ");
    insta::assert_snapshot!(report_text("deep.yaml", &"[".repeat(100_000)), @"
    error[nested-too-deeply] deep.yaml:1:256
      found objects or lists nested too deeply
      expected at most 128 levels
      help: check for brackets that are never closed; move inner schemas to components and refer to them
    ");
    insta::assert_snapshot!(report_text("deep.yaml", &"- ".repeat(100_000)), @"
    error[nested-too-deeply] deep.yaml:1:257
      found objects or lists nested too deeply
      expected at most 128 levels
      help: check for brackets that are never closed; move inner schemas to components and refer to them
    ");
}
