//! Diagnostics as people read them: the sentence, the excerpt with a caret, and what to do.

use std::{borrow::Cow, ops::Range};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Place, Severity};
use crate::document::{Pointer, Source};

/// How many characters of a long line are shown around the caret. Minified JSON is one line of
/// many thousands.
const EXCERPT: usize = 100;

/// Renders all diagnostics in the order given, and a line that counts them. Empty without any.
///
/// `sources` are the texts that places refer to; a diagnostic about another file comes without an
/// excerpt. `colour` adds terminal escapes.
pub fn render<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &[&Source],
    colour: bool,
) -> String {
    let mut text = String::new();
    let (mut errors, mut warnings) = (0, 0);
    for diagnostic in diagnostics {
        match diagnostic.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
        text.push_str(&render_one(diagnostic, sources, colour));
        text.push('\n');
    }
    let count = |number, word| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let counts: Vec<_> = [count(errors, "error"), count(warnings, "warning")]
        .into_iter()
        .flatten()
        .collect();
    if !counts.is_empty() {
        text.push_str(&counts.join(", "));
        text.push('\n');
    }
    text
}

/// Renders one diagnostic, without the counting line.
pub fn render_one(diagnostic: &Diagnostic, sources: &[&Source], colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = format!("found {}", one_line(&diagnostic.found));
    let mut group = Group::with_title(level.primary_title(title).id(diagnostic.code));
    let excerpt = diagnostic
        .place
        .as_ref()
        .and_then(|place| Excerpt::of(place, sources));
    match (&excerpt, &diagnostic.place) {
        (Some(excerpt), _) => group = group.element(excerpt.snippet()),
        (None, Some(place)) => {
            let origin = Origin::path(&place.file)
                .line(place.line)
                .char_column(place.column);
            group = group.element(origin);
        }
        (None, None) => {}
    }
    let pointer = diagnostic
        .pointer
        .as_ref()
        .filter(|pointer| **pointer != Pointer::root());
    let pointer = pointer.map(|pointer| format!("at {pointer}"));
    let expected = format!("expected {}", diagnostic.expected);
    for note in pointer.into_iter().chain([expected]) {
        group = group.element(Level::NOTE.message(plain(&note)));
    }
    group = group.element(Level::HELP.message(plain(&diagnostic.remedy)));
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let text = renderer.render(&[group]) + "\n";
    match excerpt {
        Some(excerpt) => excerpt.with_true_column(&text),
        None => text,
    }
}

/// The line of a place, or of a long line the part around the place, with its token.
struct Excerpt<'a> {
    place: &'a Place,
    text: Cow<'a, str>,
    /// The bytes of `text` to underline.
    token: Range<usize>,
    is_cut: bool,
}

impl<'a> Excerpt<'a> {
    /// `None` if the line is not at hand.
    fn of(place: &'a Place, sources: &[&'a Source]) -> Option<Self> {
        let source = sources.iter().find(|source| source.name == place.file)?;
        let line = source.text.split('\n').nth(place.line.checked_sub(1)?)?;
        let line = line.strip_suffix('\r').unwrap_or(line);
        let token = token(line, place.column.checked_sub(1)?);
        let is_cut = line.chars().nth(2 * EXCERPT).is_some();
        let (text, token) = if is_cut {
            let (text, token) = cut(line, &token);
            (Cow::Owned(text), token)
        } else {
            (Cow::Borrowed(line), token)
        };
        Some(Self {
            place,
            text,
            token,
            is_cut,
        })
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(&*self.text)
            .path(&self.place.file)
            .line_start(self.place.line)
            .annotation(AnnotationKind::Primary.span(self.token.clone()))
    }

    /// The header of a rendered snippet counts columns in the text that it was given. That is
    /// wrong for a part of a line; giving it the whole line takes time that grows with the line,
    /// for each of perhaps a thousand diagnostics in one minified file.
    fn with_true_column(&self, rendered: &str) -> String {
        let (Some((title, rest)), true) = (rendered.split_once('\n'), self.is_cut) else {
            return rendered.to_owned();
        };
        let Place { file, line, column } = self.place;
        let shown = self.text[..self.token.start].chars().count() + 1;
        let header = format!("{file}:{line}:{shown}");
        format!(
            "{title}\n{}",
            rest.replacen(&header, &format!("{file}:{line}:{column}"), 1)
        )
    }
}

/// The bytes of what starts after that many characters: a quoted text, a bracket or a word.
fn token(line: &str, skip: usize) -> Range<usize> {
    let start = line
        .char_indices()
        .nth(skip)
        .map_or(line.len(), |(start, _)| start);
    let rest = &line[start..];
    let length = match rest.chars().next() {
        None => 0,
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
        Some(bracket @ ('{' | '[' | '}' | ']')) => bracket.len_utf8(),
        Some(first) => {
            let ends = |(at, c): (usize, char)| {
                let word = &rest[at..];
                (at > 0
                    && (c.is_whitespace()
                        || ",]}\"".contains(c)
                        || word == ":"
                        || word.starts_with(": ")))
                .then_some(at)
            };
            rest.char_indices()
                .find_map(ends)
                .unwrap_or(rest.len())
                .max(first.len_utf8())
        }
    };
    start..start + length
}

/// The part of a long line around the token, and the token's bytes in it.
fn cut(line: &str, token: &Range<usize>) -> (String, Range<usize>) {
    let before = &line[..token.start];
    let from = before
        .char_indices()
        .rev()
        .nth(EXCERPT / 2)
        .map_or(0, |(at, _)| at);
    let rest = &line[token.start..];
    let to = rest
        .char_indices()
        .nth(EXCERPT / 2)
        .map_or(line.len(), |(at, _)| token.start + at);
    let start = if from > 0 { "…" } else { "" };
    let end = if to < line.len() { "…" } else { "" };
    let shift = |at: usize| start.len() + at.min(to) - from;
    (
        format!("{start}{}{end}", &line[from..to]),
        shift(token.start)..shift(token.end),
    )
}

/// A message is a line; what it quotes may contain more.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// A line without anything that would act on the terminal.
fn plain(text: &str) -> String {
    normalize_untrusted_str(&one_line(text))
}

#[cfg(test)]
mod tests;
