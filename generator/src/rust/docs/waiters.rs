//! What is said of waiters.

use super::{Docs, Writer, first_paragraph, paragraphs};
use crate::rust::naming::plain;
use crate::service::{AcceptorState, Comparator, Matcher, PathStep, Waiter};
use proc_macro2::Ident;

impl Writer<'_> {
    /// A waiter: its text, whom it asks how often, and what it makes of the answers.
    pub(in crate::rust) fn waiter(&self, waiter: &Waiter, method: &Ident) -> Docs {
        let text = self
            .text(waiter.documentation.as_deref(), "")
            .unwrap_or_else(|| format!("The waiter `{}`.", waiter.name));
        let asks = format!(
            "Returned by [`Client::{0}`](crate::Client::{0}). Polls {1} with delays of {2} to {3} seconds, for \
             five minutes unless [`timeout`](crate::Waiter::timeout) is set. An error that is not listed here \
             ends the wait.",
            plain(method),
            self.link(&waiter.operation, ""),
            waiter.min_delay,
            waiter.max_delay,
        );
        let of = |state: AcceptorState, head: &str| {
            let answers: Vec<String> = waiter
                .acceptors
                .iter()
                .filter(|acceptor| acceptor.state == state)
                .map(|acceptor| self.answer(&acceptor.matcher))
                .collect();
            (!answers.is_empty()).then(|| format!("- {head} when {}", answers.join(", or ")))
        };
        let states = [
            of(AcceptorState::Success, "Succeeds"),
            of(AcceptorState::Failure, "Fails"),
            of(AcceptorState::Retry, "Retries"),
        ];
        let states: Vec<String> = states.into_iter().flatten().collect();
        Docs::of_item(&paragraphs([
            Some(text),
            Some(asks),
            Some(states.join("\n")),
        ]))
    }

    /// The client's method for a waiter.
    pub(in crate::rust) fn waiter_method(
        &self,
        waiter: &Waiter,
        name: &Ident,
        arguments: &[(&Ident, Option<&str>)],
    ) -> Docs {
        let text = self
            .text(waiter.documentation.as_deref(), "")
            .map(|text| first_paragraph(&text).to_owned())
            .unwrap_or_else(|| format!("Creates the waiter `{}`.", waiter.name));
        let arguments: Vec<String> = arguments
            .iter()
            .map(|(name, summary)| match summary {
                Some(summary) => format!("- `{}`: {summary}", plain(name)),
                None => format!("- `{}`", plain(name)),
            })
            .collect();
        let arguments = (!arguments.is_empty()).then(|| arguments.join("\n"));
        let more = format!("Success and failure states: [`{name}`].");
        Docs::of_member(&paragraphs([Some(text), arguments, Some(more)]))
    }

    /// An answer in words, as errors tell it: `composition.state is FAILED`.
    pub(in crate::rust) fn plain_answer(&self, matcher: &Matcher) -> String {
        match matcher {
            Matcher::ErrorType(code) => format!("the service responded with {code}"),
            matcher => self.answer(matcher).replace('`', ""),
        }
    }

    fn answer(&self, matcher: &Matcher) -> String {
        match matcher {
            Matcher::Success(true) => "the call succeeds".to_owned(),
            Matcher::Success(false) => "the call fails".to_owned(),
            Matcher::ErrorType(code) => {
                format!("the service responds with {}", self.link(code, ""))
            }
            Matcher::Output { path, comparator } => {
                let path = written(path);
                match comparator {
                    Comparator::StringEquals(value) => format!("`{path}` is `{value}`"),
                    Comparator::BooleanEquals(truth) => format!("`{path}` is `{truth}`"),
                    Comparator::AllStringEquals(value) => format!("each `{path}` is `{value}`"),
                    Comparator::AnyStringEquals(value) => format!("any `{path}` is `{value}`"),
                    Comparator::Present(true) => format!("`{path}` is present"),
                    Comparator::Present(false) => format!("`{path}` is absent"),
                }
            }
        }
    }
}

fn written(path: &[PathStep]) -> String {
    let steps: Vec<String> = path
        .iter()
        .map(|step| match step.each {
            true => format!("{}[]", step.member),
            false => step.member.clone(),
        })
        .collect();
    steps.join(".")
}
