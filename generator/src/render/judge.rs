//! What a waiter makes of an answer, as tokens.

use crate::rust::{AcceptorPlan, Access, Comparison, Constant, Test, WaiterModule};
use crate::service::AcceptorState;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The body of `judge`: of two arms, one for outputs and one for errors.
pub(super) fn body(waiter: &WaiterModule) -> TokenStream {
    let outputs = outputs(&waiter.acceptors);
    let errors = errors(&waiter.acceptors);
    let outputs = match outputs {
        Some(body) => quote!(Ok(output) => #body,),
        None => quote!(Ok(_) => WaitState::Retry,),
    };
    let is_whole = |test: &Test| matches!(test, Test::AnyError);
    let rest = (!waiter.acceptors.iter().any(|each| is_whole(&each.test)))
        .then(|| quote!(Err(_) => WaitState::Refused,));
    quote!(match answer { #outputs #(#errors)* #rest })
}

/// The arms for errors that mean something.
fn errors(acceptors: &[AcceptorPlan]) -> Vec<TokenStream> {
    let mut arms = Vec::new();
    for acceptor in acceptors {
        let state = state(acceptor);
        match &acceptor.test {
            Test::Error(predicate) => {
                arms.push(quote!(Err(error) if error.#predicate() => #state,));
            }
            Test::AnyError => {
                arms.push(quote!(Err(_) => #state,));
                break;
            }
            Test::AnyOutput | Test::Output { .. } => {}
        }
    }
    arms
}

/// The expression for outputs; nothing if none of them means anything.
fn outputs(acceptors: &[AcceptorPlan]) -> Option<TokenStream> {
    let mut groups = groups(acceptors);
    let last = tail(&groups.pop()?);
    if groups.is_empty() {
        return Some(last);
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
    Some(quote!({ #(#statements)* #last }))
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
                return quote!(if #condition { #state } else { WaitState::Retry });
            }
        }
    }
    quote!(match #value { #(#arms)* _ => WaitState::Retry, })
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
            match lead(path) {
                Lead::Option(value) => quote!(#value.#asks()),
                Lead::Place(_) | Lead::Many(_) => quote!(#there),
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
        AcceptorState::Success => quote!(WaitState::Success),
        AcceptorState::Retry => quote!(WaitState::Retry),
        AcceptorState::Failure => quote!(WaitState::Failure(#reason)),
    }
}

/// What leads to a value.
enum Lead {
    /// A place.
    Place(TokenStream),
    /// An `Option` of a reference.
    Option(TokenStream),
    /// An iterator of references.
    Many(TokenStream),
}

/// The way through fields, from `output` on.
fn lead(path: &[Access]) -> Lead {
    let mut lead = Lead::Place(quote!(output));
    let mut it = format_ident!("output");
    for access in path {
        lead = enter(lead, &it, access);
        if access.each {
            lead = elements(lead);
        }
        it = access.field.clone();
    }
    lead
}

fn enter(lead: Lead, it: &Ident, access: &Access) -> Lead {
    let field = &access.field;
    let borrowed = match access.boxed {
        true => quote!(as_deref()),
        false => quote!(as_ref()),
    };
    match (lead, access.optional) {
        (Lead::Place(place), true) => Lead::Option(quote!(#place.#field.#borrowed)),
        (Lead::Place(place), false) => Lead::Place(quote!(#place.#field)),
        (Lead::Option(value), true) => {
            Lead::Option(quote!(#value.and_then(|#it| #it.#field.#borrowed)))
        }
        (Lead::Option(value), false) => Lead::Option(quote!(#value.map(|#it| &#it.#field))),
        (Lead::Many(values), true) => {
            Lead::Many(quote!(#values.filter_map(|#it| #it.#field.#borrowed)))
        }
        (Lead::Many(values), false) => Lead::Many(quote!(#values.map(|#it| &#it.#field))),
    }
}

fn elements(lead: Lead) -> Lead {
    Lead::Many(match lead {
        Lead::Place(list) => quote!(#list.iter()),
        Lead::Option(list) => quote!(#list.into_iter().flatten()),
        Lead::Many(lists) => quote!(#lists.flatten()),
    })
}
