//! Any text in every field of a document that documentation shows: the documentation of the generated crate has
//! no code of the document, no HTML, no links that rustdoc cannot resolve, and no character that rustc rejects.
//!
//! The check reads the files as rustdoc does. `tests/tests/builds/prose.rs` compiles a batch of such texts.

mod document;

use generator::document::Source;
use generator::{Input, Package, generate_crate};
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Pieces of texts that matter to Markdown, HTML, Rust or editors.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "word", "a. b", "\n", "\n\n", "\r", "\r\n", "\t", "    ", "      ", "```", "````", "```rust", "```no_run", "~~~", "`", "``",
    "- ", "* ", "+ ", "1. ", "2) ", "> ", "# ", "===", "---", "***", "|", "| a | b |\n|---|---|\n", "[", "]", "]: ", "[a]: b", "[^1]",
    "(", ")", "![", "](", "<", ">", "<p>", "</p>", "<ul><li>", "</li></ul>", "<pre>", "<code>", "</code>", "<!-- ", " -->", "<b>", "<a>",
    "<a href=\"https://a.b\">", "</a>", "&lt;", "&amp;", "https://a.b/c_d", "<https://a.b>", "http://", "*/", "/*", "//", "///", "//!",
    "\"", "'", "\\", "\\\\", "#[cfg(x)]", "\u{0}", "\u{1b}", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}", "\u{2066}", "\u{200f}", "\u{feff}",
    "{{ x }}", "{% if %}", "é", "日本", "\u{1f600}", "_", "__", "~~", "$", "@", "panic!(\"code\");", "fn main() {}", "Kind0", "`Kind0`",
];

fn text() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,5}"];
    prop::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

/// The doc comments of a file, each as one text.
fn comments(file: &str) -> Vec<String> {
    let mut comments = vec![String::new()];
    for line in file.lines().map(str::trim_start) {
        match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
            Some(text) => {
                let comment = comments.last_mut().expect("there is one");
                comment.push_str(text.strip_prefix(' ').unwrap_or(text));
                comment.push('\n');
            }
            None => comments.push(String::new()),
        }
    }
    comments.retain(|comment| !comment.is_empty());
    comments
}

/// What rustdoc would compile or warn of in a comment.
fn problem(comment: &str) -> Option<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    Parser::new_ext(comment, options | Options::ENABLE_TASKLISTS).find_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented code".to_owned()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
            // Examples of the generator are compiled. Any other block has a language that is not Rust.
            let is_own = comment.contains("# async fn example")
                || ["Client::from_env", "Client::builder"].iter().any(|own| comment.contains(own));
            let is_name =
                language.len() > 1 && language.chars().all(|each| each.is_ascii_alphanumeric());
            let is_rust = ["rust", "should_panic", "no_run", "compile_fail"].contains(&&*language);
            let is_safe = is_name && !is_rust && !language.starts_with("ignore");
            (!is_safe && !is_own).then(|| format!("code of {language:?}"))
        }
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("HTML {html:?}")),
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            let is_known = [
                "https://",
                "http://",
                "mailto:",
                "crate::",
                "Self::",
                "ErrorCode::",
                "guide::",
                "Client::",
            ];
            let is_known = is_known.iter().any(|start| dest_url.starts_with(start));
            (!is_known).then(|| format!("a link to {dest_url:?}"))
        }
        _ => None,
    })
}

fn is_rejected(each: char) -> bool {
    (each.is_control() && each != '\n')
        || matches!(each, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn prose_is_neither_code_nor_markup(texts in prop::collection::vec(text(), 1..3)) {
        let document = Source { name: "prose.json".to_owned(), text: document::document(&texts).to_string().into() };
        let input = Input::of(document);
        let package = Package::new(Some("prose".to_owned()), "../runtime");
        let generated = generate_crate(&input, &package);
        let files = generated.map_err(|found| TestCaseError::fail(format!("{texts:?}: {found:#?}")))?.files;
        prop_assert!(generator::render::verify(&files).is_ok(), "{:?}", texts);
        for (path, file) in files.iter() {
            let rejected = file.chars().find(|each| is_rejected(*each));
            prop_assert_eq!(rejected, None, "{} of {:?}", path, texts);
            // The guide is the generator's own text.
            let is_rust = path.ends_with(".rs") && !path.starts_with("src/guide/");
            for comment in is_rust.then(|| comments(file)).into_iter().flatten() {
                let problem = problem(&comment);
                prop_assert_eq!(problem, None, "{} of {:?}: {}", path, texts, comment);
            }
        }
    }
}
