//! Cargo features by tag: the operations of each tag are compiled with a feature of their own, and so are the types that
//! only these operations use.
//!
//! The examples of the documentation call operations of one feature, which is on by default.

use super::model::{Docs, Guide, OperationModule, RustCrate, TagFeatures};
use super::{docs, guide};
use crate::service::{Operation, Reached, Service, ShapeId};
use heck::ToKebabCase as _;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Names that features cannot have, because every crate has features or dependencies of these names.
const TAKEN: &[&str] = &[
    "aws-config",
    "aws-lc",
    "blocking",
    "cli",
    "default",
    "default-chain",
    "full",
    "http2",
    "jiff",
    "sdk-runtime",
    "serde",
    "testing",
    "tracing",
    "webpki-roots",
];

/// The feature of operations with neither a tag nor a path that names one.
const OTHERS: &str = "other";

/// A feature, and the positions of its operations.
type Feature = (Rc<str>, Vec<usize>);

/// Divides the operations of a crate, with their types and waiters, into features.
pub(crate) fn divide(krate: &mut RustCrate, service: &Service) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, operation) in service.operations.iter().enumerate() {
        by_name.entry(name(operation)).or_default().push(at);
    }
    let features: Vec<Feature> =
        by_name.into_iter().map(|(name, calls)| (name.into(), calls)).collect();
    let Some(default) = default(&features, &krate.operations) else {
        return;
    };
    for (feature, calls) in &features {
        let line = docs::feature(feature);
        for at in calls {
            let operation = &mut krate.operations[*at];
            operation.feature = Some(Rc::clone(feature));
            add_before_errors(&mut operation.docs, &line);
            operation.method_docs.0.extend([String::new(), line.clone()]);
            krate.calls[*at].feature = Some(Rc::clone(feature));
        }
    }
    let types = types(service, &features);
    // A crate has the types of its service that are reached, in the same order.
    let reached = service.shapes.keys().filter_map(|id| types.get(id));
    for (module, feature) in krate.types.iter_mut().zip(reached) {
        module.feature.clone_from(feature);
    }
    let waiters = service.waiters.iter().zip(&mut krate.waiters).zip(&mut krate.waits);
    for ((waiter, module), wait) in waiters {
        module.feature.clone_from(&waiter.operation.of(&krate.operations).feature);
        wait.feature.clone_from(&module.feature);
    }
    let guide =
        guide::lower(service, &krate.operations, &krate.errors, &krate.waiters, Some(&default));
    let names = features.iter().map(|(name, _)| Rc::clone(name)).collect();
    krate.guide = Guide { tasks: tasks(&features), ..guide };
    krate.features = Some(TagFeatures { names, default });
}

/// The name of the feature of an operation: its first tag, otherwise the first segment of its path. It depends on nothing
/// else, so that it stays when other operations are added.
fn name(operation: &Operation) -> String {
    let tag = operation.tag.as_deref().map(feature_words).filter(|name| !name.is_empty());
    let of_path = || feature_words(guide::resource_of(&operation.path).unwrap_or_default());
    match tag.unwrap_or_else(of_path) {
        name if name.is_empty() => OTHERS.to_owned(),
        name if TAKEN.contains(&name.as_str()) => format!("{name}-operations"),
        name => name,
    }
}

/// Words with `-` between them, of letters and digits that Cargo accepts in the name of a feature.
fn feature_words(words: &str) -> String {
    let is_accepted = |c: &char| c.is_alphabetic() || !c.is_alphanumeric() || c.is_ascii_digit();
    words.chars().filter(is_accepted).collect::<String>().to_kebab_case()
}

/// The feature whose operations the examples call: one that reads, lists and writes if there is such a feature, and has few
/// operations, because it is compiled by default.
fn default(features: &[Feature], operations: &[OperationModule]) -> Option<Rc<str>> {
    let rank = |(_, calls): &&Feature| {
        let shown = calls.iter().map(|at| &operations[*at]);
        let shown: Vec<_> = shown.filter(|operation| guide::is_simple(operation)).collect();
        let has = |kind: fn(&OperationModule) -> bool| shown.iter().any(|each| kind(each));
        let missing = [
            has(OperationModule::reads),
            has(|operation| !operation.reads()),
            has(|operation| operation.pagination.is_some()),
        ];
        (missing.iter().filter(|has| !**has).count(), calls.len())
    };
    features.iter().min_by_key(rank).map(|(name, _)| Rc::clone(name))
}

