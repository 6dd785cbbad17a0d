//! Texts that break code or run as code where they are not made safe, in every place of prose of one crate: it
//! compiles and documents without a warning, and its documentation tests are those of the generator.

use generator::Input;
use generator::document::Source;

use crate::{generated, run_cargo, write_workspace};

#[path = "../../../generator/tests/prose/document.rs"]
mod document;

#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "one\rtwo", "one\r\ntwo", "one \u{202e} two \u{2066}", "nul \0, escape \u{1b}, delete \u{7f}, next line \u{85}, separator \u{2028}",
    "one\n\n    panic!(\"four\");\n", "one\n\n\tpanic!(\"four\");\n", "    panic!(\"four\");", "- one\n\n      panic!(\"four\");\n",
    "> one\n>\n>     panic!(\"four\");", "```\npanic!(\"four\");\n```", "```rust\npanic!(\"four\");\n```", "```should_panic\npanic!(\"four\");\n```",
    "```\nnever closed", "~~~\npanic!(\"four\");\n~~~", "> ```\n> panic!(\"four\");\n> ```", "- ```\n  panic!(\"four\");\n  ```", "``` ` ```", "````\n```\n",
    "<ul><li>one<ul><li>two</li></ul></li></ul>", "<p>one</p><pre><code>panic!(\"four\");</code></pre>", "- one <b>two\n- three</b>", "<script>alert(1)</script>",
    "a */ b /* c", "[a]: b", "one ]: two", "[a](b)", "[a]", "[`Vec`]", "![a](b)", "see https://a.b/c_d_(e)", "<a href=\"x\">y</a>", "a[^1]\n\n[^1]: b",
    "\"quoted\" 'text' \\n \\", "{{ x }} {% if %}", "# Heading\n\n## Other", "| a | b |\n|---|---|\n| c | <d> |", "1. one\n2) two", "===", "---", "`", "``", "*", "_",
    "#[deny(warnings)]", "//! inner", "/// outer", "fn main() { panic!() }", "<!-- comment", "<!-- comment -->", "&lt;b&gt;", "\u{1f600}", "日本", " ",
];

#[test]
fn crates_with_any_prose_compile_and_document_without_warnings() {
    let texts: Vec<String> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
    let document = document::document(&texts).to_string();
    let document = Source { name: "prose.json".to_owned(), text: document.into() };
    let files = generated(&Input::of(document), "prose");
    let folder = write_workspace("prose", &[("prose".to_owned(), files)]);
    run_cargo(&folder, &["check", "--all-targets"]);
    run_cargo(&folder, &["doc", "--no-deps"]);
    // The documentation tests of the generator are `no_run`: one that runs is of the document.
    run_cargo(&folder, &["test", "--doc"]);
}
