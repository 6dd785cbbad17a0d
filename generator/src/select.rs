//! The selection of operations: of a document with hundreds of them, those that a program calls.
//!
//! Operations that are not selected are removed from the document after its overlays are applied, before anything
//! else is read. Names that are derived from method and path are written down first, so that no name depends on the
//! selection. Types that no operation reaches are not generated anyway.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, nearest};
use crate::document::Document;
use crate::openapi;
use crate::openapi::report::Report;
use crate::pointer::Pointer;
use crate::service::folded;

/// The operations that are generated: those of any of these. An empty selection is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of operations, as in the document or as the generator derives them; one string may have several with
    /// commas between them.
    pub operations: Vec<String>,
    /// Tags of operations; one string may have several with commas between them. A comma in a tag of the document is
    /// part of it.
    pub tags: Vec<String>,
    /// Paths, in which `*` stands for any characters.
    pub paths: Vec<String>,
}

impl Selection {
    /// Whether all operations are generated.
    pub fn is_all(&self) -> bool {
        self.operations.is_empty() && self.tags.is_empty() && self.paths.is_empty()
    }
}

/// The flags of the command: `--tags pets --paths '/stores/*'`.
impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@');
        let mut separator = "";
        for (flag, values) in
            [("operations", &self.operations), ("tags", &self.tags), ("paths", &self.paths)]
        {
            for value in values {
                match value.chars().all(is_plain) {
                    true => write!(f, "{separator}--{flag} {value}")?,
                    false => write!(f, "{separator}--{flag} '{}'", value.replace('\'', r"'\''"))?,
                }
                separator = " ";
            }
        }
        Ok(())
    }
}

/// An operation of the document.
struct Candidate {
    path: String,
    method: String,
    name: String,
    tags: Vec<String>,
}

/// Removes the operations that are not selected, and returns the selection with one name or tag in each string. A part
/// of the selection that matches nothing is an error.
pub(crate) fn select(
    document: &mut Document,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Selection {
    if selection.is_all() {
        return Selection::default();
    }
    // What cannot be read is reported when it is read.
    let mut unread = Diagnostics::default();
    if !openapi::is_readable(&document.value, &mut Report::new(&document.sources, &mut unread)) {
        return selection.clone();
    }
    let shared_ids = openapi::name_operations(&mut document.value);
    // An operation that is selected may refer to a part of one that is not.
    openapi::name_targets(&mut document.value);
    let candidates = candidates(&document.value);
    let selection = separated(selection, &candidates);
    let mut selected = BTreeSet::new();
    let mut report = Report::new(&document.sources, diagnostics);
    let names = candidates.iter().map(|one| one.name.as_str());
    let tags = candidates.iter().flat_map(|one| one.tags.iter().map(String::as_str));
    let paths = candidates.iter().map(|one| one.path.as_str());
    let has_name = |one: &Candidate, name: &str| folded(&one.name) == folded(name);
    let has_tag = |one: &Candidate, tag: &str| one.tags.iter().any(|other| other == tag);
    let is_at = |one: &Candidate, pattern: &str| matches(pattern, &one.path);
    let mut add = |what,
                   wanted: &[String],
                   known: BTreeSet<&str>,
                   fits: &dyn Fn(&Candidate, &str) -> bool| {
        for wanted in wanted {
            let found = candidates.iter().enumerate().filter(|(_, one)| fits(one, wanted));
            let found: Vec<usize> = found.map(|(at, _)| at).collect();
            selected.extend(&found);
            if found.is_empty() {
                unmatched(what, wanted, &known, &mut report);
            }
        }
    };
    add("operation", &selection.operations, names.collect(), &has_name);
    add("tag", &selection.tags, tags.collect(), &has_tag);
    add("path", &selection.paths, paths.collect(), &is_at);
    if !report.has_errors() {
        let kept = candidates.iter().enumerate().filter(|(at, _)| selected.contains(at));
        let kept: BTreeSet<(&str, &str)> =
            kept.map(|(_, one)| (one.path.as_str(), one.method.as_str())).collect();
        shared_ids.report(|path, method| kept.contains(&(path, method)), &mut report);
        remove(&mut document.value, &candidates, &selected, &selection.paths);
    }
    document.sources.update(&document.value);
    selection
}

/// The selection with one name or tag in each string.
fn separated(selection: &Selection, candidates: &[Candidate]) -> Selection {
    let names = selection.operations.iter().flat_map(|names| names.split(','));
    let tags: BTreeSet<&str> =
        candidates.iter().flat_map(|one| one.tags.iter().map(String::as_str)).collect();
    Selection {
        operations: names.map(|name| name.trim().to_owned()).collect(),
        tags: selection.tags.iter().flat_map(|list| separate_tags(list, &tags)).collect(),
        paths: selection.paths.clone(),
    }
}

/// The tags in a list with commas between them: each is the longest that the document has.
fn separate_tags(list: &str, known: &BTreeSet<&str>) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = Some(list.trim());
    while let Some(list) = rest {
        let ends = list.match_indices(',').map(|(at, _)| at).chain([list.len()]);
        let ends: Vec<usize> = ends.collect();
        let longest = ends.iter().rev().find(|end| known.contains(list[..**end].trim()));
        let end = longest.or(ends.first()).copied().unwrap_or(list.len());
        tags.push(list[..end].trim().to_owned());
        rest = list.get(end + 1..);
    }
    tags
}

