//! Where each JSON pointer of a source text is written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};

use crate::pointer::Pointer;
use crate::source::Position;

/// What a walk over a source text meets. Keys come as scalars, before their values.
#[derive(Debug)]
pub(super) enum Step<'t> {
    Scalar(Cow<'t, str>),
    OpenObject,
    OpenList,
    Close,
}

/// The position of each value, by the hash of its pointer: the pointers of a large document have many times its size.
#[derive(Debug)]
pub(super) struct Positions(HashMap<u64, Position>);

impl Positions {
    /// Collects the positions of a text; `walk` calls its argument for every step through it.
    pub(super) fn collect(walk: impl FnOnce(&mut dyn FnMut(Step<'_>, Position))) -> Self {
        let mut recorder = Recorder::default();
        walk(&mut |step, position| recorder.step(step, position));
        Self(recorder.positions)
    }

    /// The position of that value, or of the nearest one around it.
    pub(super) fn find(&self, pointer: &Pointer) -> Position {
        let mut path = pointer.as_str();
        loop {
            if let Some(position) = self.0.get(&hash(path)) {
                return *position;
            }
            let Some((parent, _)) = path.rsplit_once('/') else {
                return Position::START;
            };
            path = parent;
        }
    }
}

fn hash(pointer: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(pointer.as_bytes());
    hasher.finish()
}

#[derive(Default)]
struct Recorder {
    positions: HashMap<u64, Position>,
    path: String,
    open: Vec<Open>,
}

/// An object or list that has not ended. `base` is the length of its own pointer.
enum Open {
    Object { base: usize, expects_key: bool },
    List { base: usize, next: usize },
}

impl Recorder {
    fn step(&mut self, step: Step<'_>, position: Position) {
        match step {
            Step::Scalar(text) => match self.open.last_mut() {
                Some(Open::Object { base, expects_key }) if *expects_key => {
                    *expects_key = false;
                    self.path.truncate(*base);
                    self.path.push_str(Pointer::root().child(text).as_str());
                    self.positions.insert(hash(&self.path), position);
                }
                _ => {
                    self.enter(position);
                    self.leave();
                }
            },
            Step::OpenObject => {
                self.enter(position);
                self.open.push(Open::Object { base: self.path.len(), expects_key: true });
            }
            Step::OpenList => {
                self.enter(position);
                self.open.push(Open::List { base: self.path.len(), next: 0 });
            }
            Step::Close => {
                self.open.pop();
                self.leave();
            }
        }
    }

    /// A value starts: a member is already positioned by its key, an item is positioned here.
    fn enter(&mut self, position: Position) {
        match self.open.last_mut() {
            Some(Open::Object { .. }) => {}
            Some(Open::List { base, next }) => {
                self.path.truncate(*base);
                self.path.push_str(&format!("/{next}"));
                *next += 1;
                self.positions.insert(hash(&self.path), position);
            }
            None => {
                self.positions.insert(hash(""), position);
            }
        }
    }

    fn leave(&mut self) {
        if let Some(Open::Object { expects_key, .. }) = self.open.last_mut() {
            *expects_key = true;
        }
    }
}
