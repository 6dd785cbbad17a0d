//! Where each JSON pointer of a source text is written.

use std::borrow::Cow;

use super::pointers::PointerHash;
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

/// The positions of all values of a text, in the order of the hashes of their pointers.
#[derive(Clone, Debug)]
pub(super) struct Positions(Vec<(PointerHash, Position)>);

impl Positions {
    /// Collects the positions of a text; `walk` calls its argument for every step through it.
    pub(super) fn collect(walk: impl FnOnce(&mut dyn FnMut(Step<'_>, Position))) -> Self {
        let mut recorder = Recorder::default();
        walk(&mut |step, position| recorder.step(step, position));
        let mut positions = recorder.positions;
        positions.sort_by_key(|(hash, _)| *hash);
        positions.shrink_to_fit();
        Self(positions)
    }

    /// The position of that value, or of the nearest one around it.
    pub(super) fn find(&self, pointer: &Pointer) -> Position {
        let path = PointerHash::path(pointer);
        path.iter().rev().find_map(|hash| self.get(*hash)).unwrap_or(Position::START)
    }

    /// The position where a pointer is written, the last one if it is written several times.
    fn get(&self, hash: PointerHash) -> Option<Position> {
        let after = self.0.partition_point(|(other, _)| *other <= hash);
        let (found, position) = self.0[..after].last()?;
        (*found == hash).then_some(*position)
    }
}

#[derive(Default)]
struct Recorder {
    positions: Vec<(PointerHash, Position)>,
    open: Vec<Open>,
}

/// An object or list that has not ended.
enum Open {
    /// `key` is the pointer to the member whose key has been read.
    Object {
        pointer: PointerHash,
        key: Option<PointerHash>,
    },
    List {
        pointer: PointerHash,
        next: usize,
    },
}

impl Recorder {
    fn step(&mut self, step: Step<'_>, position: Position) {
        match step {
            Step::Scalar(text) => match self.open.last_mut() {
                Some(Open::Object { pointer, key: key @ None }) => {
                    let member = pointer.child(&text);
                    *key = Some(member);
                    self.positions.push((member, position));
                }
                _ => {
                    self.enter(position);
                    self.leave();
                }
            },
            Step::OpenObject => {
                let pointer = self.enter(position);
                self.open.push(Open::Object { pointer, key: None });
            }
            Step::OpenList => {
                let pointer = self.enter(position);
                self.open.push(Open::List { pointer, next: 0 });
            }
            Step::Close => {
                self.open.pop();
                self.leave();
            }
        }
    }

    /// A value starts: a member is already positioned by its key, an item is positioned here.
    fn enter(&mut self, position: Position) -> PointerHash {
        let pointer = match self.open.last_mut() {
            Some(Open::Object { pointer, key }) => return key.unwrap_or(*pointer),
            Some(Open::List { pointer, next }) => {
                let item = pointer.child(&next.to_string());
                *next += 1;
                item
            }
            None => PointerHash::ROOT,
        };
        self.positions.push((pointer, position));
        pointer
    }

    fn leave(&mut self) {
        if let Some(Open::Object { key, .. }) = self.open.last_mut() {
            *key = None;
        }
    }
}
