//! Rewrites any OpenAPI document into the dialect that the reader reads.
//!
//! Many forms state the same: a type may be left out beside `properties`, an operation may have no name, a schema
//! of OpenAPI 3.1 may have a list of types. Each is rewritten here into one form, so that the checks and the
//! reader know that form alone. Keys are added and schemas replaced, but nothing moves: a pointer into the result
//! leads to the same part of the document, or to the part that holds it. What the reader reads already is not
//! changed.
//!
//! 1. `operations`: a path item behind a reference is copied to the path; operations get unique names. Callbacks
//!    are removed: clients do not call them. `sequences`: the schema of a stream becomes that of an event or a line.
//! 2. `references`: a schema that is referred to by a pointer into another part becomes a component.
//! 3. `versions`, `security`: OpenAPI 3.1 is lowered to 3.0.
//! 4. `schemas`: types that are left out are inferred; keywords, bounds and values of another type are dropped.
//! 5. `compositions`: `allOf` is merged, and alternatives that are none are removed.
//! 6. `inheritance`: a schema with a discriminator that others extend is referred to as one of all of them.
//!    A list or map that consists of itself ends (`references`).
//! 7. `members`: names in `required` that are not properties, and siblings of references, are dropped.
//! 8. `parameters`: path parameters and labels agree; a name in two places is made unique.
//!
//! What is settled without loss has no diagnostic. A loss is one warning for all places of its kind.

mod components;
mod compositions;
mod google;
mod inheritance;
mod members;
mod operations;
mod parameters;
mod references;
mod schemas;
mod security;
mod sequences;
mod values;
mod versions;

pub(crate) use parameters::ignore_stated_headers;

use std::collections::BTreeMap;

use serde_json::Value;

use super::report::Report;
use super::unused::Unused;
use super::walk::MAX_CHAIN;
use crate::pointer::Pointer;

/// Gives every operation the name that it has in the service.
pub(crate) fn name_operations(document: &mut Value) {
    operations::inline_path_items(document);
    operations::name(document);
}

/// Rewrites the document.
pub(crate) fn normalize(document: &mut Value, report: &mut Report<'_>) {
    let mut losses = Losses::new(report);
    name_operations(document);
    sequences::describe_items(document);
    // What is moved may itself hold such a reference.
    for _ in 0..MAX_CHAIN {
        if !references::hoist(document) {
            break;
        }
    }
    operations::remove_callbacks(document);
    versions::lower(document);
    security::drop_certificates(document, &mut losses);
    values::count_lost(document, &mut losses);
    schemas::complete(document);
    compositions::merge(document, &mut losses);
    inheritance::alternate(document);
    references::end_circles(document, &mut losses);
    members::settle(document, &mut losses);
    parameters::settle(document, &mut losses);
    google::keep_slashes(document);
    losses.report(report);
}

/// A kind of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    /// A required member without a property.
    UnlistedMember,
    /// Parts of an `allOf` that no value fits.
    Conflict,
    /// A list or map that consists of itself.
    Circle,
    /// A path parameter without a label.
    ParameterWithoutLabel,
    /// A parameter whose name is empty.
    ParameterWithoutName,
    /// A parameter that the same list has already.
    RepeatedParameter,
    /// A header parameter that HTTP or the transport sets.
    ReservedHeader,
    /// A security scheme of TLS, by the certificate of the client.
    ClientCertificate,
    /// A keyword of a schema whose value has another form.
    InvalidValue,
}

/// What rewriting loses: for each kind the first place and the number of places.
#[derive(Debug)]
struct Losses {
    of_kind: BTreeMap<Loss, (Pointer, String, usize)>,
    /// Where a loss has no effect.
    unused: Unused,
}

impl Losses {
    fn new(report: &Report<'_>) -> Self {
        Self { of_kind: BTreeMap::new(), unused: report.unused().clone() }
    }

    /// Counts a loss of `name` at that place.
    fn add(&mut self, loss: Loss, pointer: &Pointer, name: &str) {
        if self.unused.has(pointer) {
            return;
        }
        let first = || (pointer.clone(), name.to_owned(), 0);
        self.of_kind.entry(loss).or_insert_with(first).2 += 1;
    }

    /// Reports one warning for each kind.
    fn report(self, report: &mut Report<'_>) {
        for (loss, (pointer, name, count)) in self.of_kind {
            let more = match count {
                1 => String::new(),
                2 => ", and one more".to_owned(),
                count => format!(", and {} more", count - 1),
            };
            let (code, found, expected, remedy) = match loss {
                Loss::UnlistedMember => (
                    "unknown-required-member",
                    format!("`{name}` among the required members, which is not a property{more}"),
                    "the name of a property of the same schema",
                    "add the property with an overlay if the service has it, or remove the name; it has no effect",
                ),
                Loss::Conflict => (
                    "conflicting-schemas",
                    format!("`{name}` with parts that no value fits{more}"),
                    "schemas in `allOf` that a value can fit together",
                    "correct the parts with an overlay; until then it is any JSON",
                ),
                Loss::Circle => (
                    "recursive-schema",
                    format!("`{name}`, a list or map that consists of itself{more}"),
                    "a recursive schema with a name in Rust, which lists and maps do not have",
                    "read what it holds as any JSON; or make it an object with properties, or alternatives (`oneOf`), with an overlay",
                ),
                Loss::ParameterWithoutLabel => (
                    "parameter-without-label",
                    format!("the path parameter `{name}`, without a label{more}"),
                    "a label in the path for each path parameter",
                    "add the label, or remove the parameter; it is not sent",
                ),
                Loss::ParameterWithoutName => (
                    "unnamed-parameter",
                    format!("a parameter with an empty name{more}"),
                    "the name of the parameter in requests",
                    "set the name with an overlay, or remove the parameter; it is not sent",
                ),
                Loss::RepeatedParameter => (
                    "duplicate-parameter",
                    format!("the parameter `{name}`, which the same list has already{more}"),
                    "one parameter for each name and location; names of headers ignore case",
                    "remove the one that the service does not have; the first is used",
                ),
                Loss::ReservedHeader => (
                    "reserved-header",
                    format!("`{name}`, a header of every request, as a parameter{more}"),
                    "headers that neither HTTP, the transport nor the signer sets",
                    "remove the parameter; it is not sent",
                ),
                Loss::InvalidValue => (
                    "invalid-keyword-value",
                    format!("a value of the keyword `{name}` that it cannot have{more}"),
                    "a value of the form that OpenAPI gives the keyword",
                    "correct the value with an overlay; it is ignored",
                ),
                Loss::ClientCertificate => (
                    "client-certificate",
                    format!("the security scheme `{name}`, by a certificate of the client{more}"),
                    "schemes whose credential a request carries",
                    "give the client a transport that has the certificate; nothing else is required for the scheme",
                ),
            };
            report.warning(code, &pointer).found(found).expected(expected).remedy(remedy);
        }
    }
}
