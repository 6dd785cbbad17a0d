//! Acceptors: which answer ends a wait, and how.
//!
//! Knows what the service answers, so that each name in a matcher is one that can come.

use serde_json::Value;

use super::super::report::{Report, listed};
use super::words::{check_keys, object, unknown};
use super::{Reader, paths};
use crate::document::Pointer;
use crate::service::{Acceptor, AcceptorState, Comparator, Matcher};

impl Reader<'_> {
    /// An acceptor; nothing, and diagnostics, if it cannot be understood.
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
