//! Streams of events without async.

use std::fmt;

use super::{EventOperation, Events};
use crate::blocking::next;

/// A stream of events as a blocking iterator, from [`Events::blocking`].
///
/// Each event blocks the thread until it arrives. The iterator ends after an error.
#[must_use = "events are received by iterating"]
pub struct BlockingEvents<O: EventOperation>(Option<Events<O>>);

impl<O: EventOperation> Events<O> {
    /// Converts the stream into a blocking iterator. Requires the feature `blocking`.
    pub fn blocking(self) -> BlockingEvents<O> {
        BlockingEvents(Some(self))
    }
}

impl<O: EventOperation> Iterator for BlockingEvents<O> {
    type Item = Result<O::Event, O::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next(&mut self.0, O::META.name)
    }
}

impl<O: EventOperation> fmt::Debug for BlockingEvents<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingEvents").field(&self.0).finish()
    }
}
