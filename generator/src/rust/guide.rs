//! The guides: the operations that their examples call, and the operations by task.

use super::docs::heading_of;
use super::model::{
    ErrorVariant, EventPlan, ExampleValue, Guide, GuideCall, OperationModule, WaiterModule,
};
use super::naming::plain;
use crate::service::{EventFormat, Operation, PathPart, Service};
use heck::ToSnakeCase as _;
use indexmap::IndexMap;
use proc_macro2::Ident;
use std::collections::HashMap;
use std::rc::Rc;

/// Variables of the guides' examples, which an argument must not shadow.
const VARIABLES: &[&str] = &[
    "attempt", "client", "error", "fake", "first", "given", "item", "items", "metrics", "network",
    "once", "output", "page", "pages", "rest", "saved", "short", "token", "waited",
];

/// The maximum number of operations that the crate's page lists by task, and by tag or path.
const MOST_OPERATIONS: usize = 200;
pub(super) const MOST_GROUPED: usize = 2000;

/// The heading of operations without a group.
const OTHERS: &str = "Other operations";

/// The maximum number of arguments in an example.
const MOST_ARGUMENTS: usize = 3;

/// Chooses the examples. `operations` are those of the service, in its order; those that examples call have the feature
/// `shown`.
pub(super) fn lower(
    service: &Service,
    operations: &[OperationModule],
    errors: &[ErrorVariant],
    waiters: &[WaiterModule],
    shown: Option<&Rc<str>>,
) -> Guide {
    let calls = service.operations.iter().zip(operations).enumerate();
    let calls = calls.filter(|(_, (_, module))| module.feature.as_ref() == shown);
    let possible = calls.filter_map(|(at, (operation, module))| {
        let example = module.example.as_ref().filter(|_| is_simple(module))?;
        let arguments = example.arguments.clone();
        let error = example_error(operation, errors);
        Some((operation, module, GuideCall { operation: at, arguments, error }))
    });
    let possible: Vec<_> = possible.collect();
    let call = possible.iter().min_by_key(|(_, module, call)| {
        let count = call.arguments.len();
        let is_list = module.pagination.is_some();
        (
            !module.output.has_default(),
            !module.reads(),
            call.error.is_none(),
            is_list,
            count == 0,
            count,
        )
    });
    let lists = possible.iter().filter(|(_, module, _)| module.pagination.is_some());
    let list = lists.min_by_key(|(_, module, call)| {
        let has_items = module.pagination.as_ref().is_some_and(|plan| plan.items.is_some());
        (!module.output.has_default(), !has_items, call.arguments.len())
    });
    let writes = possible.iter().filter(|(_, module, _)| !module.reads());
    let write = writes.min_by_key(|(_, module, call)| {
        let example = module.example.as_ref();
        let settings = example.map_or(0, |example| example.settings.len());
        let returned = example.and_then(|example| example.returned.as_ref());
        (settings == 0, returned.is_none(), call.arguments.len())
    });
    let streams = operations.iter().enumerate();
    let streams =
        streams.filter(|(_, module)| module.events.is_some() && module.feature.as_ref() == shown);
    let events = streams.min_by_key(|(_, module)| {
        let is_sent = |plan: &EventPlan| plan.format == EventFormat::ServerSent;
        (
            module.example.is_none(),
            module.deprecated,
            !module.events.as_deref().is_some_and(is_sent),
            module.arguments().count(),
        )
    });
    let waiters = waiters.iter().filter(|waiter| waiter.feature.as_ref() == shown);
    let wait = waiters
        .filter_map(|waiter| {
            let arguments = waiter.example.as_ref().filter(|arguments| are_simple(arguments))?;
            Some((waiter.method.clone(), arguments.clone()))
        })
        .min_by_key(|(_, arguments)| arguments.len());
    Guide {
        call: call.map(|(.., call)| call.clone()),
        list: list.map(|(.., call)| call.clone()),
        write: write.map(|(.., call)| call.clone()),
        wait,
        events: events.map(|(at, _)| at),
        details: errors.iter().find_map(|error| Some(error.details.as_ref()?.method.clone())),
        tasks: match (groups(service), operations.len()) {
            (Some(groups), 0..=MOST_GROUPED) => groups,
            (None, 0..=MOST_OPERATIONS) => tasks(operations),
            _ => Vec::new(),
        },
    }
}

/// Whether a guide can show a call of an operation.
pub(super) fn is_simple(module: &OperationModule) -> bool {
    let example = module.example.as_ref();
    let has_simple_arguments = example.is_some_and(|example| are_simple(&example.arguments));
    has_simple_arguments && !module.deprecated && !module.has_stream()
}

