//! Reading YAML, and finding the positions of its values.
//!
//! Values are built from the parser's events on a separate stack, so that no input exhausts the stack of
//! the thread.

mod scalar;
mod stack;

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use serde_json::Value;

use self::stack::{Anchors, Items, MAX_COPIED, Node, Stack, TooMuch};
use super::positions::{Positions, Step};
use super::syntax::{MAX_DEPTH, body, duplicate_key, quote, too_deep};
use crate::diagnostics::{Diagnostics, Draft};
use crate::source::{Position, Source};

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
            Ok((event, span)) => builder.event(event, position(&span.start)).ok()?,
            Err(error) => {
                syntax_error(source, error.info(), position(error.marker()), diagnostics);
                return None;
            }
        }
    }
    let value = builder.finish();
    (diagnostics.errors() == errors_before).then_some(value)
}

/// The positions of a valid text.
pub(super) fn positions(source: &Source) -> Positions {
    Positions::collect(|visit| walk(source, visit))
}

/// Calls `visit` for every value of a valid text, in order; an alias counts as a value without content.
fn walk(source: &Source, visit: &mut dyn FnMut(Step<'_>, Position)) {
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
        visit(step, position(&span.start));
    }
}

fn position(marker: &Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

fn syntax_error(source: &Source, message: &str, position: Position, diagnostics: &mut Diagnostics) {
    if message.starts_with("recursion limit") {
        return too_deep(source, position, diagnostics);
    }
    let contains = |words: &str| message.contains(words);
    let position = if contains("tab") { tab(source, position) } else { position };
    let remedy = if contains("mapping values") {
        "put a value that contains `: ` in quotes, or check the indentation"
    } else if contains("tab") {
        "indent with spaces"
    } else if contains("anchor") {
        "define the anchor (`&name`) before the alias (`*name`), or put text that starts with `*` in quotes"
    } else if contains("escape") {
        "use single quotes, where a backslash means itself, or correct the escape"
    } else if contains("quoted scalar") || contains("flow") {
        "close what is open: a quote, a `[` or a `{`"
    } else if contains("simple key") || contains("block") || contains("indent") {
        "check the indentation and the colon of this line and the one before"
    } else {
        "put text that contains characters with a meaning in YAML in quotes"
    };
    diagnostics
        .error("invalid-yaml")
        .position(position.in_file(&source.name))
        .found(format!("invalid YAML: {message}"))
        .expected("well-formed YAML 1.2")
        .remedy(remedy);
}

/// The first tab in an indentation from the line of `position` on: the parser names the scalar before it.
fn tab(source: &Source, position: Position) -> Position {
    let mut lines = body(source).lines().enumerate().skip(position.line.saturating_sub(1));
    if lines.next().is_none_or(|(_, line)| line.contains('\t')) {
        return position;
    }
    let tab = lines.find_map(|(at, line)| {
        let indentation = line.len() - line.trim_start().len();
        Some(Position { line: at + 1, column: line[..indentation].find('\t')? + 1 })
    });
    tab.unwrap_or(position)
}

/// Builds the value of a text from its events.
struct Builder<'s> {
    source: &'s Source,
    diagnostics: &'s mut Diagnostics,
    stack: Stack,
    anchors: Anchors,
    root: Option<Value>,
}

impl<'s> Builder<'s> {
    fn new(source: &'s Source, diagnostics: &'s mut Diagnostics) -> Self {
        let (stack, anchors) = (Stack::default(), Anchors::default());
        Self { source, diagnostics, stack, anchors, root: None }
    }

    /// The value of all the events; null if there were none.
    fn finish(self) -> Value {
        self.root.unwrap_or_default()
    }

    fn event(&mut self, event: Event<'_>, position: Position) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                self.error("several-documents", position)
                    .found("a second document in one file")
                    .expected("one document")
                    .remedy("remove the line `---` and what follows, or move it to another file");
                Err(Stop)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                if self.stack.expects_key() {
                    return self.key(text.into_owned(), plain, anchor, position);
                }
                let value = self.scalar(&text, plain, tag.as_deref(), position);
                self.value(Node::scalar(value), anchor, position)
            }
            Event::Alias(anchor) => self.alias(anchor, position),
            Event::MappingStart(anchor, tag) => {
                self.check_tag(tag, "map", position);
                self.open(Items::object(), anchor, position)
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(tag, "seq", position);
                self.open(Items::list(), anchor, position)
            }
            Event::MappingEnd | Event::SequenceEnd => match self.stack.close() {
                Some((node, anchor)) => self.value(node, anchor, position),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, items: Items, anchor: usize, position: Position) -> Result<(), Stop> {
        if self.stack.expects_key() {
            return self.complex_key(position);
        }
        if self.stack.depth() >= MAX_DEPTH {
            too_deep(self.source, position, self.diagnostics);
            return Err(Stop);
        }
        self.stack.open(items, anchor);
        Ok(())
    }

