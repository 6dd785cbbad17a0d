//! Repairs of Markdown: each construct that rustdoc compiles or warns of is made inert, and the rest is kept.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::markdown::address;
use super::prose::{OPTIONS, is_address, is_closed, is_language, longest_backticks, unresolved};

/// The rounds of repairs: what replaces a construct can be a part of another one.
const ROUNDS: usize = 4;

/// A replacement of a part of a text.
type Edit = (Range<usize>, String);

/// Makes the constructs of a text inert: a link that leads nowhere keeps its text, HTML is escaped, addresses become
/// links, an indented code block becomes a fenced one, and each code block has a language and an end. `is_path`
/// tells which targets of links are paths of the crate.
pub(super) fn repaired(text: &str, is_path: &dyn Fn(&str) -> bool) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let edits = edits(&text, is_path);
        if edits.is_empty() {
            break;
        }
        text = edited(&text, edits);
    }
    text.trim_end().to_owned()
}

/// Applies edits, of which those that overlap an earlier one are left out.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for (range, replacement) in edits {
        if range.start >= end {
            edited.push_str(&text[end..range.start]);
            edited.push_str(&replacement);
            end = range.end;
        }
    }
    edited.push_str(&text[end..]);
    edited
}

/// A link whose end has not been read.
struct OpenLink {
    /// The link that leads nowhere, and the length of what precedes its text; `None` for a link that is kept.
    removed: Option<(Range<usize>, usize)>,
    /// The end of its text.
    end: usize,
}

fn edits(text: &str, is_path: &dyn Fn(&str) -> bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let escape = |at: usize| (at..at, "\\".to_owned());
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(unresolved));
    let leads = |target: &str| is_address(target) || is_path(target);
    for (_, definition) in parser.reference_definitions().iter() {
        if !leads(&definition.dest) {
            edits.push(escape(definition.span.start));
        }
    }
    let mut links: Vec<OpenLink> = Vec::new();
    let mut in_code = false;
    for (event, range) in parser.into_offset_iter() {
        if !matches!(event, Event::End(TagEnd::Link | TagEnd::Image)) {
            links.iter_mut().for_each(|link| link.end = link.end.max(range.end));
        }
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                code_block(text, &kind, range, &mut edits);
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let (link_type, target, mark) = match &tag {
                    Tag::Link { link_type, dest_url, .. } => (*link_type, dest_url, 0),
                    Tag::Image { link_type, dest_url, .. } => (*link_type, dest_url, 1),
                    _ => continue,
                };
                let mut removed = None;
                if !leads(target) {
                    match link_type {
                        LinkType::Inline => removed = Some((range.clone(), mark + 1)),
                        LinkType::ReferenceUnknown
                        | LinkType::CollapsedUnknown
                        | LinkType::ShortcutUnknown
                        | LinkType::Autolink
                        | LinkType::Email => edits.push(escape(range.start + mark)),
                        // Its definition is escaped.
                        _ => {}
                    }
                }
                links.push(OpenLink { removed, end: range.start + mark + 1 });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let link = links.pop();
                let end = link.as_ref().map(|link| link.end);
                if let (Some((whole, head)), Some(end)) = (link.and_then(|link| link.removed), end)
                {
                    let close = text[end..whole.end].find(']').map_or(end, |at| end + at);
                    edits.push((whole.start..whole.start + head, String::new()));
                    edits.push((close..whole.end, String::new()));
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                let tags = text[range.clone()].match_indices('<');
                let tags = tags.map(|(at, _)| range.start + at);
                edits.extend(tags.filter(|at| !text[..*at].ends_with('\\')).map(escape));
            }
            Event::InlineHtml(_)
            | Event::Start(Tag::FootnoteDefinition(_))
            | Event::FootnoteReference(_) => edits.push(escape(range.start)),
            Event::Text(_) if !in_code && links.is_empty() => addresses(text, range, &mut edits),
            _ => {}
        }
    }
    edits
}

/// Makes links of the addresses in a piece of text.
fn addresses(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    for scheme in ["http://", "https://"] {
        for (at, _) in text[range.clone()].match_indices(scheme) {
            let start = range.start + at;
            let length = address(&text[start..]);
            let is_word = !text[..start].ends_with(|last: char| last.is_alphanumeric());
            if is_word && length > 0 {
                let target = text[start..start + length].replace('\\', "");
                edits.push((start..start + length, format!("<{target}>")));
            } else {
                let colon = start + scheme.len() - "://".len();
                edits.push((colon..colon, "\\".to_owned()));
            }
        }
    }
}

/// Gives a code block a fence, an end and a language.
fn code_block(text: &str, kind: &CodeBlockKind<'_>, range: Range<usize>, edits: &mut Vec<Edit>) {
    let CodeBlockKind::Fenced(language) = kind else {
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        // A block in a list is not repaired.
        if text[start..range.start].trim().is_empty() {
            edits.push((start..range.end, fenced(&text[start..range.end])));
        }
        return;
    };
    let block = &text[range.clone()];
    if !is_closed(block) {
        let fence: String = block.chars().take_while(|each| matches!(each, '`' | '~')).collect();
        edits.push((range.end..range.end, format!("\n{fence}\n")));
    }
    if !is_language(language) {
        let line = block.lines().next().unwrap_or_default();
        let fence = line.len() - line.trim_start_matches(['`', '~']).len();
        edits.push((range.start + fence..range.start + line.len(), "text".to_owned()));
    }
}

/// Indented code in a fence that it does not contain.
fn fenced(code: &str) -> String {
    let fence = "`".repeat(longest_backticks(code).max(2) + 1);
    let lines =
        code.trim_end().lines().map(|line| line.strip_prefix("    ").unwrap_or(line.trim_start()));
    let lines: Vec<&str> = lines.collect();
    format!("{fence}text\n{}\n{fence}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::super::prose::{clean, is_inert};
    use super::*;
    use proptest::prelude::*;

    fn no_path(_: &str) -> bool {
        false
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
            assert_eq!(repaired(text, &no_path), expected);
            assert!(is_inert(expected, &no_path), "{expected}");
        }
    }

    #[test]
    fn one_construct_is_repaired_and_the_rest_kept() {
        for (text, expected) in [
            ("Defaults to `none`. See [below](#a_b).", "Defaults to `none`. See below."),
            ("[a `b`\nc](/d) and [e](https://f.g)", "a `b`\nc and [e](https://f.g)"),
            ("[![a](b)](https://c.d)", "[a](https://c.d)"),
            ("[](/a) *b*", " *b*"),
            ("[\\*a](/b)", "\\*a"),
            ("*a* [b] [c][d]", "*a* \\[b] \\[c]\\[d]"),
            ("`a` <b> <!-- c -->", "`a` \\<b> \\<!-- c -->"),
            ("`a` https://b.c/d_e, <fg:h>", "`a` <https://b.c/d_e>, \\<fg:h>"),
            ("*a* [b]\n\n[b]: c", "*a* \\[b]\n\n\\[b]: c"),
        ] {
            let repaired = repaired(text, &no_path);
            assert_eq!(repaired, expected);
            assert!(is_inert(&repaired, &no_path), "{repaired}");
        }
        assert_eq!(repaired("[`A`](crate::A)", &|path| path == "crate::A"), "[`A`](crate::A)");
    }

    proptest! {
        #[test]
        fn any_text_can_be_repaired(text in "[\\[\\]()<>`~*_#|&!:.\\-+=>0-9a-z/ \n\"'\\\\^{}]{0,80}|.{0,40}") {
            let once = repaired(&clean(&text), &no_path);
            prop_assert!(once.len() >= once.trim_end().len());
        }
    }
}
