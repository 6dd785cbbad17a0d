//! A source together with its positions, which are looked up only when somebody asks.

use std::sync::OnceLock;

use super::{Pointer, Source, json, positions::Positions};
use crate::diagnostics::Place;

#[derive(Debug)]
pub(super) struct Text {
    pub(super) source: Source,
    positions: OnceLock<Positions>,
}

impl Text {
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            positions: OnceLock::new(),
        }
    }

    pub(super) fn place(&self, pointer: &Pointer) -> Place {
        // The place of the whole text is asked for when it is no document at all, however long it is.
        if *pointer == Pointer::root()
            && let Some(mark) = json::start(&self.source)
        {
            return mark.in_file(&self.source.name);
        }
        let positions = self.positions.get_or_init(|| Positions::of(&self.source));
        positions.find(pointer).in_file(&self.source.name)
    }
}
