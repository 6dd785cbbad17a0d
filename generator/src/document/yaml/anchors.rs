//! Anchored values, and how much their aliases may copy.

use std::collections::HashMap;

use super::stack::Node;

/// What aliases may copy in all, in bytes of memory. A few lines of aliases of aliases would
/// otherwise become more than any machine holds.
pub(super) const MAX_COPIED: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Anchors {
    nodes: HashMap<usize, Node>,
    copied: usize,
}

/// The aliases of the document copy more than [`MAX_COPIED`].
pub(super) struct TooMuch;

impl Anchors {
    /// Keeps a copy for the aliases to come; it counts as one.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node) -> Result<(), TooMuch> {
        self.count(node.cost)?;
        self.nodes.insert(anchor, node.clone());
        Ok(())
    }

    /// A copy for an alias. `None` while the anchored value is not complete.
    pub(super) fn copy(&mut self, anchor: usize) -> Result<Option<Node>, TooMuch> {
        let Some(cost) = self.nodes.get(&anchor).map(|node| node.cost) else {
            return Ok(None);
        };
        self.count(cost)?;
        Ok(self.nodes.get(&anchor).cloned())
    }

    fn count(&mut self, cost: usize) -> Result<(), TooMuch> {
        self.copied = self.copied.saturating_add(cost);
        if self.copied > MAX_COPIED {
            Err(TooMuch)
        } else {
            Ok(())
        }
    }
}