    /// A copy of what the anchor names, as a value or as a key.
    fn alias(&mut self, anchor: usize, position: Position) -> Result<(), Stop> {
        match self.anchors.copy(anchor) {
            Err(TooMuch) => self.too_many_aliases(position),
            Ok(Some(node)) if !self.stack.expects_key() => self.value(node, 0, position),
            Ok(Some(Node { value: Value::String(text), .. })) => self.key(text, false, 0, position),
            Ok(Some(_)) => self.complex_key(position),
            Ok(None) => {
                self.error("alias-to-itself", position)
                    .found("an alias inside the value that it refers to")
                    .expected("an alias to a value that is complete")
                    .remedy("describe a recursive schema with `$ref`");
                Err(Stop)
            }
        }
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, node: Node, anchor: usize, position: Position) -> Result<(), Stop> {
        if self.stack.depth() + node.height > MAX_DEPTH {
            too_deep(self.source, position, self.diagnostics);
            return Err(Stop);
        }
        self.keep(anchor, &node, position)?;
        if let Some(root) = self.stack.put(node) {
            self.root = Some(root);
        }
        Ok(())
    }

    fn key(
        &mut self,
        text: String,
        plain: bool,
        anchor: usize,
        position: Position,
    ) -> Result<(), Stop> {
        if plain && text == "<<" {
            self.error("merge-key", position)
                .found("the merge key `<<`")
                .expected("plain keys, as in YAML 1.2 and JSON")
                .remedy("write the merged members out, or quote the key if a string is intended");
        }
        if anchor != 0 {
            self.keep(anchor, &Node::scalar(Value::String(text.clone())), position)?;
        }
        if self.stack.key(text) {
            duplicate_key(self.source, position, self.stack.pointer(), self.diagnostics);
        }
        Ok(())
    }

    fn scalar(&mut self, text: &str, plain: bool, tag: Option<&Tag>, position: Position) -> Value {
        let as_written = match tag {
            None => plain,
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => false,
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => false,
            Some(tag) => {
                let known = ["null", "bool", "int", "float"].contains(&tag.suffix.as_str());
                if !tag.is_yaml_core_schema() || !known {
                    self.unknown_tag(tag, position);
                }
                true
            }
        };
        if !as_written {
            return Value::String(text.to_owned());
        }
        scalar::resolve(text).unwrap_or_else(|| {
            self.error("number-out-of-range", position)
                .found(format!("the number {}", quote(text)))
                .expected("a number that JSON can hold")
                .remedy("correct the number, or put it in quotes if a string is intended");
            Value::Null
        })
    }

    fn keep(&mut self, anchor: usize, node: &Node, position: Position) -> Result<(), Stop> {
        // 0 means no anchor.
        if anchor == 0 {
            return Ok(());
        }
        match self.anchors.keep(anchor, node) {
            Ok(()) => Ok(()),
            Err(TooMuch) => self.too_many_aliases(position),
        }
    }

    fn check_tag(&mut self, tag: Option<Cow<'_, Tag>>, own: &str, position: Position) {
        if let Some(tag) = tag
            && !(tag.is_yaml_core_schema() && tag.suffix == own)
        {
            self.unknown_tag(&tag, position);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, position: Position) {
        let shown = match tag.is_yaml_core_schema() {
            true => format!("!!{}", tag.suffix),
            false => tag.to_string(),
        };
        self.error("unknown-tag", position)
            .found(format!("the tag {}", quote(&shown)))
            .expected("no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`")
            .remedy("remove the tag, or put text that starts with `!` in quotes");
    }

    fn complex_key(&mut self, position: Position) -> Result<(), Stop> {
        self.error("key-not-text", position)
            .found("a key that is not a string")
            .expected("a string, as in JSON")
            .remedy("put the key in quotes if it starts with `[`, `{` or `*`");
        Err(Stop)
    }

    fn too_many_aliases(&mut self, position: Position) -> Result<(), Stop> {
        self.error("too-many-aliases", position)
            .found(format!("aliases that unfold to more than {} MiB", MAX_COPIED >> 20))
            .expected("a document of ordinary size")
            .remedy("write shared parts once under components and refer to them with `$ref`");
        Err(Stop)
    }

    fn error(&mut self, code: &'static str, position: Position) -> Draft<'_> {
        let pointer = self.stack.pointer();
        self.diagnostics.error(code).position(position.in_file(&self.source.name)).pointer(pointer)
    }
}
