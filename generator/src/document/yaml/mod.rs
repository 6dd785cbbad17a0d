//! Reading YAML, and finding its places.

use saphyr_parser::{Event, Marker, Parser};
use serde_json::Value;

use self::build::Builder;
use super::{
    Source,
    parse::{body, too_deep},
    positions::{Mark, Step},
};
use crate::diagnostics::Diagnostics;

mod anchors;
mod build;
mod stack;

/// A fault after which reading cannot go on. It has been reported.
struct Stop;

/// Reads the one document of a YAML text. Reports every duplicate key, merge key and unknown tag,
/// and the first fault after which the rest cannot be understood.
pub(super) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let errors_before = diagnostics.errors();
    let mut parser = Parser::new_from_str(body(source));
    let mut builder = Builder::new(source, diagnostics);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.event(event, mark(&span.start)).ok()?,
            Err(error) => {
                syntax_error(source, error.info(), mark(error.marker()), diagnostics);
                return None;
            }
        }
    }
    let value = builder.finish();
    (diagnostics.errors() == errors_before).then_some(value)
}

/// Names every value of a YAML text with its place, in order. The text must be valid; an alias
/// counts as a value without content.
pub(super) fn walk(source: &Source, mut visit: impl FnMut(Step<'_>, Mark)) {
    let mut parser = Parser::new_from_str(body(source));
    while let Some(Ok((event, span))) = parser.next_event() {
        let step = match event {
            Event::Scalar(text, ..) => Step::Scalar(text),
            Event::Alias(_) => Step::Scalar("".into()),
            Event::MappingStart(..) => Step::OpenObject,
            Event::SequenceStart(..) => Step::OpenList,
            Event::MappingEnd | Event::SequenceEnd => Step::Close,
            _ => continue,
        };
        visit(step, mark(&span.start));
    }
}

fn mark(marker: &Marker) -> Mark {
    Mark {
        line: marker.line(),
        column: marker.col() + 1,
    }
}

fn syntax_error(source: &Source, message: &str, mark: Mark, diagnostics: &mut Diagnostics) {
    if message.starts_with("recursion limit") {
        return too_deep(source, mark, diagnostics);
    }
    let says = |words: &str| message.contains(words);
    let remedy = if says("mapping values") {
        "put a value that contains `: ` in quotes, or check the indentation"
    } else if says("tab") {
        "indent with spaces"
    } else if says("anchor") {
        "define the anchor (`&name`) before the alias (`*name`), or put text that starts with `*` in quotes"
    } else if says("escape") {
        "use single quotes, where a backslash means itself, or correct the escape"
    } else if says("quoted scalar") || says("flow") {
        "close what is open: a quote, a `[` or a `{`"
    } else if says("simple key") || says("block") || says("indent") {
        "check the indentation and the colon of this line and the one before"
    } else {
        "put text that contains characters with a meaning in YAML in quotes"
    };
    diagnostics
        .error("invalid-yaml")
        .place(mark.in_file(&source.name))
        .found(format!("invalid YAML: {message}"))
        .expected("well-formed YAML 1.2")
        .remedy(remedy);
}
