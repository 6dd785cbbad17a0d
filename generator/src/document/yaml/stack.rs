//! The state of reading YAML: objects and lists that are open, and values that have an anchor.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// What a value costs in memory besides its text, in bytes; roughly an entry of an object.
const NODE_COST: usize = 128;

/// A finished value: how many levels it has and what a copy of it costs in bytes.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) height: usize,
    pub(super) cost: usize,
}

impl Node {
    pub(super) fn scalar(value: Value) -> Self {
        let cost = NODE_COST + value.as_str().map_or(0, str::len);
        Self { value, height: 0, cost }
    }
}

/// The open objects and lists, each inside the one before.
#[derive(Default)]
pub(super) struct Stack(Vec<Frame>);

struct Frame {
    items: Items,
    anchor: usize,
    height: usize,
    cost: usize,
}

pub(super) enum Items {
    Object { members: Map<String, Value>, key: Option<String> },
    List(Vec<Value>),
}

impl Items {
    pub(super) fn object() -> Self {
        Self::Object { members: Map::new(), key: None }
    }

    pub(super) fn list() -> Self {
        Self::List(Vec::new())
    }
}

impl Stack {
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    pub(super) fn open(&mut self, items: Items, anchor: usize) {
        self.0.push(Frame { items, anchor, height: 0, cost: NODE_COST });
    }

    /// The innermost object or list, finished, with the anchor that it had.
    pub(super) fn close(&mut self) -> Option<(Node, usize)> {
        let frame = self.0.pop()?;
        let value = match frame.items {
            // A copy has no room for more, as in JSON.
            Items::Object { members, .. } => members.into_iter().collect(),
            Items::List(items) => Value::Array(items),
        };
        Some((Node { value, height: frame.height + 1, cost: frame.cost }, frame.anchor))
    }

    /// Puts a finished value into the innermost object or list; gives it back if there is none.
    pub(super) fn put(&mut self, node: Node) -> Option<Value> {
        let Some(frame) = self.0.last_mut() else {
            return Some(node.value);
        };
        frame.height = frame.height.max(node.height);
        frame.cost = frame.cost.saturating_add(node.cost);
        match &mut frame.items {
            Items::List(items) => items.push(node.value),
            Items::Object { members, key } => {
                if let Some(key) = key.take() {
                    frame.cost = frame.cost.saturating_add(key.len());
                    members.insert(key, node.value);
                }
            }
        }
        None
    }

    /// Whether the next value is the key of a member.
    pub(super) fn expects_key(&self) -> bool {
        matches!(self.0.last(), Some(Frame { items: Items::Object { key: None, .. }, .. }))
    }

    /// Sets the key of the next value; returns whether the object has it already.
    pub(super) fn key(&mut self, text: String) -> bool {
        match self.0.last_mut() {
            Some(Frame { items: Items::Object { members, key }, .. }) => {
                let twice = members.contains_key(&text);
                *key = Some(text);
                twice
            }
            _ => false,
        }
    }

    /// The pointer to the member or item that comes next.
    pub(super) fn pointer(&self) -> Pointer {
        self.0.iter().fold(Pointer::root(), |pointer, frame| match &frame.items {
            Items::Object { key: Some(key), .. } => pointer.child(key),
            Items::Object { key: None, .. } => pointer,
            Items::List(items) => pointer.child(items.len()),
        })
    }
}

/// What aliases may copy in all, in bytes of memory. A few lines of aliases of aliases would
/// otherwise become more than any machine holds.
pub(super) const MAX_COPIED: usize = 64 << 20;

/// Anchored values, and how much their aliases have copied.
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
        if self.copied > MAX_COPIED { Err(TooMuch) } else { Ok(()) }
    }
}
