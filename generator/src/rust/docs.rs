//! Documentation: from the document's texts to lines of rustdoc.

use super::constraints;
use super::html::Html;
use super::naming::{Names, plain};
use crate::diagnostics::Diagnostics;
use crate::service::{Member, Operation, Service, ServiceError};
use proc_macro2::Ident;
use std::collections::HashMap;

/// Columns that a line of documentation may take, its indentation and `///` not counted.
const WIDTH: usize = 88;

/// Lines of Markdown, as rustdoc reads them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// The lines, without `///`.
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Paragraphs of Markdown, wrapped.
    fn from_markdown(text: &str) -> Self {
        Self(wrap(text))
    }
}

/// Writes the documentation of one service.
pub(super) struct Writer<'a> {
    html: Html,
    links: HashMap<&'a str, String>,
}

impl<'a> Writer<'a> {
    /// A writer that links to everything in the service that has a page of its own.
    pub(super) fn new(service: &'a Service, names: &Names, _diagnostics: &mut Diagnostics) -> Self {
        let mut links = HashMap::new();
        let sides = super::sides::Sides::new(service);
        for id in service.shapes.keys().filter(|id| sides.is_used(id)) {
            links.insert(id.as_str(), format!("crate::types::{}", names.type_of(id)));
        }
        for error in &service.errors {
            links.insert(
                error.code.as_str(),
                format!("crate::ErrorCode::{}", names.error(&error.code)),
            );
        }
        for operation in &service.operations {
            let name = names.operation(&operation.name);
            links.insert(
                operation.name.as_str(),
                format!("crate::operations::{name}"),
            );
        }
        Self {
            html: Html::new(),
            links,
        }
    }

    /// The crate page.
    pub(super) fn service(&self, service: &Service) -> Docs {
        let text = self.text(service.documentation.as_deref(), "");
        let head = format!(
            "{} for Rust, version {} of its API.",
            service.title, service.api_version
        );
        Docs::from_markdown(&paragraphs([Some(head), text]))
    }

    /// A pending call.
    pub(super) fn operation(&self, operation: &Operation, method: &Ident) -> Docs {
        let text = self
            .text(operation.documentation.as_deref(), &operation.name)
            .unwrap_or_else(|| format!("The `{}` operation.", operation.name));
        let made_by = format!(
            "Made by [`Client::{0}`](crate::Client::{0}), sent by [`send`](Self::send).",
            plain(method)
        );
        // What the text has said already is not said again.
        let errors: Vec<String> = operation
            .errors
            .iter()
            .filter(|code| !text.contains(&format!("`{code}`")))
            .map(|code| format!("- {}", self.link(code, "")))
            .collect();
        let errors = (!errors.is_empty()).then(|| format!("# Errors\n\n{}", errors.join("\n")));
        Docs::from_markdown(&paragraphs([Some(text), Some(made_by), errors]))
    }

    /// The client's method for an operation.
    pub(super) fn method(
        &self,
        operation: &Operation,
        name: &Ident,
        arguments: &[(&Ident, Option<&str>)],
    ) -> Docs {
        let text = self
            .text(operation.documentation.as_deref(), "")
            .map(|text| first_paragraph(&text).to_owned())
            .unwrap_or_else(|| format!("Starts a call of `{}`.", operation.name));
        let arguments: Vec<String> = arguments
            .iter()
            .map(|(name, summary)| match summary {
                Some(summary) => format!("- `{}`: {summary}", plain(name)),
                None => format!("- `{}`", plain(name)),
            })
            .collect();
        let arguments = (!arguments.is_empty()).then(|| arguments.join("\n"));
        let more = format!("Settings and errors: [`{name}`](crate::operations::{name}).");
        Docs::from_markdown(&paragraphs([Some(text), arguments, Some(more)]))
    }

    /// A structure or an enum.
    pub(super) fn shape(
        &self,
        id: &str,
        documentation: Option<&str>,
        renamed: Option<&Ident>,
    ) -> Docs {
        let text = self.text(documentation, id);
        // Without a text, the line that says whose it is names it as well.
        let renamed = renamed
            .filter(|_| text.is_some())
            .map(|_| format!("The service calls it `{id}`."));
        let text = text.unwrap_or_else(|| format!("The service's `{id}`."));
        Docs::from_markdown(&paragraphs([Some(text), renamed]))
    }

