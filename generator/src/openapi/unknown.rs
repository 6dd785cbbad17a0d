//! Checks of every keyword and extension against the keyword table.
//!
//! A keyword that the table does not have is a warning. An extension that it does not have is an error if an
//! overlay sets it, because overlays set extensions for this generator: a misspelt `x-sensitive` would print a
//! secret, and so would one in the wrong place. Documents are full of extensions for other tools, so that in a document only the misspelling of one
//! of the generator's is a warning; the others show in the loss report.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::extensions;
use super::keywords::{Next, NodeKind};
use super::report::Report;
use super::walk;
use crate::diagnostics::nearest;
use crate::pointer::Pointer;

/// Reports every keyword and extension without a row in the table of its part.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    let mut unknown = Unknown::default();
    walk::walk(document, &mut |pointer, kind, value| {
        let Some(members) = value.as_object() else {
            return;
        };
        check_part(pointer, kind, members, &mut unknown, report);
        for (key, _, next) in kind.keywords().iter().filter(|(_, _, next)| has_leaves(*next)) {
            if let Some(value) = members.get(*key) {
                check_leaves(&pointer.child(key), *next, value, &mut unknown, report);
            }
        }
    });
    unknown.report(report);
}

/// Unknown keywords: for each the first place and the number of places.
#[derive(Default)]
struct Unknown(IndexMap<(NodeKind, String), (Pointer, usize)>);

impl Unknown {
    fn add(&mut self, kind: NodeKind, key: &str, pointer: &Pointer) {
        let first = || (pointer.child(key), 0);
        self.0.entry((kind, key.to_owned())).or_insert_with(first).1 += 1;
    }

    fn report(self, report: &mut Report<'_>) {
        for ((kind, key), (pointer, count)) in self.0 {
            let times = match count {
                1 => String::new(),
                count => format!(", {count} times"),
            };
            report
                .warning("unknown-keyword", &pointer)
                .found(format!("the keyword `{key}` in {}{times}", kind.phrase()))
                .expected("keywords of OpenAPI, or extensions that start with `x-`")
                .remedy(match nearest_keyword(kind, &key) {
                    None if has_schema(kind) && NodeKind::Schema.keyword(&key).is_some() => {
                        "move it into `schema`; here it has no effect".to_owned()
                    }
                    similar => remedy(similar),
                });
        }
    }
}

/// Whether values of that kind of part are described by its `schema`.
fn has_schema(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Parameter | NodeKind::MediaType)
}

/// Whether there may be something under a keyword that the walk does not visit.
fn has_leaves(next: Next) -> bool {
    match next {
        Next::Nothing => false,
        Next::One(kind) => !kind.is_walked(),
        Next::Each(kind) => !kind.is_walked() || !kind.is_named("x-"),
    }
}

/// Checks the parts under a keyword that the walk does not visit, and the extensions among named parts.
fn check_leaves(
    pointer: &Pointer,
    next: Next,
    value: &Value,
    unknown: &mut Unknown,
    report: &mut Report<'_>,
) {
    let mut leaf = |pointer: &Pointer, kind: NodeKind, value: &Value| {
        if let (false, Some(members)) = (kind.is_walked(), value.as_object()) {
            check_part(pointer, kind, members, unknown, report);
        }
    };
    match (next, value) {
        (Next::One(kind), value) => leaf(pointer, kind, value),
        (Next::Each(kind), Value::Array(items)) if !kind.is_walked() => {
            for (index, item) in items.iter().enumerate() {
                leaf(&pointer.child(index), kind, item);
            }
        }
        (Next::Each(kind), Value::Object(named)) => {
            let map =
                if kind == NodeKind::PathItem { NodeKind::Paths } else { NodeKind::Responses };
            for name in named.keys().filter(|name| !kind.is_named(name)) {
                check_extension(&pointer.child(name), map, name, report);
            }
        }
        _ => {}
    }
}

fn check_part(
    pointer: &Pointer,
    kind: NodeKind,
    members: &Map<String, Value>,
    unknown: &mut Unknown,
    report: &mut Report<'_>,
) {
    for key in members.keys().filter(|key| kind.keyword(key).is_none()) {
        let is_meant = || {
            let pointer = pointer.child(key);
            spelling(key).starts_with("x-")
                && (report.is_of_overlay(&pointer) || nearest_extension(key).is_some())
        };
        if key.starts_with("x-") || is_meant() {
            check_extension(&pointer.child(key), kind, key, report);
        } else if !matches!(kind, NodeKind::Header | NodeKind::Origin)
            && !report.leaves_out(&pointer.child(key))
        {
            // Nothing is read of headers and origins.
            unknown.add(kind, key, pointer);
        }
    }
}

/// The keyword or extension of that kind of part whose name is nearest.
pub(super) fn nearest_keyword(kind: NodeKind, name: &str) -> Option<&'static str> {
    nearest(name, kind.keywords().iter().map(|(keyword, _, _)| *keyword))
}

/// An extension as its name is compared: `X_Sensitive` is meant as `x-sensitive`.
fn spelling(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

/// The extension of the generator whose name is nearest.
fn nearest_extension(name: &str) -> Option<&'static str> {
    let name = spelling(name);
    let same = extensions::names().find(|known| spelling(known) == name);
    same.or_else(|| {
        // Without the prefix, which all have in common.
        let bare = |name: &'static str| name.trim_start_matches("x-");
        let similar = nearest(name.trim_start_matches("x-"), extensions::names().map(bare))?;
        extensions::names().find(|known| bare(known) == similar)
    })
}

fn check_extension(pointer: &Pointer, kind: NodeKind, name: &str, report: &mut Report<'_>) {
    if extensions::is_known(name) {
        let owners = NodeKind::ALL.into_iter().filter(|owner| owner.keyword(name).is_some());
        let owners: Vec<_> = owners.map(NodeKind::phrase).collect();
        let draft = match report.is_of_overlay(pointer) {
            true => report.error("misplaced-extension", pointer),
            false => report.warning("misplaced-extension", pointer),
        };
        draft
            .found(format!("`{name}` on {}", kind.phrase()))
            .expected(format!("it on {}", owners.join(" or ")))
            .remedy("move it there; here it has no effect");
        return;
    }
    let similar = nearest_extension(name);
    let is_of_overlay = report.is_of_overlay(pointer);
    let draft = match (is_of_overlay, similar) {
        (true, _) => report.error("unknown-extension", pointer),
        (false, Some(_)) => report.warning("unknown-extension", pointer),
        (false, None) => return,
    };
    draft
        .found(format!("the extension `{name}` on {}", kind.phrase()))
        .expected(match is_of_overlay {
            true => "extensions that the generator knows, in an overlay",
            false => "an extension that the generator knows, or a name that is not similar to that of one",
        })
        .remedy(remedy(similar));
}

/// The remedy for a name without a row, with the nearest one that has a row.
fn remedy(similar: Option<&str>) -> String {
    match similar {
        Some(similar) => format!("write `{similar}` if intended, or remove it: it has no effect"),
        None => "remove it; it has no effect".to_owned(),
    }
}
