//! Prose of the document, made safe: Markdown that rustdoc accepts without a warning, of which it compiles
//! nothing, and that ends what it begins.
//!
//! The check reads a text as rustdoc does, with the same parser. A text that fails it is repaired where its
//! code blocks alone are at fault; otherwise it is printed as it is written, with its Markdown escaped.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

/// Replaces the characters that rustc rejects in comments or that change how a comment is displayed: line
/// ends other than `\n`, control characters, and controls of the text direction.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for each in text.replace("\r\n", "\n").chars() {
        match each {
            '\t' => cleaned.push_str("    "),
            each if is_line_end(each) => cleaned.push('\n'),
            each if is_direction(each) => {}
            each if each.is_control() => cleaned.push('\u{fffd}'),
            each => cleaned.push(each),
        }
    }
    cleaned
}

/// Converts a text to one line without the characters that [`clean`] replaces.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shows the characters that [`clean`] replaces as escapes, so that a value stays on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for each in text.chars() {
        match each.is_control() || is_line_end(each) || is_direction(each) {
            true => shown.extend(each.escape_default()),
            false => shown.push(each),
        }
    }
    shown
}

fn is_line_end(each: char) -> bool {
    matches!(each, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_direction(each: char) -> bool {
    let marks = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{feff}'];
    marks.contains(&each) || matches!(each, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The Markdown that rustdoc reads.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Returns whether rustdoc accepts a text without a warning, compiles nothing of it, and ends each code block
/// within it. `is_path` tells which targets of links are paths of the crate.
pub(super) fn is_inert(text: &str, is_path: &dyn Fn(&str) -> bool) -> bool {
    if is_plain(text) {
        return true;
    }
    // rustdoc resolves every `[name]`.
    let resolve = |link: BrokenLink<'_>| {
        Some((CowStr::from(link.reference.into_string()), CowStr::from(String::new())))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(resolve));
    let definitions = parser.reference_definitions();
    if !definitions.iter().all(|(_, definition)| is_address(&definition.dest)) {
        return false;
    }
    let (mut links, mut in_code) = (0_usize, false);
    for (event, range) in parser.into_offset_iter() {
        let is_safe = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_code = true;
                is_language(&language) && is_closed(&text[range])
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                true
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links += 1;
                is_address(&dest_url) || is_path(&dest_url)
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                links = links.saturating_sub(1);
                true
            }
            Event::Start(Tag::HtmlBlock | Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => false,
            // rustdoc warns of addresses that are not links.
            Event::Text(text) => {
                in_code || links > 0 || !(text.contains("http://") || text.contains("https://"))
            }
            _ => true,
        };
        if !is_safe {
            return false;
        }
    }
    true
}

/// Whether a text is one paragraph of words: most texts are.
fn is_plain(text: &str) -> bool {
    let starts_with_word = text.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_word = |each: u8| each.is_ascii_alphanumeric() || b" ,.()'\"/;%?".contains(&each);
    starts_with_word && text.bytes().all(is_word)
}

fn is_address(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// Whether a code block of this language is not compiled: it has one language, and rustdoc gives it no meaning.
fn is_language(info: &str) -> bool {
    const RUST: [&str; 6] =
        ["rust", "should_panic", "no_run", "compile_fail", "test_harness", "custom"];
    let is_name = |each: char| each.is_ascii_alphanumeric() || each == '-' || each == '+';
    let is_meant = RUST.contains(&info)
        || ["ignore", "edition", "standalone", "E"].iter().any(|start| info.starts_with(start));
    info.starts_with(|first: char| first.is_ascii_alphabetic())
        && info.chars().all(is_name)
        && !is_meant
}

/// Whether a fenced code block ends with a fence and not with the text.
fn is_closed(block: &str) -> bool {
    let last = block.lines().skip(1).last().unwrap_or_default();
    let fence = last.trim_matches([' ', '>']);
    fence.len() >= 3
        && (fence.bytes().all(|each| each == b'`') || fence.bytes().all(|each| each == b'~'))
}

/// Makes code blocks inert: an indented one becomes a fenced one, and each has a language and an end.
pub(super) fn repaired(text: &str) -> String {
    let mut repaired = text.to_owned();
    let parser = Parser::new_ext(text, OPTIONS);
    let mut edits = Vec::new();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
                // A block in a list is not repaired.
                if text[start..range.start].trim().is_empty() {
                    let code = &text[start..range.end];
                    edits.push((start..range.end, fenced(code)));
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let block = &text[range.clone()];
                if !is_closed(block) {
                    let fence: String =
                        block.chars().take_while(|each| matches!(each, '`' | '~')).collect();
                    edits.push((range.end..range.end, format!("\n{fence}\n")));
                }
                if !is_language(&language) {
                    let line = block.lines().next().unwrap_or_default();
                    let fence = line.len() - line.trim_start_matches(['`', '~']).len();
                    edits.push((range.start + fence..range.start + line.len(), "text".to_owned()));
                }
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    for (range, replacement) in edits.into_iter().rev() {
        repaired.replace_range(range, &replacement);
    }
    repaired.trim_end().to_owned()
}

/// Indented code in a fence that it does not contain.
fn fenced(code: &str) -> String {
    let fence = "`".repeat(longest_backticks(code).max(2) + 1);
    let lines =
        code.trim_end().lines().map(|line| line.strip_prefix("    ").unwrap_or(line.trim_start()));
    let lines: Vec<&str> = lines.collect();
    format!("{fence}text\n{}\n{fence}\n", lines.join("\n"))
}

/// The length of the longest run of backticks in a text, which a fence around it must exceed.
pub(super) fn longest_backticks(text: &str) -> usize {
    text.split(|each| each != '`').map(str::len).max().unwrap_or(0)
}

/// Escapes all Markdown of a text, of which the paragraphs remain.
pub(super) fn escaped(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let words: Vec<String> = paragraph.split_whitespace().map(escaped_word).collect();
        words.join(" ")
    });
    let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    paragraphs.join("\n\n")
}

fn escaped_word(word: &str) -> String {
    // A date neither begins nor ends with a mark; `1.` and `---` do.
    let is_plain = word.starts_with(char::is_alphanumeric) && word.ends_with(char::is_alphanumeric);
    let begins_block =
        !is_plain && (!word.contains(char::is_alphabetic) || word.starts_with(['-', '+', '=']));
    let is_address = word.contains("://");
    let mut escaped = String::with_capacity(word.len());
    for each in word.chars() {
        let is_marker = "\\`*_[]<>#|&~!".contains(each);
        let is_scheme = is_address && each == ':';
        if is_marker || is_scheme || (begins_block && each.is_ascii_punctuation()) {
            escaped.push('\\');
        }
        escaped.push(each);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn no_path(_: &str) -> bool {
        false
    }

    #[test]
    fn texts_that_rustdoc_compiles_or_warns_of_are_not_inert() {
        for text in [
            "a\n\n    code();",
            "```\ncode\n```",
            "```rust\ncode\n```",
            "```no_run\ncode\n```",
            "```ignore-x\ncode\n```",
            "~~~\ncode\n~~~",
            "```text\nnever closed",
            "- a\n\n      code();",
            "> ```\n> code\n> ```",
            "<b>bold</b>",
            "a <!-- b -->",
            "[name]",
            "[text](name)",
            "[a]: name",
            "see https://a.b/c",
            "a[^1]\n\n[^1]: b",
        ] {
            assert!(!is_inert(text, &no_path), "{text}");
            let safe = escaped(text);
            assert!(is_inert(&safe, &no_path), "{safe}");
        }
        for text in [
            "One, two.",
            "*a* `b` **c**",
            "```text\na\n```",
            "<https://a.b>",
            "- a\n- b",
            "| a |\n|---|\n| b |",
        ] {
            assert!(is_inert(text, &no_path), "{text}");
        }
        assert!(is_inert("[`A`](crate::A)", &|path| path == "crate::A"));
    }

    #[test]
    fn code_blocks_are_repaired() {
        for (text, expected) in [
            ("one\n\n    panic!();\n\ntwo", "one\n\n```text\npanic!();\n```\n\ntwo"),
            ("    a\n        b", "```text\na\n    b\n```"),
            ("    ```", "````text\n```\n````"),
            ("```\na\n```", "```text\na\n```"),
            ("~~~rust,no_run\na\n~~~", "~~~text\na\n~~~"),
            ("```json\na", "```json\na\n```"),
        ] {
            assert_eq!(repaired(text), expected);
            assert!(is_inert(expected, &no_path), "{expected}");
        }
    }

    #[test]
    fn characters_that_rustc_rejects_are_replaced_or_shown() {
        assert_eq!(clean("a\rb\r\nc\u{202e}d\0e\tf"), "a\nb\ncd\u{fffd}e    f");
        assert_eq!(shown("a\rb\u{202e}c\0"), "a\\rb\\u{202e}c\\u{0}");
    }

    proptest! {
        #[test]
        fn any_text_is_inert_when_it_is_escaped(text in "[\\[\\]()<>`~*_#|&!:.\\-+=>0-9a-z/ \n\"'\\\\^{}]{0,80}|.{0,40}") {
            let safe = escaped(&clean(&text));
            prop_assert!(is_inert(&safe, &no_path), "{safe:?}");
        }
    }
}
