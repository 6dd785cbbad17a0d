//! Waiters in words, of the service and of the Rust stage.

use crate::rust::{Access, Comparison, Constant, Test, WaiterModule};
use crate::service::{AcceptorState, Comparator, Matcher, PathStep, Waiter};
use std::fmt::Write as _;

/// Whom it asks how often, and what the answers mean.
pub(super) fn service(waiter: &Waiter) -> String {
    let mut text = format!(
        "asks {} every {} to {} s\n",
        waiter.operation, waiter.min_delay, waiter.max_delay
    );
    for acceptor in &waiter.acceptors {
        let answer = match &acceptor.matcher {
            Matcher::Success(true) => "any output".to_owned(),
            Matcher::Success(false) => "any error".to_owned(),
            Matcher::ErrorType(code) => format!("the error {code}"),
            Matcher::Output { path, comparator } => compared(&steps(path), comparator),
        };
        let _ = writeln!(text, "  {}  {answer}", state(acceptor.state));
    }
    text
}

/// The client's method, the type, and the tests.
pub(super) fn rust(waiter: &WaiterModule) -> String {
    let arguments: Vec<String> = waiter
        .arguments
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    let mut text = format!(
        "client.{}({}) -> waiters::{}, which answers operations::{}\n",
        waiter.method,
        arguments.join(", "),
        waiter.name,
        waiter.output
    );
    for acceptor in &waiter.acceptors {
        let test = match &acceptor.test {
            Test::AnyOutput => "any output".to_owned(),
            Test::AnyError => "any error".to_owned(),
            Test::Error(predicate) => format!("error.{predicate}()"),
            Test::Output { path, comparison } => {
                let path: String = path.iter().map(access).collect();
                format!("output{path} {}", comparison_text(comparison))
            }
        };
        let _ = writeln!(text, "  {}  {test}", state(acceptor.state));
    }
    text
}

fn state(state: AcceptorState) -> &'static str {
    match state {
        AcceptorState::Success => "success",
        AcceptorState::Retry => "retry  ",
        AcceptorState::Failure => "failure",
    }
}

fn steps(path: &[PathStep]) -> String {
    let step = |step: &PathStep| format!("{}{}", step.member, if step.each { "[]" } else { "" });
    path.iter().map(step).collect::<Vec<_>>().join(".")
}

fn compared(path: &str, comparator: &Comparator) -> String {
    match comparator {
        Comparator::StringEquals(value) => format!("{path} is {value}"),
        Comparator::BooleanEquals(truth) => format!("{path} is {truth}"),
        Comparator::AllStringEquals(value) => format!("each {path} is {value}"),
        Comparator::AnyStringEquals(value) => format!("one {path} is {value}"),
        Comparator::Present(true) => format!("{path} is there"),
        Comparator::Present(false) => format!("{path} is absent"),
    }
}

fn access(access: &Access) -> String {
    let each = if access.each { "[..]" } else { "" };
    let optional = if access.optional { "?" } else { "" };
    format!(".{}{optional}{each}", access.field)
}

fn comparison_text(comparison: &Comparison) -> String {
    match comparison {
        Comparison::Equals(constant) => format!("== {}", constant_text(constant)),
        Comparison::All(constant) => format!("all == {}", constant_text(constant)),
        Comparison::Any(constant) => format!("any == {}", constant_text(constant)),
        Comparison::Present(there) => format!("is there: {there}"),
    }
}

fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::String(text) => format!("{text:?}"),
        Constant::Bool(truth) => truth.to_string(),
        Constant::Variant(name, variant) => format!("types::{name}::{variant}"),
    }
}
