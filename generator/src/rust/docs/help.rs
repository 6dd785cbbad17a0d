//! Help of the command-line client: sentences without Markdown.

use super::markdown::{first_sentence, target};
use super::{Writer, first_paragraph};
use std::collections::HashMap;

impl Writer<'_> {
    /// The first sentence of a text of the document, without Markdown; `None` if it is absent or empty. Code spans
    /// with the name of an operation become its command.
    pub(in crate::rust) fn help(
        &self,
        text: Option<&str>,
        commands: &HashMap<&str, &str>,
    ) -> Option<String> {
        let markdown = self.unlinked(text)?;
        let paragraph = first_paragraph(&markdown).replace('\n', " ");
        let mut help = String::new();
        push_plain(first_sentence(&paragraph), commands, &mut help);
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        (!help.is_empty()).then_some(help)
    }
}

/// Appends Markdown without its markers.
fn push_plain(markdown: &str, commands: &HashMap<&str, &str>, out: &mut String) {
    let mut rest = markdown;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '`' => {
                let span = rest.trim_start_matches('`');
                let fence = &rest[..rest.len() - span.len()];
                match span.split_once(fence) {
                    Some((code, behind)) => {
                        out.push_str(commands.get(code).copied().unwrap_or(code));
                        behind
                    }
                    None => span,
                }
            }
            '[' => match after.split_once(']') {
                Some((text, behind)) if target(behind) > 0 => {
                    push_plain(text, commands, out);
                    &behind[target(behind)..]
                }
                _ => {
                    out.push(first);
                    after
                }
            },
            '\\' => match after.chars().next().filter(char::is_ascii_punctuation) {
                Some(escaped) => {
                    out.push(escaped);
                    &after[1..]
                }
                None => {
                    out.push(first);
                    after
                }
            },
            '*' | '_' if is_emphasis(out.chars().next_back(), after.chars().next()) => after,
            '<' | '>' if is_address(first, after, out) => after,
            other => {
                out.push(other);
                after
            }
        };
    }
}

/// Whether a marker is at one side of a word only.
fn is_emphasis(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |each: Option<char>| each.is_some_and(char::is_alphanumeric);
    let is_end = |each: Option<char>| each.is_none_or(|each| !each.is_alphanumeric());
    is_word(before) && is_end(after) || is_end(before) && (is_word(after) || after == Some('*'))
}

/// Whether a bracket is one of `<https://…>`.
fn is_address(bracket: char, after: &str, out: &str) -> bool {
    match bracket {
        '<' => after.starts_with("http://") || after.starts_with("https://"),
        _ => out.rsplit(' ').next().is_some_and(|word| word.contains("://")),
    }
}
