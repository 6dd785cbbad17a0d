//! Prose of the document, made safe: Markdown that rustdoc accepts without a warning, of which it compiles
//! nothing, and that ends what it begins.
//!
//! The check reads a text as rustdoc does, with the same parser. A text that fails it is repaired (`repair`); a block
//! that fails it even then is printed as it is written, with its Markdown escaped.

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
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// A `[name]` without a definition, which rustdoc resolves as a path.
pub(super) fn unresolved(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    Some((link.reference, CowStr::from("")))
}

/// Returns whether rustdoc accepts a text without a warning, compiles nothing of it, and ends each code block
/// within it. `is_path` tells which targets of links are paths of the crate.
pub(super) fn is_inert(text: &str, is_path: &dyn Fn(&str) -> bool) -> bool {
    if is_plain(text) {
        return true;
    }
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(unresolved));
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

/// Whether a text has nothing that begins code, HTML, a link or an address: most texts have not.
fn is_plain(text: &str) -> bool {
    !text.contains(['[', '<', '`', '~', '\t']) && !text.contains("    ") && !text.contains("://")
}

pub(super) fn is_address(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// Whether a code block of this language is not compiled: it has one language, and rustdoc gives it no meaning.
pub(super) fn is_language(info: &str) -> bool {
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
pub(super) fn is_closed(block: &str) -> bool {
    let last = block.lines().skip(1).last().unwrap_or_default();
    let fence = last.trim_matches([' ', '>']);
    fence.len() >= 3
        && (fence.bytes().all(|each| each == b'`') || fence.bytes().all(|each| each == b'~'))
}

/// The length of the longest run of backticks in a text, which a fence around it must exceed.
pub(super) fn longest_backticks(text: &str) -> usize {
    text.split(|each| each != '`').map(str::len).max().unwrap_or(0)
}

/// The blocks of a text: paragraphs, lists, code blocks and others, with the lines that belong to none.
pub(super) fn blocks(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        if depth == 0 && !matches!(event, Event::End(_)) {
            starts.push(text[..range.start].rfind('\n').map_or(0, |end| end + 1));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    starts.push(text.len());
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let blocks = starts.windows(2).filter_map(|pair| text.get(pair[0]..pair[1]));
    let blocks = blocks.map(|block| block.trim_matches('\n').trim_end());
    blocks.filter(|block| !block.is_empty()).collect()
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

/// Escapes what can have a meaning in Markdown, wherever in a line the word is.
fn escaped_word(word: &str) -> String {
    let is_marker = !word.contains(char::is_alphanumeric);
    let number = word.trim_end_matches(['.', ')']);
    // `1.` begins a list, and `2.0.` does not.
    let is_number =
        number.len() + 1 == word.len() && number.bytes().all(|each| each.is_ascii_digit());
    let mut escaped = String::with_capacity(word.len());
    for (at, each) in word.char_indices() {
        let (before, after) = (&word[..at], &word[at + each.len_utf8()..]);
        let is_meant = match each {
            '\\' | '`' | '*' | '[' | '<' | '|' | '~' => true,
            '#' | '>' => at == 0,
            '_' => {
                !before.ends_with(char::is_alphanumeric)
                    || !after.starts_with(char::is_alphanumeric)
            }
            '&' => after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '#'),
            ':' => after.starts_with("//"),
            '.' | ')' => is_number,
            _ => false,
        };
        if is_meant || (is_marker && "-+=:".contains(each)) {
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
    fn characters_that_rustc_rejects_are_replaced_or_shown() {
        assert_eq!(clean("a\rb\r\nc\u{202e}d\0e\tf"), "a\nb\ncd\u{fffd}e    f");
        assert_eq!(shown("a\rb\u{202e}c\0"), "a\\rb\\u{202e}c\\u{0}");
    }

    #[test]
    fn only_what_has_a_meaning_is_escaped() {
        for (text, expected) in [
            ("Between -2.0 and 2.0. See a_b, _c_", "Between -2.0 and 2.0. See a_b, \\_c\\_"),
            ("1. a 2) #b c#d > e>f", "1\\. a 2\\) \\#b c#d \\> e>f"),
            ("a & b &amp; 3 - 4 ---", "a & b \\&amp; 3 \\- 4 \\-\\-\\-"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn blocks_are_the_text_in_pieces() {
        let blocks = super::blocks("a\nb\n\n- c\n- d\n\n```\ne\n\nf\n```\ng\n\n[h]: i\n");
        assert_eq!(blocks, ["a\nb", "- c\n- d", "```\ne\n\nf\n```", "g\n\n[h]: i"]);
    }

    proptest! {
        #[test]
        fn any_text_is_inert_when_it_is_escaped(text in "[\\[\\]()<>`~*_#|&!:.\\-+=>0-9a-z/ \n\"'\\\\^{}]{0,80}|.{0,40}") {
            let safe = escaped(&clean(&text));
            prop_assert!(is_inert(&safe, &no_path), "{safe:?}");
        }
    }
}
