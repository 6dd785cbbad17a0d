//! Names of operations, and path items behind references.
//!
//! An `operationId` of other characters becomes its words, joined by `_`; one that starts with a digit is preceded
//! by the method. An operation without one is named by its method and path: `GET /pets/{id}` is `getPetsById`, each
//! label is preceded by `By`, and everything but letters and digits separates words. Operations that share an id,
//! be it one that differs in case and symbols only, have the method and the path appended, all of them: names depend
//! on the operation alone, never on its position. Names that are equal even then, as those of `/a-b` and `/a/b`, end
//! with a hash of method and path. One that is renamed and has no documentation keeps the name that the document has
//! for it as its summary.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::openapi::report::Report;
use crate::openapi::types::shape_name;
use crate::openapi::walk::{self, PathOperation};
use crate::pointer::Pointer;
use crate::service::folded;

/// Copies each path item that is referred to.
pub(super) fn inline_path_items(document: &mut Value) {
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return;
    };
    let mut found = Vec::new();
    for (path, item) in paths {
        let Some(item) =
            item.as_object().filter(|item| item.get("$ref").is_some_and(Value::is_string))
        else {
            continue;
        };
        let mut whole = item.clone();
        let mut next = item.get("$ref").and_then(Value::as_str).map(str::to_owned);
        for _ in 0..walk::MAX_CHAIN {
            let target = next.take().and_then(|reference| Pointer::parse(&reference));
            let Some(target) = target.as_ref().and_then(|target| target.resolve(document)) else {
                break;
            };
            for (key, value) in target.as_object().into_iter().flatten() {
                if key == "$ref" {
                    next = value.as_str().map(str::to_owned);
                } else if !whole.contains_key(key) {
                    whole.insert(key.clone(), value.clone());
                }
            }
            if next.is_none() {
                whole.shift_remove("$ref");
                break;
            }
        }
        // A reference that leads nowhere is reported.
        if !whole.contains_key("$ref") {
            found.push((path.clone(), whole));
        }
    }
    for (path, item) in found {
        if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
            paths.insert(path, Value::Object(item));
        }
    }
}

/// An operation and its name.
#[derive(Clone)]
struct Named {
    path: String,
    method: String,
    id: Option<String>,
    name: String,
}

impl Named {
    /// Its id, method and path.
    fn place(&self) -> String {
        let (method, path) = (self.method.to_uppercase(), &self.path);
        match &self.id {
            Some(id) => format!("`{id}` of {method} {path}"),
            None => format!("{method} {path} without an id"),
        }
    }

    /// The pointer to its id.
    fn pointer(&self) -> Pointer {
        let paths = Pointer::root().child("paths");
        paths.child(&self.path).child(&self.method).child("operationId")
    }
}

/// Operations that share an id: for each of them where they are, and the names that they have instead.
#[derive(Default)]
pub(crate) struct SharedIds(Vec<Vec<Named>>);

impl SharedIds {
    /// Those of the named operations whose first names, before they were made unique, were equal.
    fn of(operations: &[Named], first_names: Vec<String>) -> Self {
        let mut groups: IndexMap<String, Vec<Named>> = IndexMap::new();
        for (operation, name) in operations.iter().zip(first_names) {
            groups.entry(name).or_default().push(operation.clone());
        }
        let is_shared =
            |group: &Vec<Named>| group.len() > 1 && group.iter().any(|one| one.id.is_some());
        Self(groups.into_values().filter(is_shared).collect())
    }

    /// Reports one warning for each id of which an operation is `selected`, by its path and method.
    pub(crate) fn report(self, selected: impl Fn(&str, &str) -> bool, report: &mut Report<'_>) {
        const SHOWN: usize = 4;
        let is_selected = |one: &Named| selected(&one.path, &one.method);
        for group in self.0.iter().filter(|group| group.iter().any(is_selected)) {
            let listed = |each: fn(&Named) -> String| {
                let mut shown: Vec<String> = group.iter().take(SHOWN).map(each).collect();
                match group.len() - shown.len() {
                    0 => {}
                    more => shown.push(format!("{more} more")),
                }
                let last = shown.pop().unwrap_or_default();
                format!("{} and {last}", shown.join(", "))
            };
            let with_id = group.iter().skip(1).chain(group).find(|one| one.id.is_some());
            let pointer = with_id.map(Named::pointer).unwrap_or_default();
            report
                .warning("duplicate-operation-id", &pointer)
                .found(format!("operations with one name: {}", listed(Named::place)))
                .expected("an `operationId` for each that differs in more than case and symbols")
                .remedy(format!(
                    "set other ids with an overlay; until then they are named {}",
                    listed(|one| format!("`{}`", one.name))
                ));
        }
    }
}

