//! Diagnostics for a terminal: the message, an excerpt of the source with a caret, and the remedy.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Severity};
use crate::pointer::Pointer;
use crate::source::{Source, SourcePosition};

/// How many characters of a long line are shown around the caret. Minified JSON is one line of
/// many thousands.
const EXCERPT: usize = 100;

/// How many warnings with the same message are shown, and how many with the same code.
const SHOWN: usize = 3;
const SHOWN_OF_CODE: usize = 12;

/// Renders all diagnostics in the order given, and a line that counts them. Empty without any.
///
/// Of warnings with the same message the first three are shown, and the number of the others; of those with the same
/// code the first twelve.
///
/// `sources` are the texts that positions refer to; a diagnostic about another file comes without an
/// excerpt. `colour` adds terminal escapes.
pub fn render<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &[&Source],
    colour: bool,
) -> String {
    let Rendered { mut text, counts } = render_apart(diagnostics, sources, colour);
    if !counts.is_empty() {
        text.push_str(&counts);
        text.push('\n');
    }
    text
}

/// Diagnostics for a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The diagnostics, each with an empty line after it.
    pub text: String,
    /// Their number, `1 error, 2 warnings`; empty without any.
    pub counts: String,
}

/// Renders as [`render`], with the number of diagnostics apart.
pub fn render_apart<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &[&Source],
    colour: bool,
) -> Rendered {
    let lines: Vec<_> = sources.iter().map(|source| Lines::of(source)).collect();
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    let message = |one: &'a Diagnostic| (one.code, &one.found, &one.remedy);
    let mut warned: HashMap<_, usize> = HashMap::new();
    for one in diagnostics.iter().filter(|one| one.severity == Severity::Warning) {
        *warned.entry(message(one)).or_default() += 1;
    }
    let warnings: usize = warned.values().sum();
    let errors = diagnostics.len() - warnings;
    let mut text = String::new();
    let mut shown: HashMap<_, usize> = HashMap::new();
    let mut shown_of_code: HashMap<_, usize> = HashMap::new();
    let mut is_cut = false;
    for diagnostic in diagnostics {
        let mut others = None;
        if diagnostic.severity == Severity::Warning {
            let shown = shown.entry(message(diagnostic)).or_default();
            *shown += 1;
            if *shown > SHOWN {
                continue;
            }
            let shown_of_code = shown_of_code.entry(diagnostic.code).or_default();
            *shown_of_code += 1;
            if *shown_of_code > SHOWN_OF_CODE {
                is_cut = true;
                continue;
            }
            let hidden =
                warned.get(&message(diagnostic)).map_or(0, |all| all.saturating_sub(SHOWN));
            others = (*shown == SHOWN && hidden > 0).then_some(hidden);
        }
        text.push_str(&render_in(diagnostic, others, &lines, colour));
        text.push('\n');
    }
    let count = |number, word| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let counts: Vec<_> =
        [count(errors, "error"), count(warnings, "warning")].into_iter().flatten().collect();
    let mut counts = counts.join(", ");
    if is_cut {
        counts.push_str(
            "; at most 12 of each code are shown, `generator check --format json` prints all",
        );
    }
    Rendered { text, counts }
}

/// Renders one diagnostic, without the counting line.
pub fn render_one(diagnostic: &Diagnostic, sources: &[&Source], colour: bool) -> String {
    let lines: Vec<_> = sources.iter().map(|source| Lines::of(source)).collect();
    render_in(diagnostic, None, &lines, colour)
}

/// A source with the places of its lines and of some characters, so that a position is found without reading the text
/// from its start: minified documents are one line of millions of characters, with perhaps a thousand diagnostics.
struct Lines<'a> {
    source: &'a Source,
    /// The byte at which each line starts, and the number of characters before it.
    lines: Vec<(usize, usize)>,
    /// The byte at which every [`STEP`]th character starts.
    characters: Vec<usize>,
}

/// The distance of the characters whose place is known.
const STEP: usize = 1024;

