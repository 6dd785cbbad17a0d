//! Waiters, which the conversion lost where there were any: `x-waiters` of an operation.
//!
//! Overlays declare them after Smithy's `waitable` trait: name to `acceptors`, `minDelay`, `maxDelay`
//! and `documentation`. An acceptor has a `state` (`success`, `retry`, `failure`) and a `matcher`, which
//! is `output` with `path`, `comparator` and `expected`; or `success`, true or false; or `errorType`.
//! To Smithy's comparators comes `present`, because some states show only in a member that is or is not
//! there. A path is the part of JMESPath that leads through members and lists: `stage.name`,
//! `replicas[].replicationState`.

mod paths;

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::diagnostics::nearest;
use crate::document::{Document, Pointer};
use crate::service::{
    Acceptor, AcceptorState, Comparator, Matcher, Member, Operation, ShapeKind, Type, Waiter,
};

use super::operations::Lowered;
use super::report::{Report, listed};

const EXTENSION: &str = "x-waiters";

/// Smithy's defaults, in seconds.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// Reads the waiters of all operations, in the order of the document.
pub(super) fn read(document: &Document, service: &Lowered, report: &mut Report<'_>) -> Vec<Waiter> {
    let mut waiters = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    for operation in &service.operations {
        let pointer = operation.pointer.child(EXTENSION);
        let Some(value) = pointer.resolve(&document.value) else {
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
                let reader = Reader { service, operation };
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
                .found(format!("a longest pause of {max_delay} s"))
                .expected(format!("no less than the shortest, {min_delay} s"))
                .remedy("exchange the two, or leave one out");
        }
        let documentation = waiter.get("documentation").and_then(Value::as_str);
        let at = pointer.child("acceptors");
        let listed = waiter.get("acceptors").and_then(Value::as_array);
        let values = listed.map_or(&[][..], Vec::as_slice);
        // All of them are read before one that is wrong ends it, so that each is reported.
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
                .found("a waiter that no answer ends well")
                .expected("a list of acceptors, one of them with the state `success`")
                .remedy("say which answer is waited for");
            return None;
        }
        Some(Waiter {
            name: name.to_owned(),
            operation: self.operation.name.clone(),
            documentation: super::documentation::text(documentation),
            pointer,
            min_delay,
            max_delay,
            acceptors,
        })
    }

    fn acceptor(
        &self,
        value: &Value,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) -> Option<Acceptor> {
        const STATES: &[&str] = &["failure", "retry", "success"];
        let acceptor = object(value, pointer, "an acceptor", report)?;
        check_keys(acceptor, &["matcher", "state"], pointer, report);
        let state = match acceptor.get("state").and_then(Value::as_str) {
            Some("success") => Some(AcceptorState::Success),
            Some("retry") => Some(AcceptorState::Retry),
            Some("failure") => Some(AcceptorState::Failure),
            _ => {
                let found = acceptor.get("state");
                unknown(
                    "unknown-waiter-state",
                    found,
                    STATES,
                    &pointer.child("state"),
                    report,
                );
                None
            }
        };
        let at = pointer.child("matcher");
        let matcher = acceptor.get("matcher").unwrap_or(&Value::Null);
        let matcher = self.matcher(matcher, &at, report);
        Some(Acceptor {
            state: state?,
            matcher: matcher?,
        })
    }

    fn matcher(
        &self,
        value: &Value,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) -> Option<Matcher> {
        const KEYS: &[&str] = &["errorType", "output", "success"];
        let matcher = object(value, pointer, "a matcher", report)?;
        let entry = matcher.iter().next().filter(|_| matcher.len() == 1);
        let Some((kind, value)) = entry else {
            report
                .error("invalid-waiter", pointer)
                .found(format!("a matcher with {} keys", matcher.len()))
                .expected(format!("one of {}", listed(KEYS)))
                .remedy("make an acceptor of each");
            return None;
        };
        let at = pointer.child(kind);
        match (kind.as_str(), value) {
            ("output", value) => self.output(value, &at, report),
            ("success", Value::Bool(on)) => Some(Matcher::Success(*on)),
            ("errorType", Value::String(code))
                if self.service.error_codes().any(|known| known == code) =>
            {
                Some(Matcher::ErrorType(code.clone()))
            }
            ("errorType", code) => {
                let codes: Vec<&str> = self.service.error_codes().collect();
                unknown("unknown-error-code", Some(code), &codes, &at, report);
                None
            }
            ("success", other) => {
                unknown(
                    "invalid-waiter",
                    Some(other),
                    &["true", "false"],
                    &at,
                    report,
                );
                None
            }
            _ => {
                check_keys(matcher, KEYS, pointer, report);
                None
            }
        }
    }

    fn output(&self, value: &Value, pointer: &Pointer, report: &mut Report<'_>) -> Option<Matcher> {
        const COMPARATORS: &[&str] = &[
            "allStringEquals",
            "anyStringEquals",
            "booleanEquals",
            "present",
            "stringEquals",
        ];
        let output = object(value, pointer, "an output matcher", report)?;
        check_keys(output, &["comparator", "expected", "path"], pointer, report);
        let text = |key: &str| output.get(key).and_then(Value::as_str).unwrap_or_default();
        let expected = match output.get("expected") {
            Some(Value::Bool(truth)) => truth.to_string(),
            _ => text("expected").to_owned(),
        };
        let truth = || match expected.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        let found = paths::find(self.service, self.operation, text("path"), pointer, report);
        let comparator = match text("comparator") {
            "stringEquals" => Some(Comparator::StringEquals(expected.clone())),
            "allStringEquals" => Some(Comparator::AllStringEquals(expected.clone())),
            "anyStringEquals" => Some(Comparator::AnyStringEquals(expected.clone())),
            kind @ ("booleanEquals" | "present") => {
                let truth = truth();
                if truth.is_none() {
                    let found = output.get("expected");
                    let at = pointer.child("expected");
                    unknown("invalid-waiter", found, &["true", "false"], &at, report);
                }
                match kind {
                    "present" => truth.map(Comparator::Present),
                    _ => truth.map(Comparator::BooleanEquals),
                }
            }
            _ => {
                let found = output.get("comparator");
                let at = pointer.child("comparator");
                unknown("unknown-comparator", found, COMPARATORS, &at, report);
                None
            }
        };
        let (path, comparator) = (found?, comparator?);
        path.check(self.service, &comparator, &expected, pointer, report)
            .then_some(Matcher::Output {
                path: path.steps,
                comparator,
            })
    }
}

impl Lowered {
    /// The members of a structure; none of anything else.
    fn members(&self, target: &Type) -> &[Member] {
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
            .found(if value.is_null() {
                "nothing".to_owned()
            } else {
                format!("`{value}`")
            })
            .expected(format!("an object: {what}"))
            .remedy("write it as ARCHITECTURE.md says of `x-waiters`");
    }
    object
}

fn check_keys(
    object: &Map<String, Value>,
    known: &[&str],
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        let found = Value::String(key.clone());
        unknown(
            "unknown-waiter-key",
            Some(&found),
            known,
            &pointer.child(key),
            report,
        );
    }
}

/// Reports a word that is none of those that can stand at its place.
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
        .found(found.map_or("nothing".to_owned(), |found| {
            format!("`{found}`").replace('"', "")
        }))
        .expected(format!("one of {}", listed(known)))
        .remedy(remedy);
}

/// The known word that was probably meant, as an instruction.
fn suggestion(found: &str, known: &[&str]) -> Option<String> {
    let nearest = nearest(found, known.iter().copied())?;
    Some(format!("write `{nearest}`"))
}

/// A pause in whole seconds; nothing, and a diagnostic, if it is something else.
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