    /// The input or the output of an operation: its text, or a line that says whose it is.
    pub(super) fn message(&self, text: Option<&str>, otherwise: String) -> Docs {
        Docs::from_markdown(&self.text(text, "").unwrap_or(otherwise))
    }

    /// A member: its text, and its limits.
    pub(super) fn member(&self, member: &Member) -> Docs {
        let text = self
            .text(member.documentation.as_deref(), "")
            .unwrap_or_else(|| format!("The service's `{}`.", member.name));
        let limits = constraints::sentence(&member.constraints, &member.target);
        Docs::from_markdown(&paragraphs([Some(text), limits]))
    }

    /// The first sentence of a member's text.
    pub(super) fn member_summary(&self, member: &Member) -> Option<String> {
        let text = self.text(member.documentation.as_deref(), "")?;
        Some(first_sentence(&first_paragraph(&text).replace('\n', " ")).to_owned())
    }

    /// A value of an enum.
    pub(super) fn variant(&self, value: &str, documentation: Option<&str>) -> Docs {
        let wire = match value {
            "" => "The empty text on the wire.".to_owned(),
            value => format!("{} on the wire.", constraints::code(value)),
        };
        match self.text(documentation, "") {
            Some(text) => Docs::from_markdown(&paragraphs([Some(text), Some(wire)])),
            None => Docs::from_markdown(&wire),
        }
    }

    /// An error of the service.
    pub(super) fn error(&self, error: &ServiceError) -> Docs {
        let text = self
            .text(error.documentation.as_deref(), &error.code)
            .unwrap_or_else(|| format!("The service answered `{}`.", error.code));
        let wire = format!("`{}` on the wire.", error.code);
        Docs::from_markdown(&paragraphs([Some(text), Some(wire)]))
    }

    /// The method that asks for an error of the service.
    pub(super) fn error_predicate(&self, error: &ServiceError, variant: &Ident) -> Docs {
        Docs::from_markdown(&format!(
            "Whether the service answered [`{}`](ErrorCode::{variant}).",
            error.code
        ))
    }

    /// A text of the document as Markdown with links; nothing when it is absent or empty.
    fn text(&self, text: Option<&str>, own: &str) -> Option<String> {
        let text = text?.trim();
        let markdown = if Html::is_html(text) {
            self.html.to_markdown(text)
        } else {
            text.to_owned()
        };
        let markdown = markdown.trim();
        (!markdown.is_empty()).then(|| self.linked(markdown, own))
    }

    /// Turns code spans that name something of the service into links, except to `own`.
    fn linked(&self, markdown: &str, own: &str) -> String {
        let mut linked = String::with_capacity(markdown.len());
        let mut fenced = false;
        for line in markdown.split_inclusive('\n') {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            }
            if fenced || line.starts_with("    ") {
                linked.push_str(line);
                continue;
            }
            let mut rest = line;
            while let Some(start) = rest.find('`') {
                let (before, span) = rest.split_at(start);
                linked.push_str(before);
                let ticks = span.len() - span.trim_start_matches('`').len();
                let (fence, body) = span.split_at(ticks);
                let Some(end) = body.find(fence) else {
                    rest = span;
                    break;
                };
                let (name, after) = (&body[..end], &body[end + ticks..]);
                let in_link = before.ends_with('[');
                if ticks == 1 && !in_link && name != own && self.links.contains_key(name) {
                    linked.push_str(&self.link(name, own));
                } else {
                    linked.push_str(&span[..2 * ticks + end]);
                }
                rest = after;
            }
            linked.push_str(rest);
        }
        linked
    }

    fn link(&self, name: &str, own: &str) -> String {
        match self.links.get(name).filter(|_| name != own) {
            Some(target) => format!("[`{name}`]({target})"),
            None => format!("`{name}`"),
        }
    }
}

fn paragraphs<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or(text)
}

/// Up to the first full stop that ends a sentence, not one inside an abbreviation or a code span.
fn first_sentence(paragraph: &str) -> &str {
    let mut in_code = false;
    let bytes = paragraph.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' => in_code = !in_code,
            b'.' if !in_code => {
                let before = &paragraph[..at];
                let abbreviation = ["e.g", "i.e", "etc"]
                    .iter()
                    .any(|end| before.ends_with(end));
                let ends = matches!(bytes.get(at + 1), None | Some(b' '));
                if ends && !abbreviation {
                    return &paragraph[..=at];
                }
            }
            _ => {}
        }
    }
    paragraph
}

