//! The guides of the crate: pages of documentation with this service's operations.

use super::example_values::Writer;
use super::format::{FormatError, statements};
use super::fragment::Fragment;
use super::security::Auth;
use crate::rust::{ExampleValue, GuideCall, RustCrate};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

/// The code of the error in examples of a service that documents none.
const COMMON_CODE: (&str, u16) = ("ThrottlingException", 429);

/// The data of all pages.
#[derive(Serialize)]
pub(super) struct Guide {
    module: Fragment,
    /// Whether the service is one of AWS.
    aws: bool,
    /// The base URL of requests, if the document has one.
    base_url: Option<String>,
    /// What its credentials are, if it takes any.
    auth: Option<Auth>,
    /// The start of the names of its environment variables.
    variable: String,
    /// The name of the package, as a string.
    package: Fragment,
    /// The name of the service.
    service: String,
    call: Option<Call>,
    list: Option<Call>,
    wait: Option<Snippet>,
    details: Option<Fragment>,
}

/// A call: the variables of its arguments, and the expression that creates it.
#[derive(Serialize)]
struct Snippet {
    bindings: Vec<String>,
    expression: String,
}

#[derive(Serialize)]
struct Call {
    #[serde(flatten)]
    snippet: Snippet,
    operation: Fragment,
    /// The output, if it has a default value.
    output: Option<Fragment>,
    wire_name: String,
    /// The code of an error as a string, and its status.
    code: Fragment,
    status: u16,
    error: Option<Error>,
    has_items: bool,
    page_size: bool,
}

#[derive(Serialize)]
struct Error {
    variant: Fragment,
    predicate: Fragment,
}

impl Guide {
    pub(super) fn new(krate: &RustCrate) -> Result<Self, FormatError> {
        let guide = &krate.guide;
        let call =
            |call: &Option<GuideCall>| call.as_ref().map(|call| Call::new(krate, call)).transpose();
        let wait = guide.wait.as_ref();
        let package = &krate.package;
        Ok(Self {
            module: (&krate.name).into(),
            aws: krate.service.aws.is_some(),
            base_url: krate.service.base_url.clone(),
            auth: Auth::new(&krate.service),
            variable: krate.service.variable_prefix(),
            package: quote!(#package).into(),
            service: krate.service.id.clone(),
            call: call(&guide.call)?,
            list: call(&guide.list)?,
            wait: wait
                .map(|(method, arguments)| Snippet::new(&krate.name, method, arguments))
                .transpose()?,
            details: guide.details.as_ref().map(Fragment::from),
        })
    }

    /// The names of the pages, which those of their modules and templates are.
    pub(super) fn pages(&self) -> impl Iterator<Item = &'static str> {
        let (call, list, wait) = (self.call.is_some(), self.list.is_some(), self.wait.is_some());
        let pages = [
            ("mod", true),
            ("authentication", self.auth.is_some()),
            ("blocking", call),
            ("configuration", true),
            ("credentials", self.aws),
            ("errors", call),
            ("pagination", list),
            ("retries", call),
            ("settings", self.aws),
            ("testing", call),
            ("tracing", call),
            ("waiters", wait),
        ];
        pages.into_iter().filter(|(_, exists)| *exists).map(|(name, _)| name)
    }
}

impl Call {
    fn new(krate: &RustCrate, call: &GuideCall) -> Result<Self, FormatError> {
        let operation = &krate.operations[call.operation];
        let error = call.error.map(|at| &krate.errors[at]);
        let (code, status) = match error {
            Some(error) => (error.code.as_str(), error.status.unwrap_or(400)),
            None => COMMON_CODE,
        };
        let plan = operation.pagination.as_ref();
        Ok(Self {
            snippet: Snippet::new(&krate.name, &operation.method, &call.arguments)?,
            operation: (&operation.name).into(),
            output: operation.output.has_default().then(|| (&operation.output.name).into()),
            wire_name: operation.wire_name.clone(),
            code: quote!(#code).into(),
            status,
            error: error.map(|error| Error {
                variant: (&error.variant).into(),
                predicate: (&error.predicate).into(),
            }),
            has_items: plan.is_some_and(|plan| plan.items.is_some()),
            page_size: plan.is_some_and(|plan| plan.page_size.is_some()),
        })
    }
}

impl Snippet {
    fn new(
        krate: &Ident,
        method: &Ident,
        arguments: &[(Ident, ExampleValue)],
    ) -> Result<Self, FormatError> {
        let mut writer = Writer::new(krate);
        let names = arguments.iter().map(|(name, _)| name);
        let call = quote!(client.#method(#(#names),*));
        let bindings: TokenStream = arguments
            .iter()
            .map(|(name, value)| {
                let value = writer.argument(value);
                quote!(let #name = #value;)
            })
            .collect();
        let expression = statements(quote!(#call;))?.join(" ");
        Ok(Self {
            bindings: statements(bindings)?,
            expression: expression.trim_end_matches(';').to_owned(),
        })
    }
}
