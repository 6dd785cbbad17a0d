//! Acceptors and their matchers, checked against the output and the errors of the operation.

use serde_json::Value;

use super::{Reader, check_keys, object, suggestion, unknown};
use crate::openapi::operations::Lowered;
use crate::openapi::report::{Report, listed};
use crate::pointer::Pointer;
use crate::service::{
    Acceptor, AcceptorState, Comparator, Matcher, Member, Operation, PathStep, Reference,
    ShapeKind, Type,
};

impl Reader<'_> {
    /// An acceptor. `None` after reporting why it is invalid.
    pub(super) fn acceptor(
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
                unknown("unknown-waiter-state", found, STATES, &pointer.child("state"), report);
                None
            }
        };
        let at = pointer.child("matcher");
        let matcher = acceptor.get("matcher").unwrap_or(&Value::Null);
        let matcher = self.matcher(matcher, &at, report);
        Some(Acceptor { state: state?, matcher: matcher? })
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
                unknown("invalid-waiter", Some(other), &["true", "false"], &at, report);
                None
            }
            _ => {
                check_keys(matcher, KEYS, pointer, report);
                None
            }
        }
    }

    fn output(&self, value: &Value, pointer: &Pointer, report: &mut Report<'_>) -> Option<Matcher> {
        const COMPARATORS: &[&str] =
            &["allStringEquals", "anyStringEquals", "booleanEquals", "present", "stringEquals"];
        let output = object(value, pointer, "an output matcher", report)?;
        check_keys(output, &["comparator", "expected", "path"], pointer, report);
        let string = |key: &str| output.get(key).and_then(Value::as_str).unwrap_or_default();
        let expected = match output.get("expected") {
            Some(Value::Bool(truth)) => truth.to_string(),
            _ => string("expected").to_owned(),
        };
        let truth = || match expected.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        let found = follow(self.service, self.operation, string("path"), pointer, report);
        let comparator = match string("comparator") {
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
        path.check(self.service, &comparator, &expected, pointer, report).then(|| Matcher::Output {
            path: path.steps,
            target: path.target.clone(),
            comparator,
        })
    }
}

/// A path to a value of the output.
struct OutputPath<'a> {
    steps: Vec<PathStep>,
    path: String,
    /// The type of the value.
    target: &'a Type,
}

/// Follows a path through the members of an operation's output.
fn follow<'a>(
    service: &'a Lowered,
    operation: &'a Operation,
    path: &str,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<OutputPath<'a>> {
    let at = pointer.child("path");
    let mut members: &[Member] = &operation.output.members;
    let mut owner = format!("the output of `{}`", operation.name);
    let mut steps = Vec::new();
    let mut target = None;
    for part in path.split('.') {
        let (name, each) = match part.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (part, false),
        };
        let Some(reference) = Reference::find(members, |member| member.name == name) else {
            let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
            report
                .error("unknown-waiter-path", &at)
                .found(format!("`{part}` in `{path}`"))
                .expected(match names.as_slice() {
                    [] => format!("the end of the path: {owner} has no members"),
                    names => format!("a member of {owner}: {}", listed(names)),
                })
                .remedy(suggestion(name, &names).unwrap_or_else(|| {
                    "name members of the output, with `[]` behind those that are lists".to_owned()
                }));
            return None;
        };
        let inner = match (&reference.of(members).target, each) {
            (Type::List(element), true) => match &**element {
                // Absent elements are not compared.
                Type::Nullable(value) => value,
                element => element,
            },
            (Type::List(_), false) | (_, true) => {
                let (is, has) = if each { ("no", "no `[]`") } else { ("a", "`[]`") };
                report
                    .error("unknown-waiter-path", &at)
                    .found(format!("`{part}` in `{path}`, and `{name}` is {is} list"))
                    .expected(format!("`{name}` with {has} behind it"))
                    .remedy(format!("write `{name}{}`", if each { "" } else { "[]" }));
                return None;
            }
            (target, false) => target,
        };
        steps.push(PathStep { member: reference, each });
        members = service.members(inner);
        owner = format!("`{name}`");
        target = Some(inner);
    }
    Some(OutputPath { steps, path: path.to_owned(), target: target? })
}

impl OutputPath<'_> {
    /// Whether the comparator fits the type of the value; if not, that is reported.
    fn check(
        &self,
        service: &Lowered,
        comparator: &Comparator,
        expected: &str,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) -> bool {
        use Comparator::{AllStringEquals, AnyStringEquals, BooleanEquals, Present, StringEquals};
        let is_many = self.steps.iter().any(|step| step.each);
        let values = match self.target {
            Type::Named(id) => match service.shapes.get(id).map(|shape| &shape.kind) {
                Some(ShapeKind::Enum(values)) => Some(values),
                _ => None,
            },
            _ => None,
        };
        let is_string = self.target == &Type::String || values.is_some();
        let required = match comparator {
            StringEquals(_) if is_many || !is_string => "one string",
            AllStringEquals(_) | AnyStringEquals(_) if !is_many || !is_string => {
                "strings, with `[]` behind the list that holds them"
            }
            BooleanEquals(_) if is_many || self.target != &Type::Boolean => "one boolean",
            Present(_) if is_many => "one value",
            StringEquals(_) | AllStringEquals(_) | AnyStringEquals(_) => {
                let known: Vec<&str> =
                    values.into_iter().flatten().map(|value| value.value.as_str()).collect();
                if values.is_some() && !known.contains(&expected) {
                    report
                        .error("unknown-waiter-value", &pointer.child("expected"))
                        .found(format!("`{expected}`"))
                        .expected(format!("a value of `{}`: {}", self.path, listed(&known)))
                        .remedy(
                            suggestion(expected, &known)
                                .unwrap_or_else(|| "use one of those".to_owned()),
                        );
                    return false;
                }
                return true;
            }
            BooleanEquals(_) | Present(_) => return true,
        };
        report
            .error("unfit-comparator", &pointer.child("comparator"))
            .found(format!("a comparator that does not fit `{}`", self.path))
            .expected(format!("a path that leads to {required}"))
            .remedy("choose another comparator, or another path");
        false
    }
}