/// The feature of each type that is reached; `None` for those of several features, and those of errors, which are of all.
fn types(service: &Service, features: &[Feature]) -> HashMap<ShapeId, Option<Rc<str>>> {
    let Service { operations, errors, shapes, .. } = service;
    let of_errors = Reached::of_errors(operations, errors, shapes);
    let mut types: HashMap<ShapeId, Option<Rc<str>>> =
        of_errors.into_all().map(|id| (id, None)).collect();
    for (feature, calls) in features {
        let mut reached = Reached::default();
        for at in calls {
            reached.add(&operations[*at], shapes);
        }
        for id in reached.into_all().collect::<HashSet<_>>() {
            types.entry(id).and_modify(|of| *of = None).or_insert_with(|| Some(Rc::clone(feature)));
        }
    }
    types
}

/// The operations by feature, for the page of the crate.
fn tasks(features: &[Feature]) -> Vec<(String, Vec<usize>)> {
    let count: usize = features.iter().map(|(_, calls)| calls.len()).sum();
    if count > guide::MOST_GROUPED {
        return Vec::new();
    }
    features.iter().map(|(name, calls)| (format!("`{name}`"), calls.clone())).collect()
}

/// Adds a paragraph before the section of errors, which is the last.
fn add_before_errors(docs: &mut Docs, line: &str) {
    let lines = &mut docs.0;
    match lines.iter().rposition(|line| line == docs::ERRORS) {
        None => lines.extend([String::new(), line.to_owned()]),
        Some(at) => drop(lines.splice(at..at, [line.to_owned(), String::new()])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::lower;
    use crate::service::fixture::{member_of, operation, service, structure};
    use crate::service::{PathPart, Type};

    fn at(path: &str, tag: Option<&str>) -> Operation {
        Operation {
            tag: tag.map(str::to_owned),
            path: vec![PathPart::Literal(path.to_owned())],
            ..operation("Call", vec![], vec![])
        }
    }

    #[test]
    fn a_feature_is_named_after_the_tag_or_the_path() {
        for (path, tag, expected) in [
            ("/pets", Some("Pet Shops"), "pet-shops"),
            ("/pets", Some("users.calendarGroup"), "users-calendar-group"),
            ("/pets", Some("4k & more²"), "4k-more"),
            ("/pets", Some("Städte"), "städte"),
            ("/pets", Some("testing"), "testing-operations"),
            ("/v2/pets/", None, "pets"),
            ("/api/chat.post", Some("???"), "chat"),
            ("/full", None, "full-operations"),
            ("/", None, "other"),
        ] {
            assert_eq!(name(&at(path, tag)), expected, "{path} {tag:?}");
        }
    }

    #[test]
    fn types_of_one_feature_are_compiled_with_it() {
        let uses = |name: &str, tag: &str, id: &str| Operation {
            tag: Some(tag.to_owned()),
            ..operation(name, vec![], vec![member_of("it", Type::Named(id.to_owned()))])
        };
        let part = member_of("part", Type::Named("Part".to_owned()));
        let shapes = vec![
            structure("Own", vec![part.clone()]),
            structure("Other", vec![part]),
            structure("Part", vec![]),
            structure("Unused", vec![]),
        ];
        let operations = vec![
            uses("PutA", "a", "Own"),
            uses("PutAgain", "a", "Own"),
            uses("GetB", "b", "Other"),
            uses("PutB", "b", "Other"),
        ];
        let service = service(operations, shapes);
        let mut krate = lower(&service, "things-sdk");
        divide(&mut krate, &service);
        let types: Vec<_> =
            krate.types.iter().map(|module| (module.module.to_string(), &module.feature)).collect();
        let feature = |name: &str| Some(Rc::from(name));
        let expected = [("own", feature("a")), ("other", feature("b")), ("part", None)];
        let expected: Vec<_> =
            expected.iter().map(|(name, feature)| ((*name).to_owned(), feature)).collect();
        assert_eq!(types, expected);
        let features = krate.features.expect("the crate is divided");
        assert_eq!(features.default, "b".into(), "it reads and writes");
        let docs = krate.operations[0].method_docs.lines().join("\n");
        assert!(docs.ends_with("\n\nRequires the feature `a`."), "{docs}");
    }
}