impl<'a> Lines<'a> {
    fn of(source: &'a Source) -> Self {
        let mut lines = vec![(0, 0)];
        let mut characters = Vec::with_capacity(source.text.len() / STEP + 1);
        for (count, (at, c)) in source.text.char_indices().enumerate() {
            if count % STEP == 0 {
                characters.push(at);
            }
            if c == '\n' {
                lines.push((at + 1, count + 1));
            }
        }
        Self { source, lines, characters }
    }

    /// A line without its end, and the byte in it at which a character starts.
    fn find(&self, line: usize, column: usize) -> Option<(&'a str, usize)> {
        let (line, column) = (line.checked_sub(1)?, column.checked_sub(1)?);
        let (start, before) = *self.lines.get(line)?;
        let end = self.lines.get(line + 1).map_or(self.source.text.len(), |(next, _)| next - 1);
        let text = self.source.text.get(start..end)?;
        let character = before + column;
        let known = self.characters.get(character / STEP).copied().unwrap_or(end).clamp(start, end);
        // The known place may be that of a character of an earlier line.
        let skipped = match known {
            known if known == start => column,
            _ => character % STEP,
        };
        let rest = self.source.text.get(known..end)?;
        let at = rest.char_indices().nth(skipped).map_or(end, |(at, _)| known + at);
        Some((text.strip_suffix('\r').unwrap_or(text), at - start))
    }
}

/// `others` is the number of diagnostics with the same message that are not shown.
fn render_in(
    diagnostic: &Diagnostic,
    others: Option<usize>,
    sources: &[Lines<'_>],
    colour: bool,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = format!("found {}", one_line(&diagnostic.found));
    let mut group = Group::with_title(level.primary_title(title).id(diagnostic.code));
    let excerpt = diagnostic.position.as_ref().and_then(|position| Excerpt::of(position, sources));
    match (&excerpt, &diagnostic.position) {
        (Some(excerpt), _) => group = group.element(excerpt.snippet()),
        (None, Some(position)) => {
            let origin =
                Origin::path(&position.file).line(position.line).char_column(position.column);
            group = group.element(origin);
        }
        (None, None) => {}
    }
    let pointer = diagnostic.pointer.as_ref().filter(|pointer| **pointer != Pointer::root());
    let pointer = pointer.map(|pointer| format!("at {pointer}"));
    let expected = format!("expected {}", diagnostic.expected);
    let others = others.map(|others| match others {
        1 => "the same in 1 other place".to_owned(),
        _ => format!("the same in {others} other places"),
    });
    for note in pointer.into_iter().chain([expected]).chain(others) {
        group = group.element(Level::NOTE.message(plain(&note)));
    }
    group = group.element(Level::HELP.message(plain(&diagnostic.remedy)));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.render(&[group]) + "\n";
    match excerpt {
        Some(excerpt) => excerpt.with_true_column(&text),
        None => text,
    }
}

/// The line of a position, or of a long line the part around the position, with its token.
struct Excerpt<'a> {
    position: &'a SourcePosition,
    text: Cow<'a, str>,
    /// The bytes of `text` to underline.
    token: Range<usize>,
    is_cut: bool,
}

impl<'a> Excerpt<'a> {
    /// `None` if the line is not at hand.
    fn of(position: &'a SourcePosition, sources: &[Lines<'a>]) -> Option<Self> {
        let source = sources.iter().find(|lines| lines.source.name == position.file)?;
        let (line, start) = source.find(position.line, position.column)?;
        let token = token(line, start.min(line.len()));
        let is_cut = line.chars().nth(2 * EXCERPT).is_some();
        let (text, token) = if is_cut {
            let (text, token) = cut(line, &token);
            (Cow::Owned(text), token)
        } else {
            (Cow::Borrowed(line), token)
        };
        Some(Self { position, text, token, is_cut })
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(&*self.text)
            .path(&self.position.file)
            .line_start(self.position.line)
            .annotation(AnnotationKind::Primary.span(self.token.clone()))
    }

    /// The header of a rendered snippet counts columns in the text that it was given. That is
    /// wrong for a part of a line; giving it the whole line takes time that grows with the line,
    /// for each of perhaps a thousand diagnostics in one minified file.
    fn with_true_column(&self, rendered: &str) -> String {
        let (Some((title, rest)), true) = (rendered.split_once('\n'), self.is_cut) else {
            return rendered.to_owned();
        };
        let SourcePosition { file, line, column } = self.position;
        let shown = self.text[..self.token.start].chars().count() + 1;
        let header = format!("{file}:{line}:{shown}");
        format!("{title}\n{}", rest.replacen(&header, &format!("{file}:{line}:{column}"), 1))
    }
}

