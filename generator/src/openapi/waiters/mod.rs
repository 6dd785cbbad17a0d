//! Waiters: `x-waiters` of an operation.
//!
//! They are declared after Smithy's `waitable` trait: name to `acceptors`, `minDelay`, `maxDelay`
//! and `documentation`. An acceptor has a `state` (`success`, `retry`, `failure`) and a `matcher`, which
//! is `output` with `path`, `comparator` and `expected`; or `success`, true or false; or `errorType`.
//! Smithy's comparators are extended by `present`, because some states show only in whether a member is
//! present. A path is the part of JMESPath that leads through members and lists: `stage.name`,
//! `replicas[].replicationState`.

mod matchers;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::annotations::description;
use super::operations::Lowered;
use super::report::{Report, listed};
use crate::diagnostics::nearest;
use crate::pointer::Pointer;
use crate::service::{
    Acceptor, AcceptorState, Member, Operation, Reference, ShapeKind, Type, Waiter,
};

const EXTENSION: &str = "x-waiters";

/// Smithy's defaults, in seconds.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// Reads the waiters of all operations, in the order of the document.
pub(super) fn read(document: &Value, service: &Lowered, report: &mut Report<'_>) -> Vec<Waiter> {
    let mut waiters = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    for (position, operation) in service.operations.iter().enumerate() {
        let pointer = operation.pointer.child(EXTENSION);
        let Some(value) = pointer.resolve(document) else {
            continue;
        };
        let Some(all) = object(value, &pointer, "waiters by their names", report) else {
            continue;
        };
        for (name, value) in all {
            let pointer = pointer.child(name);
            if !is_name(name) {
                report
                    .error("invalid-waiter", &pointer)
                    .found(format!("a waiter called `{name}`"))
                    .expected("a name in camel case, such as `StageDeleted`")
                    .remedy("rename the waiter");
            } else if let Some(other) = seen.insert(name.clone(), operation.name.clone()) {
                report
                    .error("duplicate-waiter", &pointer)
                    .found(format!("a waiter `{name}`, and another one at `{other}`"))
                    .expected("names that no two waiters of the service share")
                    .remedy("rename one of the two");
            } else {
                let reader = Reader { service, operation, position };
                waiters.extend(reader.waiter(name, value, pointer, report));
            }
        }
    }
    waiters
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|each| each.is_ascii_alphanumeric())
}

struct Reader<'a> {
    service: &'a Lowered,
    operation: &'a Operation,
    /// The position of the operation among those of the service.
    position: usize,
}

impl Reader<'_> {
    fn waiter(
        &self,
        name: &str,
        value: &Value,
        pointer: Pointer,
        report: &mut Report<'_>,
    ) -> Option<Waiter> {
        const KEYS: &[&str] = &["acceptors", "documentation", "maxDelay", "minDelay"];
        let waiter = object(value, &pointer, "a waiter", report)?;
        check_keys(waiter, KEYS, &pointer, report);
        let min_delay = delay(waiter, "minDelay", MIN_DELAY, &pointer, report);
        let max_default = MAX_DELAY.max(min_delay.unwrap_or_default());
        let max_delay = delay(waiter, "maxDelay", max_default, &pointer, report);
        if let (Some(min_delay), Some(max_delay)) = (min_delay, max_delay)
            && max_delay < min_delay
        {
            report
                .error("invalid-waiter", &pointer.child("maxDelay"))
                .found(format!("a longest delay of {max_delay} s"))
                .expected(format!("no less than the shortest, {min_delay} s"))
                .remedy("exchange the two, or leave one out");
        }
        let documentation = waiter.get("documentation").and_then(Value::as_str);
        let at = pointer.child("acceptors");
        let listed = waiter.get("acceptors").and_then(Value::as_array);
        let values = listed.map_or(&[][..], Vec::as_slice);
        // All of them are read before one that is invalid ends it, so that each is reported.
        let acceptors: Vec<Option<Acceptor>> = values
            .iter()
            .enumerate()
            .map(|(index, value)| self.acceptor(value, &at.child(index), report))
            .collect();
        let acceptors: Vec<Acceptor> = acceptors.into_iter().collect::<Option<_>>()?;
        let (min_delay, max_delay) = (min_delay?, max_delay?);
        let succeeds = |acceptor: &Acceptor| acceptor.state == AcceptorState::Success;
        if !acceptors.iter().any(succeeds) {
            report
                .error("invalid-waiter", &pointer)
                .found("a waiter without a success state")
                .expected("a list of acceptors, one of them with the state `success`")
                .remedy("add an acceptor with `state: success`");
            return None;
        }
        Some(Waiter {
            name: name.to_owned(),
            operation: Reference::new(self.position, &self.operation.name),
            documentation: description(documentation),
            pointer,
            min_delay,
            max_delay,
            acceptors,
        })
    }
}

impl Lowered {
    /// The members of a structure; none of anything else.
    pub(super) fn members(&self, target: &Type) -> &[Member] {
        let Type::Named(id) = target else {
            return &[];
        };
        match self.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Structure(members)) => members,
            _ => &[],
        }
    }

    fn error_codes(&self) -> impl Iterator<Item = &str> {
        self.errors.iter().map(|error| error.code.as_str())
    }
}

/// The value as an object. `None` after reporting another value.
fn object<'v>(
    value: &'v Value,
    pointer: &Pointer,
    what: &str,
    report: &mut Report<'_>,
) -> Option<&'v Map<String, Value>> {
    let object = value.as_object();
    if object.is_none() {
        report
            .error("invalid-waiter", pointer)
            .found(if value.is_null() { "nothing".to_owned() } else { format!("`{value}`") })
            .expected(format!("an object: {what}"))
            .remedy("write each waiter as an object with `acceptors`, a list of objects with `state` and `matcher`");
    }
    object
}

/// Reports the keys that are unknown.
fn check_keys(
    object: &Map<String, Value>,
    known: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        let found = Value::String(key.clone());
        unknown("unknown-waiter-key", Some(&found), known, &pointer.child(key), report);
    }
}

/// Reports a word that is not one of the known ones.
fn unknown(
    code: &'static str,
    found: Option<&Value>,
    known: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let remedy = found
        .and_then(Value::as_str)
        .and_then(|found| suggestion(found, known))
        .unwrap_or_else(|| "use one of those".to_owned());
    report
        .error(code, pointer)
        .found(found.map_or("nothing".to_owned(), |found| format!("`{found}`").replace('"', "")))
        .expected(format!("one of {}", listed(known)))
        .remedy(remedy);
}

/// The nearest known word, as an instruction.
fn suggestion(found: &str, known: &[&str]) -> Option<String> {
    let nearest = nearest(found, known.iter().copied())?;
    Some(format!("write `{nearest}`"))
}

/// A delay in whole seconds. `None` after reporting another value.
fn delay(
    waiter: &Map<String, Value>,
    key: &str,
    default: u64,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<u64> {
    let Some(value) = waiter.get(key) else {
        return Some(default);
    };
    let seconds = value.as_u64().filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        report
            .error("invalid-waiter", &pointer.child(key))
            .found(format!("`{value}`"))
            .expected("a number of whole seconds, at least 1")
            .remedy(format!("correct it, or leave it out for {default}"));
    }
    seconds
}
