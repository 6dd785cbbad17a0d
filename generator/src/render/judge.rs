//! What a waiter makes of an answer, as tokens.

mod lead;

use self::lead::{Lead, lead};
use crate::rust::{AcceptorPlan, Access, Comparison, Constant, Test, WaiterModule};
use crate::service::AcceptorState;
use proc_macro2::TokenStream;
use quote::quote;

/// The body of `judge`: errors first, as they have the least to say.
pub(super) fn body(waiter: &WaiterModule) -> TokenStream {
    let errors = errors(&waiter.acceptors);
    let is_whole = |test: &Test| matches!(test, Test::AnyError);
    let is_covered = waiter.acceptors.iter().any(|each| is_whole(&each.test));
    let outputs = match outputs(&waiter.acceptors) {
        Outputs::Alike(state) => {
            let rest = (!is_covered).then(|| quote!(Err(_) => AcceptorState::Unmatched,));
            let errors = errors
                .iter()
                .map(|(pattern, state)| quote!(#pattern => #state,));
            return quote!(match result { Ok(_) => #state, #(#errors)* #rest });
        }
        Outputs::Looked(statements) => statements,
    };
    let rest = (!is_covered).then(|| quote!(Err(_) => return AcceptorState::Unmatched,));
    if errors.is_empty() {
        return quote! {
            let Ok(output) = result else {
                return AcceptorState::Unmatched;
            };
            #outputs
        };
    }
    let errors = errors
        .iter()
        .map(|(pattern, state)| quote!(#pattern => return #state,));
    quote! {
        let output = match result {
            Ok(output) => output,
            #(#errors)*
            #rest
        };
        #outputs
    }
}

/// The patterns of errors that mean something, and what they mean.
fn errors(acceptors: &[AcceptorPlan]) -> Vec<(TokenStream, TokenStream)> {
    let mut arms = Vec::new();
    for acceptor in acceptors {
        let state = state(acceptor);
        match &acceptor.test {
            Test::Error(predicate) => {
                arms.push((quote!(Err(error) if error.#predicate()), state));
            }
            Test::AnyError => {
                arms.push((quote!(Err(_)), state));
                break;
            }
            Test::AnyOutput | Test::Output { .. } => {}
        }
    }
    arms
}

/// What outputs mean.
enum Outputs {
    /// All of them this.
    Alike(TokenStream),
    /// What these statements find when they look at `output`.
    Looked(TokenStream),
}

fn outputs(acceptors: &[AcceptorPlan]) -> Outputs {
    let mut groups = groups(acceptors);
    let Some(last) = groups.pop() else {
        return Outputs::Alike(quote!(AcceptorState::Retry));
    };
    let is_any = last.iter().all(|each| matches!(each.test, Test::AnyOutput));
    let last = tail(&last);
    if is_any && groups.is_empty() {
        return Outputs::Alike(last);
    }
    let statements = groups.iter().flat_map(|group| {
        group.iter().map(|acceptor| {
            let state = state(acceptor);
            match test(&acceptor.test) {
                Asked::Pattern(value, pattern) => {
                    quote!(if let #pattern = #value { return #state; })
                }
                Asked::Condition(condition) => quote!(if #condition { return #state; }),
            }
        })
    });
    Outputs::Looked(quote!(#(#statements)* #last))
}

/// The acceptors of outputs, those together that follow each other and ask for one value at the same
/// place. What follows an acceptor of all outputs is never asked.
fn groups(acceptors: &[AcceptorPlan]) -> Vec<Vec<&AcceptorPlan>> {
    let mut groups: Vec<Vec<&AcceptorPlan>> = Vec::new();
    for acceptor in acceptors {
        match (&acceptor.test, groups.last_mut()) {
            (Test::AnyOutput, _) => {
                groups.push(vec![acceptor]);
                break;
            }
            (Test::Output { .. }, Some(group))
                if group
                    .iter()
                    .all(|other| is_alike(&other.test, &acceptor.test)) =>
            {
                group.push(acceptor);
            }
            (Test::Output { .. }, _) => groups.push(vec![acceptor]),
            (Test::AnyError | Test::Error(_), _) => {}
        }
    }
    groups
}

/// Whether two tests can be arms of one `match`.
fn is_alike(one: &Test, other: &Test) -> bool {
    use Comparison::Equals;
    match (one, other) {
        (
            Test::Output {
                path,
                comparison: Equals(_),
            },
            Test::Output {
                path: others,
                comparison: Equals(_),
            },
        ) => path == others,
        _ => false,
    }
}

/// The last group, as the value of a block.
fn tail(group: &[&AcceptorPlan]) -> TokenStream {
    let mut value = None;
    let mut arms = Vec::new();
    for acceptor in group {
        let state = state(acceptor);
        if let Test::AnyOutput = acceptor.test {
            return quote!(#state);
        }
        match test(&acceptor.test) {
            Asked::Pattern(asked, pattern) => {
                value = Some(asked);
                arms.push(quote!(#pattern => #state,));
            }
            Asked::Condition(condition) => {
                return quote!(if #condition { #state } else { AcceptorState::Retry });
            }
        }
    }
    quote!(match #value { #(#arms)* _ => AcceptorState::Retry, })
}

/// How a test is asked.
enum Asked {
    /// A value and what it has to match.
    Pattern(TokenStream, TokenStream),
    /// A truth value.
    Condition(TokenStream),
}

fn test(test: &Test) -> Asked {
    let Test::Output { path, comparison } = test else {
        return Asked::Condition(quote!(true));
    };
    Asked::Condition(match comparison {
        Comparison::Equals(constant) => {
            let (value, pattern) = matched(path, constant);
            return Asked::Pattern(value, pattern);
        }
        Comparison::Any(constant) => {
            let (values, wanted) = (many(path), equal(constant));
            quote!(#values.any(|it| #wanted))
        }
        Comparison::All(constant) => {
            let (values, wanted) = (many(path), equal(constant));
            quote!(waiter::all(#values, |it| #wanted))
        }
        Comparison::Present(there) => {
            let asks = match there {
                true => quote!(is_some),
                false => quote!(is_none),
            };
            let before = path.split_last().map(|(last, before)| (last, lead(before)));
            match (before, lead(path)) {
                (Some((last, Lead::Place(place))), Lead::Option(_)) => {
                    let field = &last.field;
                    quote!(#place.#field.#asks())
                }
                (_, Lead::Option(value)) => quote!(#value.#asks()),
                (_, Lead::Place(_) | Lead::Many(_)) => quote!(#there),
            }
        }
    })
}

/// The value at the end of a path, and the pattern that it has to match.
fn matched(path: &[Access], constant: &Constant) -> (TokenStream, TokenStream) {
    let is_text = matches!(constant, Constant::Text(_));
    let pattern = pattern(constant);
    match lead(path) {
        Lead::Option(value) if is_text => {
            (quote!(#value.map(String::as_str)), quote!(Some(#pattern)))
        }
        Lead::Option(value) => (value, quote!(Some(#pattern))),
        Lead::Place(value) if is_text => (quote!(#value.as_str()), pattern),
        Lead::Place(value) => (value, pattern),
        // The dialect lets no comparison of one value lead to many.
        Lead::Many(values) => (quote!(#values.next()), quote!(Some(#pattern))),
    }
}

/// The values at the end of a path.
fn many(path: &[Access]) -> TokenStream {
    match lead(path) {
        Lead::Many(values) => values,
        Lead::Option(value) => quote!(#value.into_iter()),
        Lead::Place(value) => quote!(std::iter::once(&#value)),
    }
}

/// Whether `it`, a reference to a value, is equal to a constant.
fn equal(constant: &Constant) -> TokenStream {
    let pattern = pattern(constant);
    match constant {
        Constant::Text(_) => quote!(it == #pattern),
        Constant::Truth(_) | Constant::Variant(..) => quote!(*it == #pattern),
    }
}

fn pattern(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(#text),
        Constant::Truth(truth) => quote!(#truth),
        Constant::Variant(name, variant) => quote!(types::#name::#variant),
    }
}

fn state(acceptor: &AcceptorPlan) -> TokenStream {
    let reason = &acceptor.reason;
    match acceptor.state {
        AcceptorState::Success => quote!(AcceptorState::Success),
        AcceptorState::Retry => quote!(AcceptorState::Retry),
        AcceptorState::Failure => quote!(AcceptorState::Failure(#reason)),
    }
}