/// The bytes of what starts at that byte: a quoted string, a bracket or a word.
fn token(line: &str, start: usize) -> Range<usize> {
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
            rest.char_indices().find_map(ends).unwrap_or(rest.len()).max(first.len_utf8())
        }
    };
    start..start + length
}

/// The part of a long line around the token, and the token's bytes in it.
fn cut(line: &str, token: &Range<usize>) -> (String, Range<usize>) {
    let before = &line[..token.start];
    let from = before.char_indices().rev().nth(EXCERPT / 2).map_or(0, |(at, _)| at);
    let rest = &line[token.start..];
    let to = rest.char_indices().nth(EXCERPT / 2).map_or(line.len(), |(at, _)| token.start + at);
    let start = if from > 0 { "…" } else { "" };
    let end = if to < line.len() { "…" } else { "" };
    let shift = |at: usize| start.len() + at.min(to) - from;
    (format!("{start}{}{end}", &line[from..to]), shift(token.start)..shift(token.end))
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
mod tests {
    use super::*;
    use crate::pointer::Pointer;

    fn source(text: &str) -> Source {
        Source { name: "api.yaml".to_owned(), text: text.into() }
    }

    fn at(line: usize, column: usize) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "dangling-reference",
            pointer: Some(Pointer::root().child("components").child("a/b")),
            position: Some(SourcePosition { file: "api.yaml".to_owned(), line, column }),
            found: "a reference to `#/components/schemas/Stge`, which is not there".to_owned(),
            expected: "a reference to a value of the document".to_owned(),
            remedy: "write `Stage`".to_owned(),
        }
    }

    #[test]
    fn diagnostics_have_an_excerpt_notes_and_a_count() {
        let source = source("components:\n  a/b:\n    $ref: '#/components/schemas/Stge'\n");
        let warning =
            Diagnostic { severity: Severity::Warning, position: None, pointer: None, ..at(1, 1) };
        let other = at(1, 1);
        insta::assert_snapshot!(render([&at(3, 5), &warning, &other], &[&source], false), @"
        error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
         --> api.yaml:3:5
          |
        3 |     $ref: '#/components/schemas/Stge'
          |     ^^^^
          |
          = note: at #/components/a~1b
          = note: expected a reference to a value of the document
          = help: write `Stage`

        warning[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
         |
         = note: expected a reference to a value of the document
         = help: write `Stage`

        error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
         --> api.yaml:1:1
          |
        1 | components:
          | ^^^^^^^^^^
          |
          = note: at #/components/a~1b
          = note: expected a reference to a value of the document
          = help: write `Stage`

        2 errors, 1 warning
        ");
        insta::assert_snapshot!(render_one(&at(3, 5), &[], false), @"
        error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
        --> api.yaml:3:5
         = note: at #/components/a~1b
         = note: expected a reference to a value of the document
         = help: write `Stage`
        ");
        assert_eq!(render([], &[&source], false), "");
    }

    #[test]
    fn warnings_with_the_same_message_are_shown_three_times() {
        let warning = Diagnostic { severity: Severity::Warning, position: None, ..at(1, 1) };
        let other = Diagnostic { found: "a type".to_owned(), ..warning.clone() };
        let error = at(1, 1);
        let of = |number| [vec![&warning; number], vec![&other; 2], vec![&error; 5]].concat();
        let four = render(of(4), &[], false);
        assert_eq!(four.matches("warning[").count(), 5, "{four}");
        assert_eq!(four.matches("error[").count(), 5, "{four}");
        assert_eq!(four.matches("note: the same in 1 other place\n").count(), 1, "{four}");
        assert!(four.ends_with("5 errors, 6 warnings\n"), "{four}");
        assert!(render(of(9), &[], false).contains("note: the same in 6 other places\n"));
        assert!(!render(of(3), &[], false).contains("the same"));
    }

    #[test]
    fn of_warnings_with_the_same_code_twelve_are_shown() {
        let warning = Diagnostic { severity: Severity::Warning, position: None, ..at(1, 1) };
        let of = |number: usize| -> Vec<_> {
            let numbers = (0..number).map(|each| format!("a value for `{each}`"));
            numbers.map(|found| Diagnostic { found, ..warning.clone() }).collect()
        };
        let all = render(&of(12), &[], false);
        assert_eq!(all.matches("warning[").count(), 12, "{all}");
        assert!(all.ends_with("12 warnings\n"), "{all}");
        let cut = render(&of(13), &[], false);
        assert_eq!(cut.matches("warning[").count(), 12, "{cut}");
        let end = "13 warnings; at most 12 of each code are shown, `generator check --format json` prints all\n";
        assert!(cut.ends_with(end), "{cut}");
    }

    #[test]
    fn an_excerpt_of_a_long_line_is_cut() {
        let source = source(&format!(
            "{{\"components\": [{}{{\"$ref\": \"#/x\"}}{}]}}",
            "{\"type\": \"string\"}, ".repeat(50000),
            ", 12345".repeat(50000)
        ));
        let column = source.text.find("\"$ref").unwrap() + 1;
        insta::assert_snapshot!(render_one(&at(1, column), &[&source], false), @r##"
        error[dangling-reference]: found a reference to `#/components/schemas/Stge`, which is not there
         --> api.yaml:1:1000018
          |
        1 | …string"}, {"type": "string"}, {"type": "string"}, {"$ref": "#/x"}, 12345, 12345, 12345, 12345, 12345,…
          |                                                     ^^^^^^
          |
          = note: at #/components/a~1b
          = note: expected a reference to a value of the document
          = help: write `Stage`
        "##);
    }

    #[test]
    fn a_position_is_found_in_every_line() {
        let text = ["é".repeat(3000), "a".repeat(10), "bé".repeat(2000), String::new()].join("\n");
        let source = source(&text);
        let lines = Lines::of(&source);
        for (number, line) in text.split('\n').enumerate() {
            for column in [1, 2, 9, 1023, 1024, 1025, 2999, 3000, 5000] {
                let at = line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
                assert_eq!(lines.find(number + 1, column), Some((line, at)), "{number}:{column}");
            }
        }
        assert_eq!(lines.find(0, 1), None);
        assert_eq!(lines.find(9, 1), None);
    }

    #[test]
    fn control_characters_are_not_printed() {
        let source = source("a: \u{1b}[31m\u{7}red\u{202e}\n");
        let diagnostic = Diagnostic {
            pointer: Some(Pointer::root().child("\u{1b}[2J")),
            found: "`\u{1b}[2J\n`".to_owned(),
            expected: "no \u{1b}".to_owned(),
            remedy: "remove \r\u{1b}".to_owned(),
            ..at(1, 4)
        };
        let text = render_one(&diagnostic, &[&source], false);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}']), "{text}");
        let coloured = render_one(&diagnostic, &[&source], true);
        assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}[2J"), "{coloured}");
    }

    #[test]
    fn positions_outside_of_the_text_are_rendered() {
        for (line, column) in [(0, 0), (1, 0), (1, 900), (2, 1), (9, 9)] {
            render_one(&at(line, column), &[&source("a: é")], false);
            render_one(&at(line, column), &[&source(&"é".repeat(500))], false);
        }
    }
}
