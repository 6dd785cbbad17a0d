//! The changes by overlays, so that every value can be traced to the text in which it is written.

use crate::pointer::Pointer;

/// One change to the document. Pointers are those of the moment of the change.
#[derive(Clone, Debug)]
enum Edit {
    /// The value at `at`, with all values in it, came from `from` in another text.
    Write { at: Pointer, text: usize, from: Pointer },
    /// The items behind this index of this list moved up by one.
    RemoveItem { list: Pointer, index: usize },
}

/// All changes, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    edits: Vec<Edit>,
    /// How many values the overlays have added so far.
    pub(super) added: usize,
}

impl Edits {
    pub(super) fn write(&mut self, at: Pointer, text: usize, from: Pointer) {
        self.edits.push(Edit::Write { at, text, from });
    }

    /// Removing a member moves nothing and needs no record; removing an item does.
    pub(super) fn remove_item(&mut self, list: Pointer, index: usize) {
        self.edits.push(Edit::RemoveItem { list, index });
    }

    /// The text (0 is the document, 1 the first overlay) and the pointer in it that a value of the
    /// merged document came from: the changes undone from the last to the first.
    pub(super) fn origin(&self, pointer: &Pointer) -> (usize, Pointer) {
        let mut pointer = pointer.clone();
        for edit in self.edits.iter().rev() {
            match edit {
                Edit::Write { at, text, from } => {
                    if let Some(inside) = pointer.below(at) {
                        return (*text, inside.fold(from.clone(), |to, token| to.child(token)));
                    }
                }
                Edit::RemoveItem { list, index } => {
                    pointer = shifted(&pointer, list, *index).unwrap_or(pointer);
                }
            }
        }
        (0, pointer)
    }
}

/// The pointer as it was before that item of the list was removed; `None` if it is the same.
fn shifted(pointer: &Pointer, list: &Pointer, index: usize) -> Option<Pointer> {
    let mut inside = pointer.below(list)?;
    let item = inside.next()?.parse::<usize>().ok().filter(|item| *item >= index)?;
    Some(inside.fold(list.child(item + 1), |to, token| to.child(token)))
}