/// Wraps paragraphs and list items; leaves code, tables and headings as they are.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Option<String> = None;
    let mut fenced = false;
    for line in text.lines().map(str::trim_end) {
        let start = line.trim_start();
        let fence = start.starts_with("```");
        let verbatim = fenced || fence || line.starts_with("    ") || start.starts_with(['|', '#']);
        if verbatim || line.is_empty() || is_list_item(start) || start.starts_with('>') {
            lines.extend(open.take().into_iter().flat_map(|block| wrap_block(&block)));
        }
        // A fence without a language would make rustdoc compile what it holds.
        let bare = fence && !fenced && start.trim_start_matches('`').is_empty();
        fenced ^= fence;
        match &mut open {
            _ if bare => lines.push(format!("{line}text")),
            _ if verbatim || line.is_empty() => lines.push(line.to_owned()),
            Some(block) => {
                block.push(' ');
                block.push_str(start);
            }
            None => open = Some(line.to_owned()),
        }
    }
    lines.extend(open.into_iter().flat_map(|block| wrap_block(&block)));
    lines
}

fn wrap_block(block: &str) -> Vec<String> {
    const HARD_SPACE: &str = "\u{1}";
    let indent = block.len() - block.trim_start().len();
    let marker = if is_list_item(block.trim_start()) {
        block.trim_start().find(' ').map_or(0, |end| end + 1)
    } else {
        0
    };
    let hanging = " ".repeat(indent + marker);
    let mut in_code = false;
    let unbroken: String = block
        .chars()
        .map(|each| {
            in_code ^= each == '`';
            if in_code && each == ' ' {
                HARD_SPACE.to_owned()
            } else {
                each.to_string()
            }
        })
        .collect();
    let options = textwrap::Options::new(WIDTH)
        .subsequent_indent(&hanging)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(&unbroken, options)
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let line = line.replace(HARD_SPACE, " ");
            let start = line.len() - line.trim_start().len();
            // A word that came to stand at the start of a line must not begin a list or a heading.
            if number > 0 && is_block_start(&line[start..]) {
                format!("{}\\{}", &line[..start], &line[start..])
            } else {
                line
            }
        })
        .collect()
}

fn is_list_item(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|each: char| each.is_ascii_digit());
    let numbered = after_digits.len() < line.len() && after_digits.starts_with(". ");
    numbered || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")
}

fn is_block_start(line: &str) -> bool {
    ["- ", "* ", "+ ", "# ", "> ", "= "]
        .iter()
        .any(|start| line.starts_with(start))
        || ["-", "*", "+", "=", "#"].contains(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_are_wrapped_and_code_is_not() {
        let word = "word ".repeat(30);
        let text = format!("{word}\n\n- {word}\n- short\n  more\n\n```\n{word}\n```");
        let lines = wrap(&text);
        assert!(
            lines
                .iter()
                .filter(|line| !line.starts_with("word word"))
                .count()
                > 3
        );
        assert!(lines.contains(&"- short more".to_owned()));
        assert!(
            lines.contains(&word.trim_end().to_owned()),
            "code keeps its line"
        );
        let second = lines
            .iter()
            .position(|line| line.starts_with("- word"))
            .map(|at| &lines[at + 1]);
        assert!(
            second.is_some_and(|line| line.starts_with("  word")),
            "items hang: {second:?}"
        );
        assert!(
            lines
                .iter()
                .all(|line| line.len() <= WIDTH || !line.contains("- "))
        );
    }

    #[test]
    fn a_wrapped_dash_does_not_begin_a_list() {
        let text = format!("{}- tail", "x".repeat(WIDTH - 1) + " ");
        assert_eq!(wrap(&text)[1], "\\- tail");
    }

    #[test]
    fn the_first_sentence_ends_where_a_reader_would_say() {
        let check = |text: &str, expected: &str| assert_eq!(first_sentence(text), expected);
        check("One. Two.", "One.");
        check("A name, e.g. of a room. More.", "A name, e.g. of a room.");
        check("Version 1.2 of it", "Version 1.2 of it");
        check("The `a. b` text. More", "The `a. b` text.");
    }
}