fn candidates(document: &Value) -> Vec<Candidate> {
    let found = openapi::walk::operations(document).map(|operation| {
        let name = operation.value.get("operationId").and_then(Value::as_str);
        let tags = operation.value.get("tags").and_then(Value::as_array).into_iter().flatten();
        Candidate {
            path: operation.path.to_owned(),
            method: operation.method.to_owned(),
            name: name.unwrap_or_default().to_owned(),
            tags: tags.filter_map(Value::as_str).map(|tag| tag.trim().to_owned()).collect(),
        }
    });
    found.collect()
}

fn unmatched(what: &str, wanted: &str, known: &BTreeSet<&str>, report: &mut Report<'_>) {
    let nearest = nearest(wanted, known.iter().copied());
    let examples: Vec<_> = known.iter().take(5).map(|one| format!("`{one}`")).collect();
    let more = if known.len() > examples.len() { " …" } else { "" };
    report
        .error("unknown-selection", &Pointer::root().child("paths"))
        .found(format!("the selected {what} `{wanted}`, which the document does not have"))
        .expected(match examples.is_empty() {
            true => format!("no {what}: the operations have none"),
            false => format!("one of its {what}s: {}{more}", examples.join(", ")),
        })
        .remedy(match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => {
                "select the operations with `--paths` or `--operations`".to_owned()
            }
            None => format!("correct the {what}, or remove it from the selection"),
        });
}

fn remove(
    document: &mut Value,
    candidates: &[Candidate],
    selected: &BTreeSet<usize>,
    patterns: &[String],
) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    let mut kept = BTreeSet::new();
    for (at, one) in candidates.iter().enumerate() {
        if selected.contains(&at) {
            kept.insert(one.path.as_str());
        } else if let Some(item) = paths.get_mut(&one.path).and_then(Value::as_object_mut) {
            item.shift_remove(&one.method);
        }
    }
    paths.retain(|path, _| kept.contains(path.as_str()) || path.starts_with("x-"));
    // Operations of other methods, which are not generated, cannot be selected by name: those of a selected path are reported.
    for (path, item) in paths {
        let item = item.as_object_mut().filter(|_| !patterns.iter().any(|it| matches(it, path)));
        if let Some(item) = item {
            item.retain(|key, _| key != "query" && key != "additionalOperations");
        }
    }
}

/// Whether a path matches a pattern in which `*` stands for any characters.
fn matches(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let Some(mut left) = path.strip_prefix(start) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        match left.split_once(part) {
            Some((_, after)) => left = after,
            None => return false,
        }
    }
    left.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Source, load};

    const DOCUMENT: &str = r##"
openapi: 3.0.0
info: {title: Shop, version: "1"}
servers: [{url: "https://example.com"}]
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: "#/components/schemas/Owner"}}}
    Owner: {type: object, properties: {name: {type: string}}}
    Order: {type: object, properties: {price: {$ref: "#/components/schemas/Price"}}}
    Price: {type: object, properties: {amount: {type: string}}}
paths:
  /pets:
    get:
      operationId: list
      tags: [pets]
      responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
    post: {tags: [pets, admin, "pets, new"], responses: {"204": {description: Done.}}}
  /orders:
    get:
      operationId: list
      tags: [orders]
      responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
  /orders/{id}/items:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: items, responses: {"204": {description: Done.}}}
