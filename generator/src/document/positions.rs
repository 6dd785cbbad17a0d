//! Where every JSON pointer of a source text stands in it.

use std::collections::HashMap;

use super::{Pointer, Source, json, parse::Format, yaml};
use crate::diagnostics::Place;

/// A position in a source text: line and column from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Mark {
    pub(super) const START: Self = Self { line: 1, column: 1 };

    pub(super) fn in_file(self, file: &str) -> Place {
        Place {
            file: file.to_owned(),
            line: self.line,
            column: self.column,
        }
    }
}

/// What a walk over a source text meets. Keys come as scalars, before their values.
#[derive(Debug)]
pub(super) enum Step<'t> {
    Scalar(std::borrow::Cow<'t, str>),
    OpenObject,
    OpenList,
    Close,
}

/// The place of each value, by its pointer.
#[derive(Debug)]
pub(super) struct Positions(HashMap<String, Mark>);

impl Positions {
    /// Walks a source text that has been parsed without a syntax error.
    pub(super) fn of(source: &Source) -> Self {
        let mut walk = Walk::default();
        match Format::of(source) {
            Format::Json => json::walk(source, |step, mark| walk.step(step, mark)),
            Format::Yaml => yaml::walk(source, |step, mark| walk.step(step, mark)),
        }
        Self(walk.marks)
    }

    /// The place of that value, or of the nearest one around it.
    pub(super) fn find(&self, pointer: &Pointer) -> Mark {
        let mut path = pointer.as_str();
        loop {
            if let Some(mark) = self.0.get(path) {
                return *mark;
            }
            let Some((parent, _)) = path.rsplit_once('/') else {
                return Mark::START;
            };
            path = parent;
        }
    }
}

#[derive(Default)]
struct Walk {
    marks: HashMap<String, Mark>,
    path: String,
    open: Vec<Open>,
}

/// An object or list that has not ended. `base` is the length of its own pointer.
enum Open {
    Object { base: usize, expects_key: bool },
    List { base: usize, next: usize },
}

impl Walk {
    fn step(&mut self, step: Step<'_>, mark: Mark) {
        match step {
            Step::Scalar(text) => match self.open.last_mut() {
                Some(Open::Object { base, expects_key }) if *expects_key => {
                    *expects_key = false;
                    self.path.truncate(*base);
                    self.path.push_str(Pointer::root().child(text).as_str());
                    self.marks.insert(self.path.clone(), mark);
                }
                _ => {
                    self.enter(mark);
                    self.leave();
                }
            },
            Step::OpenObject => {
                self.enter(mark);
                self.open.push(Open::Object {
                    base: self.path.len(),
                    expects_key: true,
                });
            }
            Step::OpenList => {
                self.enter(mark);
                self.open.push(Open::List {
                    base: self.path.len(),
                    next: 0,
                });
            }
            Step::Close => {
                self.open.pop();
                self.leave();
            }
        }
    }

    /// A value starts: a member is already marked by its key, an item is marked here.
    fn enter(&mut self, mark: Mark) {
        match self.open.last_mut() {
            Some(Open::Object { .. }) => {}
            Some(Open::List { base, next }) => {
                self.path.truncate(*base);
                self.path.push_str(&format!("/{next}"));
                *next += 1;
                self.marks.insert(self.path.clone(), mark);
            }
            None => {
                self.marks.insert(String::new(), mark);
            }
        }
    }

    fn leave(&mut self) {
        if let Some(Open::Object { expects_key, .. }) = self.open.last_mut() {
            *expects_key = true;
        }
    }
}
