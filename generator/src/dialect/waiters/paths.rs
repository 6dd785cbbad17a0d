//! Paths into outputs, and whether what they lead to can be compared as a waiter wants.

use crate::document::Pointer;
use crate::service::{Comparator, Member, Operation, PathStep, ShapeKind, Type};

use super::super::operations::Lowered;
use super::super::report::{Report, listed};
use super::words::suggestion;

/// A path that leads somewhere.
pub(super) struct Found<'a> {
    pub(super) steps: Vec<PathStep>,
    text: String,
    /// What stands at its end.
    target: &'a Type,
}

/// Follows a path through the members of an operation's output.
pub(super) fn find<'a>(
    service: &'a Lowered,
    operation: &'a Operation,
    path: &str,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<Found<'a>> {
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
        let Some(member) = members.iter().find(|member| member.name == name) else {
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
        let inner = match (&member.target, each) {
            (Type::List(element), true) => match &**element {
                // What is not there is not looked at.
                Type::Nullable(value) => value,
                element => element,
            },
            (Type::List(_), false) | (_, true) => {
                let (is, has) = if each {
                    ("no", "no `[]`")
                } else {
                    ("a", "`[]`")
                };
                report
                    .error("unknown-waiter-path", &at)
                    .found(format!("`{part}` in `{path}`, and `{name}` is {is} list"))
                    .expected(format!("`{name}` with {has} behind it"))
                    .remedy(format!("write `{name}{}`", if each { "" } else { "[]" }));
                return None;
            }
            (target, false) => target,
        };
        steps.push(PathStep {
            member: name.to_owned(),
            each,
        });
        members = service.members(inner);
        owner = format!("`{name}`");
        target = Some(inner);
    }
    Some(Found {
        steps,
        text: path.to_owned(),
        target: target?,
    })
}

impl Found<'_> {
    /// Whether the comparator makes sense of what stands there; if not, that is reported.
    pub(super) fn check(
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
                let known: Vec<&str> = values
                    .into_iter()
                    .flatten()
                    .map(|value| value.value.as_str())
                    .collect();
                if values.is_some() && !known.contains(&expected) {
                    report
                        .error("unknown-waiter-value", &pointer.child("expected"))
                        .found(format!("`{expected}`"))
                        .expected(format!("a value of `{}`: {}", self.text, listed(&known)))
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
            .found(format!("a comparator that does not fit `{}`", self.text))
            .expected(format!("a path that leads to {required}"))
            .remedy("choose another comparator, or another path");
        false
    }
}