"##;

    /// The names of the operations and types of the crate, or the diagnostics.
    fn selected(selection: Selection) -> Result<(Vec<String>, Vec<String>), String> {
        selected_of(DOCUMENT, selection)
    }

    fn selected_of(text: &str, selection: Selection) -> Result<(Vec<String>, Vec<String>), String> {
        let source = Source { name: "a.yaml".to_owned(), text: text.into() };
        let mut diagnostics = Diagnostics::default();
        let mut document = load(&source, &[], &mut diagnostics).unwrap();
        select(&mut document, &selection, &mut diagnostics);
        let service = crate::interpret(&document, &mut diagnostics);
        match service.filter(|_| !diagnostics.has_errors()) {
            Some(service) => {
                let krate = crate::rust::lower(&service, "shop");
                let names = service.operations.into_iter().map(|operation| operation.name);
                let types = krate.types.iter().map(|module| module.item.name().to_string());
                Ok((names.collect(), types.collect()))
            }
            None => Err(diagnostics.iter().map(|one| format!("{one}\n")).collect()),
        }
    }

    fn strings(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    fn of(operations: &[&str], tags: &[&str], paths: &[&str]) -> Selection {
        let (operations, tags, paths) = (strings(operations), strings(tags), strings(paths));
        Selection { operations, tags, paths }
    }

    #[test]
    fn names_tags_and_paths_are_a_union_and_unused_types_are_left_out() {
        let all = strings(&["listGetPets", "postPets", "listGetOrders", "items"]);
        assert_eq!(selected(Selection::default()).unwrap().0, all);
        for (selection, names, types) in [
            (of(&["items"], &[], &[]), &["items"][..], &[][..]),
            // The name is the same as without a selection.
            (of(&["list_get_orders"], &[], &[]), &["listGetOrders"], &["Price"]),
            (of(&[], &["pets"], &[]), &["listGetPets", "postPets"], &["Owner"]),
            (of(&[], &[], &["/orders*"]), &["listGetOrders", "items"], &["Price"]),
            (of(&[], &[], &["/orders/*/items"]), &["items"], &[]),
            (
                of(&["items"], &["admin"], &["/orders"]),
                &["postPets", "listGetOrders", "items"],
                &["Price"],
            ),
        ] {
            let shown = selection.to_string();
            let expected = (strings(names), strings(types));
            assert_eq!(selected(selection), Ok(expected), "{shown}");
        }
    }

    #[test]
    fn a_part_of_an_operation_that_is_not_selected_is_kept_where_it_is_referred_to() {
        let document = r##"
openapi: 3.0.0
info: {title: Orders, version: '1'}
servers: [{url: "https://orders.example.com"}]
paths:
  /a: {get: {operationId: getA, responses: {'401': {description: No.}, '200': {description: A., content: {application/json: {schema: {type: object, properties: {price: {type: integer}}}}}}}}}
  /b:
    get:
      operationId: getB
      responses:
        '200': {$ref: '#/paths/~1a/get/responses/200'}
        '401': {$ref: '#/paths/~1a/get/responses/401'}
"##;
        let (names, _) = selected_of(document, of(&["getB"], &[], &[])).unwrap();
        assert_eq!(names, ["getB"]);
    }

    #[test]
    fn operations_of_other_methods_are_reported_where_their_path_is_selected() {
        let text = "{openapi: 3.2.0, info: {title: A, version: '1'}, servers: [{url: 'https://a.example'}], paths: {\
             /a: {get: {operationId: getA, responses: {'204': {}}}, query: {responses: {'204': {}}}}}}";
        let source = Source { name: "a.yaml".to_owned(), text: text.into() };
        let codes = |selection| {
            let input = crate::Input { selection, ..crate::Input::of(source.clone()) };
            let found = crate::check(&input, false).diagnostics;
            found.iter().map(|each| each.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(of(&["getA"], &[], &[])), <[&str; 0]>::default());
        assert_eq!(codes(of(&[], &[], &["/a"])), ["unsupported-method"]);
    }

    #[test]
    fn a_comma_separates_unless_a_tag_of_the_document_has_it() {
        for (list, expected) in [
            ("pets,orders", &["pets", "orders"][..]),
            ("orders, pets, new", &["orders", "pets, new"]),
            ("pets, new,admin", &["pets, new", "admin"]),
            ("pets,new", &["pets", "new"]),
            ("admin,", &["admin", ""]),
        ] {
            let known = BTreeSet::from(["pets", "pets, new", "orders", "admin"]);
            assert_eq!(separate_tags(list, &known), expected);
        }
        let (names, _) = selected(of(&["items, listGetOrders"], &["pets, new"], &[])).unwrap();
        assert_eq!(names, ["postPets", "listGetOrders", "items"]);
    }

    #[test]
    fn what_matches_nothing_is_an_error_with_the_nearest_name() {
        let errors = selected(of(&["itms"], &["pet"], &["/order"])).unwrap_err();
        for expected in ["did you mean `items`?", "did you mean `pets`?", "did you mean `/orders`?"]
        {
            assert!(errors.contains(expected), "{errors}");
        }
        assert_eq!(errors.matches("unknown-selection").count(), 3, "{errors}");
        let untagged = DOCUMENT.replace("tags: [", "x-tags: [");
        let errors = selected_of(&untagged, of(&[], &["pets"], &[])).unwrap_err();
        assert!(errors.contains("select the operations with `--paths`"), "{errors}");
    }

    #[test]
    fn a_pattern_matches_whole_paths() {
        for (pattern, path, expected) in [
            ("/a", "/a", true),
            ("/a", "/a/b", false),
            ("/a/*", "/a/b/c", true),
            ("/a/*", "/a", false),
            ("*", "/a", true),
            ("*/b/*", "/a/b/c", true),
            ("/a*a", "/a", false),
            ("/*/{id}", "/x/{id}", true),
            ("/*/{id}", "/x/{id}/y", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_selection_is_shown_as_the_flags_of_the_command() {
        let selection = of(&["a"], &["It's"], &["/a/*", "/b"]);
        let shown = r"--operations a --tags 'It'\''s' --paths '/a/*' --paths /b";
        assert_eq!(selection.to_string(), shown);
        assert!(Selection::default().is_all());
    }
}
