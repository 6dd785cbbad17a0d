//! From YAML events to a value, on a stack of its own so that no input can exhaust the real one.

use std::borrow::Cow;

use saphyr_parser::{Event, ScalarStyle, Tag};
use serde_json::Value;

use super::{
    Stop,
    anchors::{Anchors, MAX_COPIED, TooMuch},
    stack::{Items, Node, Stack},
};
use crate::{
    diagnostics::{Diagnostics, Draft},
    document::{
        Source,
        describe::quote,
        parse::{MAX_DEPTH, duplicate_key, too_deep},
        positions::Mark,
        scalar,
    },
};

pub(super) struct Builder<'s> {
    source: &'s Source,
    diagnostics: &'s mut Diagnostics,
    stack: Stack,
    anchors: Anchors,
    root: Option<Value>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s Source, diagnostics: &'s mut Diagnostics) -> Self {
        let (stack, anchors) = (Stack::default(), Anchors::default());
        Self {
            source,
            diagnostics,
            stack,
            anchors,
            root: None,
        }
    }

    /// The value of all the events; null if there were none.
    pub(super) fn finish(self) -> Value {
        self.root.unwrap_or_default()
    }

    pub(super) fn event(&mut self, event: Event<'_>, mark: Mark) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                self.error("several-documents", mark)
                    .found("a second document in one file")
                    .expected("one document")
                    .remedy("remove the line `---` and what follows, or move it to another file");
                Err(Stop)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                if self.stack.expects_key() {
                    return self.key(text.into_owned(), plain, anchor, mark);
                }
                let value = self.scalar(&text, plain, tag.as_deref(), mark);
                self.value(Node::scalar(value), anchor, mark)
            }
            Event::Alias(anchor) => self.alias(anchor, mark),
            Event::MappingStart(anchor, tag) => {
                self.check_tag(tag, "map", mark);
                self.open(Items::object(), anchor, mark)
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_tag(tag, "seq", mark);
                self.open(Items::list(), anchor, mark)
            }
            Event::MappingEnd | Event::SequenceEnd => match self.stack.close() {
                Some((node, anchor)) => self.value(node, anchor, mark),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, items: Items, anchor: usize, mark: Mark) -> Result<(), Stop> {
        if self.stack.expects_key() {
            return self.complex_key(mark);
        }
        if self.stack.depth() >= MAX_DEPTH {
            too_deep(self.source, mark, self.diagnostics);
            return Err(Stop);
        }
        self.stack.open(items, anchor);
        Ok(())
    }

    /// A copy of what the anchor names, as a value or as a key.
    fn alias(&mut self, anchor: usize, mark: Mark) -> Result<(), Stop> {
        match self.anchors.copy(anchor) {
            Err(TooMuch) => self.too_many_aliases(mark),
            Ok(Some(node)) if !self.stack.expects_key() => self.value(node, 0, mark),
            Ok(Some(Node {
                value: Value::String(text),
                ..
            })) => self.key(text, false, 0, mark),
            Ok(Some(_)) => self.complex_key(mark),
            Ok(None) => {
                self.error("alias-to-itself", mark)
                    .found("an alias inside the value that it stands for")
                    .expected("an alias to a value that is complete")
                    .remedy("describe a recursive schema with `$ref`");
                Err(Stop)
            }
        }
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, node: Node, anchor: usize, mark: Mark) -> Result<(), Stop> {
        if self.stack.depth() + node.height > MAX_DEPTH {
            too_deep(self.source, mark, self.diagnostics);
            return Err(Stop);
        }
        self.keep(anchor, &node, mark)?;
        if let Some(root) = self.stack.put(node) {
            self.root = Some(root);
        }
        Ok(())
    }

    fn key(&mut self, text: String, plain: bool, anchor: usize, mark: Mark) -> Result<(), Stop> {
        if plain && text == "<<" {
            self.error("merge-key", mark)
                .found("the merge key `<<`")
                .expected("plain keys, as in YAML 1.2 and JSON")
                .remedy("write the merged members out, or quote the key if a string is intended");
        }
        if anchor != 0 {
            self.keep(anchor, &Node::scalar(Value::String(text.clone())), mark)?;
        }
        if self.stack.key(text) {
            duplicate_key(self.source, mark, self.stack.pointer(), self.diagnostics);
        }
        Ok(())
    }

    fn scalar(&mut self, text: &str, plain: bool, tag: Option<&Tag>, mark: Mark) -> Value {
        let as_written = match tag {
            None => plain,
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => false,
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => false,
            Some(tag) => {
                let known = ["null", "bool", "int", "float"].contains(&tag.suffix.as_str());
                if !tag.is_yaml_core_schema() || !known {
                    self.unknown_tag(tag, mark);
                }
                true
            }
        };
        if !as_written {
            return Value::String(text.to_owned());
        }
        scalar::resolve(text).unwrap_or_else(|| {
            self.error("number-out-of-range", mark)
                .found(format!("the number {}", quote(text)))
                .expected("a number that JSON can hold")
                .remedy("correct the number, or put it in quotes if a string is intended");
            Value::Null
        })
    }

    fn keep(&mut self, anchor: usize, node: &Node, mark: Mark) -> Result<(), Stop> {
        // 0 stands for no anchor.
        if anchor == 0 {
            return Ok(());
        }
        match self.anchors.keep(anchor, node) {
            Ok(()) => Ok(()),
            Err(TooMuch) => self.too_many_aliases(mark),
        }
    }

    fn check_tag(&mut self, tag: Option<Cow<'_, Tag>>, own: &str, mark: Mark) {
        if let Some(tag) = tag
            && !(tag.is_yaml_core_schema() && tag.suffix == own)
        {
            self.unknown_tag(&tag, mark);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, mark: Mark) {
        let shown = match tag.is_yaml_core_schema() {
            true => format!("!!{}", tag.suffix),
            false => tag.to_string(),
        };
        self.error("unknown-tag", mark)
            .found(format!("the tag {}", quote(&shown)))
            .expected("no tag, or one of `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`")
            .remedy("remove the tag, or put text that starts with `!` in quotes");
    }

    fn complex_key(&mut self, mark: Mark) -> Result<(), Stop> {
        self.error("key-not-text", mark)
            .found("a key that is not a string")
            .expected("a string, as in JSON")
            .remedy("put the key in quotes if it starts with `[`, `{` or `*`");
        Err(Stop)
    }

    fn too_many_aliases(&mut self, mark: Mark) -> Result<(), Stop> {
        self.error("too-many-aliases", mark)
            .found(format!(
                "aliases that unfold to more than {} MiB",
                MAX_COPIED >> 20
            ))
            .expected("a document of ordinary size")
            .remedy("write shared parts once under components and refer to them with `$ref`");
        Err(Stop)
    }

    fn error(&mut self, code: &'static str, mark: Mark) -> Draft<'_> {
        let pointer = self.stack.pointer();
        self.diagnostics
            .error(code)
            .place(mark.in_file(&self.source.name))
            .pointer(pointer)
    }
}
