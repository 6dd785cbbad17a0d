//! The target of an action: a JSONPath, what it selects, and the nearest name where it selects nothing.

use std::collections::HashSet;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::document::syntax::quote;
use crate::pointer::Pointer;

/// How deep brackets may be nested in a JSONPath. The time to read one doubles with each nested
/// filter; real ones have two or three.
const MAX_NESTING: usize = 10;

/// A target that is a JSONPath.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) text: String,
    path: JsonPath,
}

/// Why a string is not a JSONPath.
pub(super) struct Fault {
    pub(super) found: String,
    pub(super) remedy: String,
}

impl Target {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let fault = |found: String, remedy: &str| Fault {
            found: format!("{}, which {found}", quote(text)),
            remedy: remedy.to_owned(),
        };
        if nesting(text) > MAX_NESTING {
            let found = format!("is nested more than {MAX_NESTING} levels deep");
            return Err(fault(found, "use a simpler target, or several actions"));
        }
        let error = match JsonPath::parse(text) {
            Ok(path) => {
                return Ok(Self { text: text.to_owned(), path });
            }
            Err(error) => error,
        };
        let rest = text.get(error.position()..).unwrap_or_default();
        let unread = format!("cannot be read from {} on", quote(rest));
        Err(if !text.starts_with('$') {
            fault("does not start with `$`".to_owned(), "start with `$`, the whole document")
        } else if rest.matches('[').count() > rest.matches(']').count() || rest.is_empty() {
            let remedy = "end with a name, and close every bracket and quote";
            fault("ends too early".to_owned(), remedy)
        } else if rest.starts_with(['-', '.', '[', '/']) {
            let remedy = "put names with other characters than letters, digits and `_` in \
                          brackets and quotes: `$.paths['/pets']['x-name']`";
            fault(unread, remedy)
        } else {
            let remedy = "correct the target; names in filters start with `@`, and text in them \
                          stands in quotes: `[?@.name == 'limit']`";
            fault(unread, remedy)
        })
    }

    /// What it selects, each once, in the order of the query.
    pub(super) fn select(&self, value: &Value) -> Vec<Pointer> {
        let mut seen = HashSet::new();
        self.path
            .query_located(value)
            .iter()
            .filter_map(|node| Pointer::parse(&node.location().to_json_pointer()))
            .filter(|pointer| seen.insert(pointer.clone()))
            .collect()
    }

    /// For a target that selects nothing: how far it does match, and the name that comes nearest
    /// to the first one that does not.
    pub(super) fn miss(&self, value: &Value) -> (String, Option<String>) {
        let nothing = (format!("{}, which matches nothing", quote(&self.text)), None);
        let cuts = self.text.rmatch_indices(['.', '[']).map(|(at, _)| at).filter(|at| *at > 0);
        let matching = cuts.filter_map(|at| {
            let nodes = JsonPath::parse(&self.text[..at]).ok()?.query(value).all();
            (!nodes.is_empty()).then_some((at, nodes))
        });
        let Some((at, nodes)) = matching.take(1).next() else {
            return nothing;
        };
        let (prefix, rest) = self.text.split_at(at);
        let Some(name) = first_name(rest) else {
            return nothing;
        };
        let names = nodes.iter().filter_map(|node| node.as_object()).flat_map(|node| node.keys());
        let nearest = crate::diagnostics::nearest(name, names.map(String::as_str));
        let found = format!(
            "{}, which matches nothing: {} is there, but has no {}",
            quote(&self.text),
            quote(prefix),
            quote(name)
        );
        (found, nearest.map(str::to_owned))
    }
}

/// The name of the first segment of `.name…` or `['name']…`; `None` for anything else.
fn first_name(rest: &str) -> Option<&str> {
    if let Some(quoted) = rest.strip_prefix("['").or(rest.strip_prefix("[\"")) {
        return quoted.split(['\'', '"']).next();
    }
    let name = rest.strip_prefix('.')?.split(['.', '[']).next()?;
    (!name.is_empty() && name != "*").then_some(name)
}

fn nesting(text: &str) -> usize {
    let (mut now, mut most) = (0usize, 0);
    for bracket in text.chars() {
        match bracket {
            '(' | '[' => now += 1,
            ')' | ']' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}
