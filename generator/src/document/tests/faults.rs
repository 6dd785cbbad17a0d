//! Texts that can be read but hold no usable document, with what a maintainer reads about each.

use super::*;

#[test]
fn no_document() {
    insta::assert_snapshot!(report_text("empty.yaml", ""), @"
    error[empty-file]: found a file without content
     --> empty.yaml:1:1
      |
    1 |
      | ^
      |
      = note: expected an object, as every OpenAPI document and every overlay is one
      = help: check that this is the intended file and that it is complete

    1 error
    ");
    insta::assert_snapshot!(report_text("comment.yaml", "# nothing yet\n"), @"
    error[empty-file]: found a file without content
     --> comment.yaml:1:1
      |
    1 | # nothing yet
      | ^
      |
      = note: expected an object, as every OpenAPI document and every overlay is one
      = help: check that this is the intended file and that it is complete

    1 error
    ");
    insta::assert_snapshot!(report_text("list.json", "[1, 2]"), @"
    error[not-an-object]: found a list where the file starts
     --> list.json:1:1
      |
    1 | [1, 2]
      | ^
      |
      = note: expected an object, as every OpenAPI document and every overlay is one
      = help: check that this is the intended file and that it is complete

    1 error
    ");
    insta::assert_snapshot!(report_text("-", "404 Not Found"), @"
    error[not-an-object]: found the string `404 Not Found` where the file starts
     --> -:1:1
      |
    1 | 404 Not Found
      | ^^^
      |
      = note: expected an object, as every OpenAPI document and every overlay is one
      = help: check that this is the intended file and that it is complete

    1 error
    ");
    insta::assert_snapshot!(report_text("two.yaml", "a: 1\n---\nb: 2\n"), @"
    error[several-documents]: found a second document in one file
     --> two.yaml:2:1
      |
    2 | ---
      | ^^^
      |
      = note: expected one document
      = help: remove the line `---` and what follows, or move it to another file

    1 error
    ");
}

#[test]
fn duplicate_keys() {
    insta::assert_snapshot!(report_text("a.yaml", "paths:\n  /a:\n    get: {}\n    get: {}\n  /b: [{x: 1, x: 2}]\n'paths': {}\n"), @"
    error[duplicate-key]: found the key `get` a second time in one object
     --> a.yaml:4:5
      |
    4 |     get: {}
      |     ^^^
      |
      = note: at #/paths/~1a/get
      = note: expected each key once
      = help: remove one of the two, or merge them

    error[duplicate-key]: found the key `x` a second time in one object
     --> a.yaml:5:15
      |
    5 |   /b: [{x: 1, x: 2}]
      |               ^
      |
      = note: at #/paths/~1b/0/x
      = note: expected each key once
      = help: remove one of the two, or merge them

    error[duplicate-key]: found the key `paths` a second time in one object
     --> a.yaml:6:1
      |
    6 | 'paths': {}
      | ^^^^^^^
      |
      = note: at #/paths
      = note: expected each key once
      = help: remove one of the two, or merge them

    3 errors
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"paths\": {\"/a\": {\"get\": 1,\n\"g\\u0065t\": 2}}, \"l\": [0, {\"x\": 1,\n \"x\": 2}]}"), @r#"
    error[duplicate-key]: found the key `get` a second time in one object
     --> a.json:2:1
      |
    2 | "g\u0065t": 2}}, "l": [0, {"x": 1,
      | ^^^^^^^^^^
      |
      = note: at #/paths/~1a/get
      = note: expected each key once
      = help: remove one of the two, or merge them

    error[duplicate-key]: found the key `x` a second time in one object
     --> a.json:3:2
      |
    3 |  "x": 2}]}
      |  ^^^
      |
      = note: at #/l/1/x
      = note: expected each key once
      = help: remove one of the two, or merge them

    2 errors
    "#);
}

#[test]
fn yaml_that_json_cannot_hold() {
    insta::assert_snapshot!(report_text("a.yaml", "base: &base {type: string}\nname:\n  <<: *base\n  maximum: .inf\ncreated: !timestamp 2020-07-14\nset: !!set {a, b}\n"), @"
    error[merge-key]: found the merge key `<<`
     --> a.yaml:3:3
      |
    3 |   <<: *base
      |   ^^
      |
      = note: at #/name
      = note: expected plain keys, as in YAML 1.2 and JSON
      = help: write the merged members out, or quote the key if a string is intended

    error[number-out-of-range]: found the number `.inf`
     --> a.yaml:4:12
      |
    4 |   maximum: .inf
      |            ^^^^
      |
      = note: at #/name/maximum
      = note: expected a number that JSON can hold
      = help: correct the number, or put it in quotes if a string is intended

    error[unknown-tag]: found the tag `!timestamp`
     --> a.yaml:5:10
      |
    5 | created: !timestamp 2020-07-14
      |          ^^^^^^^^^^
      |
      = note: at #/created
      = note: expected no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`
      = help: remove the tag, or put text that starts with `!` in quotes

    error[unknown-tag]: found the tag `!!set`
     --> a.yaml:6:6
      |
    6 | set: !!set {a, b}
      |      ^^^^^
      |
      = note: at #/set
      = note: expected no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`
      = help: remove the tag, or put text that starts with `!` in quotes

    4 errors
    ");
    insta::assert_snapshot!(report_text("a.yaml", "paths:\n  {/a: 1}: get\n"), @"
    error[key-not-text]: found a key that is not a string
     --> a.yaml:2:3
      |
    2 |   {/a: 1}: get
      |   ^
      |
      = note: at #/paths
      = note: expected a string, as in JSON
      = help: put the key in quotes if it starts with `[`, `{` or `*`

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "tree: &tree\n  children: [*tree]\n"), @"
    error[alias-to-itself]: found an alias inside the value that it refers to
     --> a.yaml:2:14
      |
    2 |   children: [*tree]
      |              ^^^^^
      |
      = note: at #/tree/children/0
      = note: expected an alias to a value that is complete
      = help: describe a recursive schema with `$ref`

    1 error
    ");
}

#[test]
fn beyond_all_bounds() {
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        format!("{text}a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
    });
    insta::assert_snapshot!(report_text("bomb.yaml", &bomb), @"
    error[too-many-aliases]: found aliases that unfold to more than 64 MiB
      --> bomb.yaml:16:22
       |
    16 | a15: &a15 [*a14, *a14]
       |                      ^
       |
       = note: at #/a15
       = note: expected a document of ordinary size
       = help: write shared parts once under components and refer to them with `$ref`

    1 error
    ");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(100));
    assert!(report_text("long.yaml", &long).contains("too-many-aliases"));
    let tower = (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        format!("{text}a{n}: &a{n} [[[[*a{}]]]]\n", n - 1)
    });
    insta::assert_snapshot!(report_text("tower.yaml", &tower), @"
    error[nested-too-deeply]: found objects or lists nested too deeply
      --> tower.yaml:33:15
       |
    33 | a32: &a32 [[[[*a31]]]]
       |               ^^^^
       |
       = note: expected at most 128 levels
       = help: check for brackets that are never closed; move inner schemas to components and refer to them

    1 error
    ");
    insta::assert_snapshot!(report_text("deep.json", &"[".repeat(100_000)), @"
    error[nested-too-deeply]: found objects or lists nested too deeply
     --> deep.json:1:128
      |
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                                     ^
      |
      = note: expected at most 128 levels
      = help: check for brackets that are never closed; move inner schemas to components and refer to them

    1 error
    ");
    insta::assert_snapshot!(report_text("deep.yaml", &"[".repeat(100_000)), @"
    error[nested-too-deeply]: found objects or lists nested too deeply
     --> deep.yaml:1:256
      |
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                                     ^
      |
      = note: expected at most 128 levels
      = help: check for brackets that are never closed; move inner schemas to components and refer to them

    1 error
    ");
    insta::assert_snapshot!(report_text("deep.yaml", &"- ".repeat(100_000)), @"
    error[nested-too-deeply]: found objects or lists nested too deeply
     --> deep.yaml:1:257
      |
    1 | … - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - …
      |                                                     ^
      |
      = note: expected at most 128 levels
      = help: check for brackets that are never closed; move inner schemas to components and refer to them

    1 error
    ");
}
