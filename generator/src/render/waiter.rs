//! Waiters: the file of each, and the evaluation of results by its acceptors.

use super::fragment::{Code, DocComment, Fragment};
use super::operation::new_input;
use super::types::{self, parameter};
use crate::rust::{AcceptorPlan, Access, Comparison, Constant, Test, WaiterModule};
use crate::service::AcceptorState;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;

/// A file with one waiter.
#[derive(Serialize)]
pub(super) struct WaiterFile {
    imports: WaiterImports,
    docs: DocComment,
    method_docs: DocComment,
    name: Fragment,
    method: Fragment,
    wire_name: Fragment,
    operation: Fragment,
    parameters: Vec<Fragment>,
    input: Fragment,
    output: Fragment,
    accepted: Fragment,
    into_output: Fragment,
    evaluate: Code,
    min_delay: Fragment,
    max_delay: Fragment,
}

/// The imports that depend on the types in the file.
#[derive(Serialize)]
struct WaiterImports {
    all: bool,
    maps: bool,
    types: bool,
}

impl WaiterFile {
    /// The file of a waiter; `example` are the lines of its example.
    pub(super) fn new(waiter: &WaiterModule, example: &[String]) -> Self {
        let (operation, output) = (&waiter.operation, &waiter.output);
        let wire_name = &waiter.wire_name;
        let seconds = |number| {
            let number = Literal::u64_unsuffixed(number);
            Fragment::from(quote!(Duration::from_secs(#number)))
        };
        Self {
            imports: WaiterImports::of(waiter),
            docs: DocComment::of(&waiter.docs).followed_by(example),
            method_docs: DocComment::of(&waiter.method_docs),
            name: (&waiter.name).into(),
            method: (&waiter.method).into(),
            wire_name: quote!(#wire_name).into(),
            operation: quote!(operations::#operation).into(),
            parameters: waiter.arguments.iter().map(|field| parameter(field).into()).collect(),
            input: new_input(&waiter.input, waiter.input_has_default, &waiter.arguments).into(),
            output: quote!(operations::#output).into(),
            accepted: match waiter.accepts_errors {
                true => quote!(Result<operations::#output, Error>).into(),
                false => quote!(operations::#output).into(),
            },
            into_output: match waiter.accepts_errors {
                true => quote!(Ok(result)).into(),
                false => quote!(result).into(),
            },
            evaluate: evaluate(waiter).into(),
            min_delay: seconds(waiter.min_delay),
            max_delay: seconds(waiter.max_delay),
        }
    }
}

impl WaiterImports {
    fn of(waiter: &WaiterModule) -> Self {
        let compared = |matches: &dyn Fn(&Comparison) -> bool| {
            let mut acceptors = waiter.acceptors.iter();
            acceptors.any(|acceptor| match &acceptor.test {
                Test::Output { comparison, .. } => matches(comparison),
                _ => false,
            })
        };
        let argument = |has: &dyn Fn(&crate::rust::RustType) -> bool| {
            waiter.arguments.iter().any(|field| has(&field.ty))
        };
        let names_a_type = |comparison: &Comparison| {
            use Comparison::{All, Any, Equals};
            matches!(
                comparison,
                Equals(Constant::Variant(..))
                    | All(Constant::Variant(..))
                    | Any(Constant::Variant(..))
            )
        };
        Self {
            all: compared(&|comparison| matches!(comparison, Comparison::All(_))),
            maps: argument(&types::has_inner_map),
            types: argument(&types::has_named) || compared(&names_a_type),
        }
    }
}

/// The body of `WaiterDefinition::evaluate`: errors first, because they take the fewest lines.
fn evaluate(waiter: &WaiterModule) -> TokenStream {
    let errors = errors(&waiter.acceptors);
    let is_whole = |test: &Test| matches!(test, Test::AnyError);
    let is_covered = waiter.acceptors.iter().any(|each| is_whole(&each.test));
    let outputs = match outputs(&waiter.acceptors) {
        Outputs::Uniform(state) => {
            let rest = (!is_covered).then(|| quote!(Err(_) => AcceptorState::Unmatched,));
            let errors = errors.iter().map(|(pattern, state)| quote!(#pattern => #state,));
            return quote!(match result { Ok(_) => #state, #(#errors)* #rest });
        }
        Outputs::Inspected(statements) => statements,
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
    let errors = errors.iter().map(|(pattern, state)| quote!(#pattern => return #state,));
    quote! {
        let output = match result {
            Ok(output) => output,
            #(#errors)*
            #rest
        };
        #outputs
    }
}

/// The patterns of errors, each with its state.
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

/// The states of outputs.
enum Outputs {
    /// All outputs have this state.
    Uniform(TokenStream),
    /// The statements return the state of `output`.
    Inspected(TokenStream),
}

fn outputs(acceptors: &[AcceptorPlan]) -> Outputs {
    let mut groups = groups(acceptors);
    let Some(last) = groups.pop() else {
        return Outputs::Uniform(quote!(AcceptorState::Retry));
    };
    let is_any = last.iter().all(|each| matches!(each.test, Test::AnyOutput));
    let last = tail(&last);
    if is_any && groups.is_empty() {
        return Outputs::Uniform(last);
    }
    let statements = groups.iter().flat_map(|group| {
        group.iter().map(|acceptor| {
            let state = state(acceptor);
            match test(&acceptor.test) {
                TestCode::Pattern(value, pattern) => {
                    quote!(if let #pattern = #value { return #state; })
                }
                TestCode::Condition(condition) => quote!(if #condition { return #state; }),
            }
        })
    });
    Outputs::Inspected(quote!(#(#statements)* #last))
}

/// The acceptors of outputs; consecutive ones that compare the same member form a group. Those after an
/// acceptor of all outputs are unreachable.
fn groups(acceptors: &[AcceptorPlan]) -> Vec<Vec<&AcceptorPlan>> {
    let mut groups: Vec<Vec<&AcceptorPlan>> = Vec::new();
    for acceptor in acceptors {
        match (&acceptor.test, groups.last_mut()) {
            (Test::AnyOutput, _) => {
                groups.push(vec![acceptor]);
                break;
            }
            (Test::Output { .. }, Some(group))
                if group.iter().all(|other| is_alike(&other.test, &acceptor.test)) =>
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
            Test::Output { path, comparison: Equals(_) },
            Test::Output { path: others, comparison: Equals(_) },
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
            TestCode::Pattern(matched, pattern) => {
                value = Some(matched);
                arms.push(quote!(#pattern => #state,));
            }
            TestCode::Condition(condition) => {
                return quote!(if #condition { #state } else { AcceptorState::Retry });
            }
        }
    }
    quote!(match #value { #(#arms)* _ => AcceptorState::Retry, })
}

/// The code of a test.
enum TestCode {
    /// A value and the pattern that it has to match.
    Pattern(TokenStream, TokenStream),
    /// An expression of type `bool`.
    Condition(TokenStream),
}

fn test(test: &Test) -> TestCode {
    let Test::Output { path, comparison } = test else {
        return TestCode::Condition(quote!(true));
    };
    TestCode::Condition(match comparison {
        Comparison::Equals(constant) => {
            let (value, pattern) = matched(path, constant);
            return TestCode::Pattern(value, pattern);
        }
        Comparison::Any(constant) => {
            let (values, is_equal) = (many(path), equal(constant));
            quote!(#values.any(|it| #is_equal))
        }
        Comparison::All(constant) => {
            let (values, is_equal) = (many(path), equal(constant));
            quote!(waiter::all(#values, |it| #is_equal))
        }
        Comparison::Present(present) => {
            let method = match present {
                true => quote!(is_some),
                false => quote!(is_none),
            };
            let before = path.split_last().map(|(last, before)| (last, path_expr(before)));
            match (before, path_expr(path)) {
                (Some((last, PathExpr::Place(place))), PathExpr::Option(_)) => {
                    let field = &last.field;
                    quote!(#place.#field.#method())
                }
                (_, PathExpr::Option(value)) => quote!(#value.#method()),
                (_, PathExpr::Place(_) | PathExpr::Many(_)) => quote!(#present),
            }
        }
    })
}

/// The value at the end of a path, and the pattern that it has to match.
fn matched(path: &[Access], constant: &Constant) -> (TokenStream, TokenStream) {
    let is_string = matches!(constant, Constant::String(_));
    let pattern = pattern(constant);
    match path_expr(path) {
        PathExpr::Option(value) if is_string => {
            (quote!(#value.map(String::as_str)), quote!(Some(#pattern)))
        }
        PathExpr::Option(value) => (value, quote!(Some(#pattern))),
        PathExpr::Place(value) if is_string => (quote!(#value.as_str()), pattern),
        PathExpr::Place(value) => (value, pattern),
        // Documents with such a comparison are rejected when they are read.
        PathExpr::Many(values) => (quote!(#values.next()), quote!(Some(#pattern))),
    }
}

/// The values at the end of a path.
fn many(path: &[Access]) -> TokenStream {
    match path_expr(path) {
        PathExpr::Many(values) => values,
        PathExpr::Option(value) => quote!(#value.into_iter()),
        PathExpr::Place(value) => quote!(std::iter::once(&#value)),
    }
}

/// Whether `it`, a reference to a value, is equal to a constant.
fn equal(constant: &Constant) -> TokenStream {
    let pattern = pattern(constant);
    match constant {
        Constant::String(_) => quote!(it == #pattern),
        Constant::Bool(_) | Constant::Variant(..) => quote!(*it == #pattern),
    }
}

fn pattern(constant: &Constant) -> TokenStream {
    match constant {
        Constant::String(string) => quote!(#string),
        Constant::Bool(value) => quote!(#value),
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

/// An expression for the value at the end of a path.
enum PathExpr {
    /// A place expression.
    Place(TokenStream),
    /// An `Option` of a reference.
    Option(TokenStream),
    /// An iterator of references.
    Many(TokenStream),
}

/// The expression for a path that starts at `output`.
fn path_expr(path: &[Access]) -> PathExpr {
    let mut expr = PathExpr::Place(quote!(output));
    let mut it = format_ident!("output");
    for access in path {
        expr = enter(expr, &it, access);
        it = access.field.clone();
    }
    expr
}

/// Appends a field, and the elements of its list if the path continues in them.
fn enter(expr: PathExpr, it: &Ident, access: &Access) -> PathExpr {
    let field = &access.field;
    let borrowed = match access.boxed {
        true => quote!(as_deref()),
        false => quote!(as_ref()),
    };
    let entered = match (expr, access.optional) {
        (PathExpr::Place(place), true) => PathExpr::Option(quote!(#place.#field.#borrowed)),
        (PathExpr::Place(place), false) => PathExpr::Place(quote!(#place.#field)),
        (PathExpr::Option(value), true) => {
            PathExpr::Option(quote!(#value.and_then(|#it| #it.#field.#borrowed)))
        }
        (PathExpr::Option(value), false) => PathExpr::Option(quote!(#value.map(|#it| &#it.#field))),
        (PathExpr::Many(values), true) => {
            PathExpr::Many(quote!(#values.filter_map(|#it| #it.#field.#borrowed)))
        }
        (PathExpr::Many(values), false) if access.each => {
            let elements = quote!(#values.flat_map(|#it| &#it.#field));
            return without_nulls(elements, access);
        }
        (PathExpr::Many(values), false) => PathExpr::Many(quote!(#values.map(|#it| &#it.#field))),
    };
    match access.each {
        true => without_nulls(elements(entered), access),
        false => entered,
    }
}

fn elements(expr: PathExpr) -> TokenStream {
    match expr {
        PathExpr::Place(list) => quote!(#list.iter()),
        PathExpr::Option(list) => quote!(#list.into_iter().flatten()),
        PathExpr::Many(lists) => quote!(#lists.flatten()),
    }
}

fn without_nulls(elements: TokenStream, access: &Access) -> PathExpr {
    PathExpr::Many(match access.nullable {
        true => quote!(#elements.flatten()),
        false => elements,
    })
}