/// Gives every operation a unique name, and returns those that share an id.
pub(super) fn name(document: &mut Value) -> SharedIds {
    let mut operations = operations(document);
    let first_names = operations.iter().map(|operation| folded(&operation.name)).collect();
    count_duplicates(&mut operations, |operation| {
        let derived = derived(&operation.method, &operation.path);
        match &operation.id {
            Some(id) => shape_name(id, &derived),
            None => operation.name.clone(),
        }
    });
    count_duplicates(&mut operations, |operation| {
        let hash = hash(&format!("{} {}", operation.method, operation.path));
        format!("{}{hash:06x}", operation.name)
    });
    let shared = SharedIds::of(&operations, first_names);
    for operation in operations {
        if operation.id.as_ref() == Some(&operation.name) {
            continue;
        }
        let item = document.get_mut("paths").and_then(|paths| paths.get_mut(&operation.path));
        let described = item.and_then(|item| item.get_mut(&operation.method));
        if let Some(described) = described.and_then(Value::as_object_mut) {
            let is_text = |key: &str| {
                described
                    .get(key)
                    .and_then(Value::as_str)
                    .is_some_and(|text| !text.trim().is_empty())
            };
            if !is_text("summary") && !is_text("description") {
                described.insert("summary".to_owned(), json!(as_written(&operation)));
            }
            described.insert("operationId".to_owned(), json!(operation.name));
        }
    }
    shared
}

/// An operation without documentation in the words of the document: its id, or its method and path.
fn as_written(operation: &Named) -> String {
    let written = operation.id.clone();
    let written = written
        .unwrap_or_else(|| format!("{} {}", operation.method.to_uppercase(), operation.path));
    format!("The operation `{written}`.")
}

fn operations(document: &Value) -> Vec<Named> {
    let operations = walk::operations(document).filter(|operation| operation.value.is_object());
    let named = operations.map(|PathOperation { path, method, value, .. }| {
        let id = value.get("operationId").and_then(Value::as_str);
        let id = id.filter(|id| id.chars().any(|c| c.is_ascii_alphanumeric()));
        Named {
            path: path.to_owned(),
            method: method.to_owned(),
            name: id.map_or_else(|| derived(method, path), |id| identifier(id, method)),
            id: id.map(str::to_owned),
        }
    });
    named.collect()
}

/// Renames all operations whose names are not unique.
fn count_duplicates(operations: &mut [Named], rename: impl Fn(&Named) -> String) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for operation in operations.iter() {
        *count.entry(folded(&operation.name)).or_default() += 1;
    }
    let duplicates: HashSet<String> =
        count.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    for operation in operations {
        if duplicates.contains(&folded(&operation.name)) {
            operation.name = rename(operation);
        }
    }
}

/// The id, if it is a name, otherwise its words.
fn identifier(id: &str, method: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_part) {
        return id.to_owned();
    }
    let words: Vec<_> = id.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    let name = name.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name.to_owned(),
        false => shape_name(method, name),
    }
}

/// The name by method and path: `getPetsById`.
fn derived(method: &str, path: &str) -> String {
    let mut name = method.to_owned();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let (literal, label) = rest.split_at(open);
        name = shape_name(&name, literal);
        let (label, after) = label[1..].split_once('}').unwrap_or((&label[1..], ""));
        name = shape_name(&shape_name(&name, "By"), label);
        rest = after;
    }
    shape_name(&name, rest)
}

/// FNV-1a, of which 24 bits tell the operations of a document apart.
fn hash(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 24)) & 0x00ff_ffff
}