/// Whether arguments are few and scalar.
fn are_simple(arguments: &[(Ident, ExampleValue)]) -> bool {
    let fits = |(name, value): &(Ident, ExampleValue)| {
        let is_scalar = matches!(
            value,
            ExampleValue::String(_)
                | ExampleValue::Secret(_)
                | ExampleValue::Bool(_)
                | ExampleValue::Integer(_)
        );
        is_scalar && !VARIABLES.contains(&plain(name).as_str())
    };
    arguments.len() <= MOST_ARGUMENTS && arguments.iter().all(fits)
}

/// The error of an operation that a caller is most likely to handle: that of a missing resource, or the first.
fn example_error(operation: &Operation, errors: &[ErrorVariant]) -> Option<usize> {
    let listed = errors.iter().enumerate();
    let listed = listed.filter(|(_, error)| operation.errors.contains(&error.code));
    let (at, _) = listed.min_by_key(|(_, error)| !error.code.contains("NotFound"))?;
    Some(at)
}

/// The operations by tag, otherwise by path; those of AWS have neither.
fn groups(service: &Service) -> Option<Vec<(String, Vec<usize>)>> {
    tags(service).or_else(|| if service.aws.is_some() { None } else { paths(service) })
}

/// The operations by the first segment of their paths in which they differ, in the order in which segments occur.
/// `None` if that leaves most of them alone.
fn paths(service: &Service) -> Option<Vec<(String, Vec<usize>)>> {
    let all: Vec<_> = service.operations.iter().map(|each| segments(&each.path)).collect();
    let first = all.first()?;
    let shared = (0..first.len())
        .take_while(|at| all.iter().all(|segments| segments.get(*at) == first.get(*at)))
        .count();
    let mut groups: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (at, segments) in all.iter().enumerate() {
        let segment = segments.get(shared..).and_then(resource_segment);
        groups.entry(segment.unwrap_or_default()).or_default().push(at);
    }
    let (named, others): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|(segment, calls)| !segment.is_empty() && calls.len() > 1);
    let mut others: Vec<usize> = others.into_iter().flat_map(|(_, calls)| calls).collect();
    if others.len() * 2 > all.len() || named.len() < 2 {
        return None;
    }
    others.sort_unstable();
    let named = named.into_iter().map(|(segment, calls)| {
        let words: Vec<_> = segment.split(['_', '-']).map(str::to_owned).collect();
        (heading_of(&heading(&words)), calls)
    });
    let others = (!others.is_empty()).then(|| (OTHERS.to_owned(), others));
    Some(named.chain(others).collect())
}

/// The first segment of a path that names a resource.
pub(super) fn resource_of(path: &[PathPart]) -> Option<&str> {
    resource_segment(&segments(path))
}

/// The first segment that is not that of a version.
fn resource_segment<'a>(segments: &[&'a str]) -> Option<&'a str> {
    let mut rest = segments.iter().skip_while(|segment| is_prefix(segment));
    // A method in the style of RPC, `/chat.post`, is one of `chat`.
    rest.next()?.split(['.', ':']).next()
}

/// The segments of a path before its first label.
fn segments(path: &[PathPart]) -> Vec<&str> {
    let first = path.first().map_or("", |part| match part {
        PathPart::Literal(text) => text.as_str(),
        PathPart::Label(_) | PathPart::GreedyLabel(_) => "",
    });
    first.split('/').filter(|segment| !segment.is_empty()).collect()
}

/// Whether a segment names the API or its version, `v2`, and no resource.
fn is_prefix(segment: &str) -> bool {
    let version = segment.strip_prefix('v').unwrap_or_default();
    segment == "api" || version.starts_with(|c: char| c.is_ascii_digit())
}

/// The operations by tag, in the order in which tags occur. `None` if the operations have no tags.
fn tags(service: &Service) -> Option<Vec<(String, Vec<usize>)>> {
    let mut groups: IndexMap<Option<String>, Vec<usize>> = IndexMap::new();
    for (at, operation) in service.operations.iter().enumerate() {
        let tag = operation.tag.as_deref().map(heading_of);
        groups.entry(tag).or_default().push(at);
    }
    // Those without a tag are last.
    let others = groups.shift_remove(&None).map(|calls| (OTHERS.to_owned(), calls));
    let groups = groups.into_iter().filter_map(|(tag, calls)| Some((tag?, calls)));
    let groups: Vec<_> = groups.chain(others).collect();
    groups.iter().any(|(tag, _)| tag != OTHERS).then_some(groups)
}

