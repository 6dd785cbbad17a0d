use super::*;

/// `places` lists pointers with `file:line:column` of each.
#[track_caller]
fn check(sources: &[(&str, &str)], places: &[(&str, &str)]) {
    let sources: Vec<Source> = sources
        .iter()
        .map(|(name, text)| source(name, text))
        .collect();
    let mut diagnostics = Diagnostics::default();
    let document = load(&sources[0], &sources[1..], &mut diagnostics).unwrap();
    for (pointer, expected) in places {
        let pointer = Pointer::parse(pointer).unwrap();
        assert_eq!(
            document.place(&pointer).unwrap().to_string(),
            *expected,
            "{pointer}"
        );
    }
}

#[test]
fn in_yaml() {
    let text = "# c\nopenapi: 3.0.0\npaths:\n  /a/b:\n    200: [x, {y: z}]\n    é: {k: \"v\", \"q~\": 1}\nlist:\n  - a: 1\n    b: 2\n  -\n    - c\n";
    check(
        &[("a.yaml", text)],
        &[
            ("#", "a.yaml:2:1"),
            ("#/openapi", "a.yaml:2:1"),
            ("#/paths/~1a~1b", "a.yaml:4:3"),
            ("#/paths/~1a~1b/200", "a.yaml:5:5"),
            ("#/paths/~1a~1b/200/1", "a.yaml:5:14"),
            ("#/paths/~1a~1b/200/1/y", "a.yaml:5:15"),
            ("#/paths/~1a~1b/é/q~0", "a.yaml:6:17"),
            ("#/list/0/b", "a.yaml:9:5"),
            ("#/list/1/0", "a.yaml:11:7"),
            ("#/paths/~1a~1b/absent/below", "a.yaml:4:3"),
            ("#/absent", "a.yaml:2:1"),
        ],
    );
}

#[test]
fn in_an_alias() {
    check(
        &[("a.yaml", "a: &x {b: 1}\nc: *x\nd: 1\n")],
        &[("#/c/b", "a.yaml:2:1"), ("#/d", "a.yaml:3:1")],
    );
}

#[test]
fn in_json() {
    let text = "{\n\t\"a\\n\\\"\": \"é\\\"\", \"b\": [1, {\"c\\/d\" : -1.5e3},[true]],\r\n\"é\":null, \"😀\": {}}";
    check(
        &[("a.json", text)],
        &[
            ("#", "a.json:1:1"),
            ("#/a\n\"", "a.json:2:2"),
            ("#/b", "a.json:2:18"),
            ("#/b/0", "a.json:2:24"),
            ("#/b/1", "a.json:2:27"),
            ("#/b/1/c~1d", "a.json:2:28"),
            ("#/b/2/0", "a.json:2:46"),
            ("#/é", "a.json:3:1"),
            ("#/😀", "a.json:3:11"),
        ],
    );
    let indented = "\u{feff}\r\n \t{\"a\": 1}";
    check(
        &[("a.json", indented)],
        &[("#", "a.json:2:3"), ("#/a", "a.json:2:4")],
    );
}

#[test]
fn of_what_overlays_changed() {
    let base =
        "info: {title: a}\nlist:\n- {n: 0}\n- {n: 1}\n- {n: 2}\ndeep:\n  tags: [x]\n  old: 1\n";
    let first = "overlay: 1.0.0\ninfo: {title: t, version: v}\nactions:\n- target: $.info\n  update:\n    title: b\n    contact:\n      name: me\n- target: $.list[1]\n  remove: true\n- target: $.list\n  update:\n    n: 3\n- target: $\n  update:\n    deep:\n      tags:\n        - y\n        - z\n";
    let second = "overlay: 1.0.0\ninfo: {title: t, version: v}\nactions:\n- target: $.list[?@.n == 0]\n  remove: true\n- target: $.list[?@.n == 3]\n  update:\n    m: 4\n- target: $.deep\n  remove: true\n- target: $\n  update: {deep: {new: 1}}\n";
    check(
        &[("a.yaml", base), ("1.yaml", first)],
        &[
            ("#/info", "a.yaml:1:1"),
            ("#/info/title", "1.yaml:6:5"),
            ("#/info/contact/name", "1.yaml:8:7"),
            ("#/list/0", "a.yaml:3:3"),
            ("#/list/1", "a.yaml:5:3"),
            ("#/list/1/n", "a.yaml:5:4"),
            ("#/list/2", "1.yaml:12:3"),
            ("#/list/2/n", "1.yaml:13:5"),
            ("#/deep/tags", "a.yaml:7:3"),
            ("#/deep/tags/0", "a.yaml:7:10"),
            ("#/deep/tags/2", "1.yaml:19:11"),
            ("#/deep/old", "a.yaml:8:3"),
        ],
    );
    check(
        &[("a.yaml", base), ("1.yaml", first), ("2.yaml", second)],
        &[
            ("#/list/0", "a.yaml:5:3"),
            ("#/list/1/n", "1.yaml:13:5"),
            ("#/list/1/m", "2.yaml:8:5"),
            ("#/deep", "2.yaml:12:12"),
            ("#/deep/new", "2.yaml:12:19"),
            ("#/deep/old", "2.yaml:12:12"),
        ],
    );
}
