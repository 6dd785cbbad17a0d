//! Waiters: those that are read, and diagnostics of invalid ones.

use serde_json::{Value, json};

use super::{check_codes, read};
use crate::service::{AcceptorState, Comparator, Matcher, PathStep, Reference, Type};

const FIXTURE: &str = include_str!("../fixtures/waiters.yaml");

#[test]
fn waiters_are_read_with_their_acceptors() {
    let service = super::service(FIXTURE);
    let [waiter] = service.waiters.as_slice() else {
        panic!("one waiter: {:?}", service.waiters);
    };
    assert_eq!(waiter.name, "ThingReady");
    assert_eq!(waiter.operation.name(), "GetThing");
    assert_eq!((waiter.min_delay, waiter.max_delay), (3, 120));
    assert_eq!(waiter.pointer.to_string(), "#/paths/~1GetThing/get/x-waiters/ThingReady");
    let step = |at, member: &str, each| PathStep { member: Reference::new(at, member), each };
    let output = |path: &[PathStep], target: &Type, comparator| Matcher::Output {
        path: path.to_vec(),
        target: target.clone(),
        comparator,
    };
    let ready = [step(0, "ready", false)];
    let name = [step(1, "name", false)];
    let parts = [step(2, "parts", true), step(0, "state", false)];
    let main = [step(3, "main", false), step(0, "state", false)];
    let state = Type::Named("State".to_owned());
    let (active, failed) = ("ACTIVE".to_owned(), "FAILED".to_owned());
    use AcceptorState::{Failure, Retry, Success};
    let expected = [
        (Success, output(&ready, &Type::Boolean, Comparator::BooleanEquals(true))),
        (Success, output(&parts, &state, Comparator::AllStringEquals(active))),
        (Failure, output(&parts, &state, Comparator::AnyStringEquals(failed.clone()))),
        (Failure, output(&main, &state, Comparator::StringEquals(failed))),
        (Retry, output(&name, &Type::String, Comparator::Present(false))),
        (Retry, Matcher::ErrorType("Gone".to_owned())),
        (Failure, Matcher::Success(false)),
    ];
    let found = waiter.acceptors.iter();
    let found: Vec<_> = found.map(|each| (each.state, each.matcher.clone())).collect();
    assert_eq!(found, expected);
}

/// Replaces a value of the waiter, and compares code, pointer and a part of the remedy of each diagnostic.
#[track_caller]
fn check(pointer: &str, value: Value, expected: &[(&str, &str, &str)]) {
    let mut document: Value = serde_yaml::from_str(FIXTURE).expect("the fixture is YAML");
    let waiter = "/paths/~1GetThing/get/x-waiters/ThingReady";
    let changed = format!("{waiter}{pointer}");
    let (parent, key) = changed.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).expect("a value of the waiter");
    match parent {
        Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value,
        parent => parent[key] = value,
    }
    let (_, found) = read(&document.to_string());
    let found: Vec<_> = found
        .iter()
        .map(|each| {
            let pointer = each.pointer.as_ref().expect("a pointer").as_str();
            let below = pointer.strip_prefix(waiter).expect("below the waiter");
            (each.code, below, each.remedy.as_str())
        })
        .collect();
    assert_eq!(found.len(), expected.len(), "{pointer}: {found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!((found.0, found.1), (expected.0, expected.1), "{pointer}");
        assert!(found.2.contains(expected.2), "{pointer}: {}", found.2);
    }
}

/// [`check`] for one diagnostic at the changed value itself.
#[track_caller]
fn check_value(pointer: &str, value: Value, code: &str, remedy: &str) {
    check(pointer, value, &[(code, pointer, remedy)]);
}

#[test]
fn unknown_words_suggest_the_nearest() {
    let matcher = |index: u8, key: &str| format!("/acceptors/{index}/matcher/{key}");
    let comparator = matcher(0, "output/comparator");
    check_value("/maxDely", json!(9), "unknown-waiter-key", "maxDelay");
    check_value("/acceptors/0/state", json!("sucess"), "unknown-waiter-state", "`success`");
    check_value(&comparator, json!("boolEquals"), "unknown-comparator", "booleanEquals");
    check_value(&matcher(5, "errorType"), json!("Gne"), "unknown-error-code", "`Gone`");
    let expected = matcher(1, "output/expected");
    check_value(&expected, json!("ACTIV"), "unknown-waiter-value", "`ACTIVE`");
}

#[test]
fn waiter_paths_must_fit_their_comparator() {
    let at = "/acceptors/1/matcher/output/path";
    for (path, remedy) in [
        ("part[].state", "`parts`"),
        ("parts.state", "`parts[]`"),
        ("name[]", "`name`"),
        ("parts[].state.more", "members of the output"),
    ] {
        check_value(at, json!(path), "unknown-waiter-path", remedy);
    }
    let comparator = "/acceptors/1/matcher/output/comparator";
    for (changed, value) in [(at, "main.state"), (comparator, "stringEquals"), (at, "parts[]")] {
        check(changed, json!(value), &[("unfit-comparator", comparator, "another")]);
    }
}

#[test]
fn invalid_waiters_are_reported() {
    let code = "invalid-waiter";
    let both = json!({"success": true, "errorType": "Gone"});
    check_value("/minDelay", json!(0), code, "leave it out");
    check_value("/maxDelay", json!(2), code, "exchange");
    check("/acceptors", json!([]), &[(code, "", "state: success")]);
    check("/acceptors", json!(7), &[(code, "", "state: success")]);
    check_value("/acceptors/0", json!(7), code, "`state` and `matcher`");
    check_value("/acceptors/0/matcher", both, code, "acceptor of each");
    let expected = "/acceptors/0/matcher/output/expected";
    check_value(expected, json!("perhaps"), code, "one of those");
}

#[test]
fn all_problems_of_a_waiter_are_reported_at_once() {
    let wrong = json!({
        "minDelay": 0,
        "acceptors": [7, {"state": "done", "matcher": {"errorType": "Gne"}}],
    });
    check(
        "",
        wrong,
        &[
            ("invalid-waiter", "/minDelay", "leave it out"),
            ("invalid-waiter", "/acceptors/0", "`state` and `matcher`"),
            ("unknown-waiter-state", "/acceptors/1/state", "one of those"),
            ("unknown-error-code", "/acceptors/1/matcher/errorType", "`Gone`"),
        ],
    );
}

#[test]
fn waiter_names_are_unique_and_camel_case() {
    let mut document: Value = serde_yaml::from_str(FIXTURE).expect("the fixture is YAML");
    let mut other = document["paths"]["/GetThing"].clone();
    other["get"]["operationId"] = json!("GetOther");
    let waiter = other["get"]["x-waiters"]["ThingReady"].clone();
    other["get"]["x-waiters"]["thing-ready"] = waiter;
    document["paths"]["/GetOther"] = other;
    check_codes(&document.to_string(), &["duplicate-waiter", "invalid-waiter"]);
}