/// The operations by the resource in their names, each group with the order of the crate: `GetStage` and
/// `ListStages` are operations on stages. One that is alone joins the resource with which its own begins, otherwise
/// that of another one whose last word is the same: `RevokeConnectionToken` that of `CreateParticipantToken`.
fn tasks(operations: &[OperationModule]) -> Vec<(String, Vec<usize>)> {
    let mut groups: IndexMap<Vec<String>, Vec<usize>> = IndexMap::new();
    for (at, module) in operations.iter().enumerate() {
        groups.entry(resource(&module.name.to_string())).or_default().push(at);
    }
    let large: Vec<Vec<String>> =
        groups.iter().filter(|(_, calls)| calls.len() > 1).map(|(key, _)| key.clone()).collect();
    let begun = |key: &[String]| {
        let prefixes = large.iter().filter(|other| key.starts_with(other));
        prefixes.max_by_key(|other| other.len()).cloned()
    };
    let mut last: HashMap<String, Vec<String>> = HashMap::new();
    for key in groups.keys() {
        if let (Some(word), Some(joined)) = (key.last(), begun(key)) {
            last.entry(word.clone()).or_insert(joined);
        }
    }
    let mut merged: IndexMap<Vec<String>, Vec<usize>> = IndexMap::new();
    for (key, calls) in groups {
        let ended = || last.get(key.last()?).cloned();
        let key = match calls.len() {
            1 => begun(&key).or_else(ended).unwrap_or_default(),
            _ => key,
        };
        merged.entry(key).or_default().extend(calls);
    }
    // Those without a group are last.
    let others = merged.shift_remove(&Vec::new()).map(|calls| (Vec::new(), calls));
    let all = merged.into_iter().chain(others);
    all.map(|(key, mut calls)| {
        calls.sort_unstable();
        (heading(&key), calls)
    })
    .collect()
}

/// The words of a name without its verb, in the singular: `ListStageSessions` becomes `stage session`.
fn resource(name: &str) -> Vec<String> {
    let name = name.to_snake_case();
    // All services tag by operations of these names.
    if ["tag_", "untag_", "list_tags"].iter().any(|start| name.starts_with(start)) {
        return vec!["tag".to_owned()];
    }
    let words = name.split('_').skip(1);
    words
        .map(|word| match word.strip_suffix("ies") {
            Some(stem) if stem.len() > 1 => format!("{stem}y"),
            _ if word.ends_with("ss") || word.ends_with("us") || word.len() < 4 => word.to_owned(),
            _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
        })
        .collect()
}

fn heading(words: &[String]) -> String {
    let text = words.join(" ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => OTHERS.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_with_tags_are_listed_by_tag() {
        use crate::service::fixture::{operation, service};
        let tagged = |name: &str, tag: Option<&str>| Operation {
            tag: tag.map(str::to_owned),
            ..operation(name, vec![], vec![])
        };
        let of = |operations| tags(&service(operations, vec![]));
        assert_eq!(of(vec![tagged("GetPet", None)]), None);
        let operations = vec![
            tagged("Ping", None),
            tagged("GetPet", Some("pets & shops")),
            tagged("GetOrder", Some("<orders>")),
            tagged("PutPet", Some("pets & shops")),
        ];
        let expected = [("pets & shops", vec![1, 3]), ("`<orders>`", vec![2]), (OTHERS, vec![0])];
        let expected = expected.map(|(tag, calls)| (tag.to_owned(), calls));
        assert_eq!(of(operations), Some(expected.to_vec()));
    }

    #[test]
    fn operations_without_tags_are_listed_by_path() {
        use crate::service::fixture::{operation, service};
        let of = |each: &[&str]| {
            let at = |path: &&str| Operation {
                path: vec![PathPart::Literal((*path).to_owned())],
                ..operation("Call", vec![], vec![])
            };
            paths(&service(each.iter().map(at).collect(), vec![]))
        };
        let found = of(&[
            "/v1/customers",
            "/v1/payment_methods/",
            "/v1/customers/search",
            "/v1/payment_methods",
            "/v1/balance",
        ]);
        let expected =
            [("Customers", vec![0, 2]), ("Payment methods", vec![1, 3]), (OTHERS, vec![4])];
        let expected = expected.map(|(heading, calls)| (heading.to_owned(), calls));
        assert_eq!(found, Some(expected.to_vec()));
        let methods = of(&["/chat.post", "/v2/chat.delete", "/api/files.get", "/files.list"]);
        let headings: Vec<_> = methods.into_iter().flatten().map(|(heading, _)| heading).collect();
        assert_eq!(headings, ["Chat", "Files"]);
        assert_eq!(of(&["/pets", "/pets/"]), None, "one group");
        assert_eq!(of(&["/a", "/b", "/c"]), None, "each alone");
    }

    #[test]
    fn a_resource_is_the_name_without_its_verb_in_the_singular() {
        for (name, expected) in [
            ("ListStageSessions", "Stage session"),
            ("GetStage", "Stage"),
            ("ListPolicies", "Policy"),
            ("DescribeAddress", "Address"),
            ("UntagResource", "Tag"),
            ("ListTagsForResource", "Tag"),
            ("Ping", "Other operations"),
        ] {
            assert_eq!(heading(&resource(name)), expected, "{name}");
        }
    }
}
