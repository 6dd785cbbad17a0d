//! What the file of a waiter is printed from.

use super::{given_input, parameter};
use crate::render::{Fragment, item, judge, types};
use crate::rust::{Comparison, Constant, Test, WaiterModule};
use proc_macro2::Literal;
use quote::quote;
use serde::Serialize;

/// A file with one waiter.
#[derive(Serialize)]
pub(in crate::render) struct WaiterFile {
    imports: Imports,
    docs: Fragment,
    example: Fragment,
    method_docs: Fragment,
    name: Fragment,
    method: Fragment,
    wire_name: Fragment,
    operation: Fragment,
    parameters: Vec<Fragment>,
    input: Fragment,
    output: Fragment,
    answer: Fragment,
    accept: Fragment,
    judge: Fragment,
    min_delay: Fragment,
    max_delay: Fragment,
}

/// What the file imports besides what its template names.
#[derive(Serialize)]
struct Imports {
    all: bool,
    maps: bool,
    types: bool,
}

impl WaiterFile {
    /// What is printed of a waiter, with the lines of its example.
    pub(in crate::render) fn new(waiter: &WaiterModule, example: &[String]) -> Self {
        let (operation, output) = (&waiter.operation, &waiter.output);
        let wire_name = &waiter.wire_name;
        let seconds = |number| {
            let number = Literal::u64_unsuffixed(number);
            Fragment::from(quote!(Duration::from_secs(#number)))
        };
        Self {
            imports: Imports::of(waiter),
            docs: item::docs(&waiter.docs).into(),
            example: item::doc_lines(example.iter().map(String::as_str)).into(),
            method_docs: item::docs(&waiter.method_docs).into(),
            name: (&waiter.name).into(),
            method: (&waiter.method).into(),
            wire_name: quote!(#wire_name).into(),
            operation: quote!(operations::#operation).into(),
            parameters: waiter
                .arguments
                .iter()
                .map(|field| parameter(field).into())
                .collect(),
            input: given_input(&waiter.input, &waiter.arguments).into(),
            output: quote!(operations::#output).into(),
            answer: match waiter.accepts_errors {
                true => quote!(Result<operations::#output, Error>).into(),
                false => quote!(operations::#output).into(),
            },
            accept: match waiter.accepts_errors {
                true => quote!(Ok(result)).into(),
                false => quote!(result).into(),
            },
            judge: judge::body(waiter).into(),
            min_delay: seconds(waiter.min_delay),
            max_delay: seconds(waiter.max_delay),
        }
    }
}

impl Imports {
    fn of(waiter: &WaiterModule) -> Self {
        let compared = |wanted: &dyn Fn(&Comparison) -> bool| {
            let mut acceptors = waiter.acceptors.iter();
            acceptors.any(|acceptor| match &acceptor.test {
                Test::Output { comparison, .. } => wanted(comparison),
                _ => false,
            })
        };
        let given = |asks: &dyn Fn(&crate::rust::RustType) -> bool| {
            waiter.arguments.iter().any(|field| asks(&field.ty))
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
            maps: given(&types::has_inner_map),
            types: given(&types::has_named) || compared(&names_a_type),
        }
    }
}
