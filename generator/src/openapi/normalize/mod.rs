//! Rewrites any OpenAPI document into the dialect that the reader reads.
//!
//! Many forms state the same: a type may be left out beside `properties`, an operation may have no name, a schema
//! of OpenAPI 3.1 may have a list of types. Each is rewritten here into one form, so that the checks and the
//! reader know that form alone. Keys are added and schemas replaced, but nothing moves: a pointer into the result
//! leads to the same part of the document, or to the part that holds it. What the reader reads already is not
//! changed.
//!
//! 1. `operations`: a path item behind a reference is copied to the path; operations get unique names.
//!    `sequences`: the schema of a stream becomes that of an event or a line.
//!    `versions`: a reference with other keywords beside it becomes a part of an `allOf`, from OpenAPI 3.1 on.
//! 2. `references`: a schema that is referred to by a pointer into another part becomes a component.
//!    `parameters`: keywords of a schema on a parameter or a header become one, so that what follows applies to them.
//! 3. `versions`, `security`: OpenAPI 3.1 and 3.2 are lowered to 3.0.
//! 4. `schemas`: types that are left out are inferred; keywords, bounds and values of another type are dropped.
//! 5. `compositions`: `allOf` is merged, and alternatives that are none are removed.
//! 6. `discriminators`: values of a mapping that stand for no schema are counted.
//!    `inheritance`: a schema with a discriminator that others extend is referred to as one of all of them.
//!    A list or map that consists of itself ends (`references`).
//! 7. `members`: names in `required` that are not properties, and siblings of references, are dropped.
//! 8. `parameters`: path parameters and labels agree; a name in two places is made unique.
//!
//! What is settled without loss has no diagnostic, but for names: ids that operations share, and types of other languages. A loss is one warning for all places of its kind.

mod bodies;
mod components;
mod compositions;
mod discriminators;
mod google;
mod inheritance;
mod members;
mod operations;
mod parameters;
mod references;
mod schemas;
mod security;
mod sequences;
mod shared;
mod values;
mod versions;

pub(crate) use bodies::describe_bodies;
pub(crate) use operations::SharedIds;
pub(crate) use parameters::ignore_stated_headers;
pub(crate) use shared::name_shared_types;

use serde_json::Value;

use super::losses::Losses;
use super::report::Report;
use super::walk::MAX_CHAIN;

/// Gives every operation the name that it has in the service, and returns the operations that share an id.
pub(crate) fn name_operations(document: &mut Value) -> SharedIds {
    operations::inline_path_items(document);
    operations::name(document)
}

/// Gives a name to every part that is referred to by a pointer into another part, such as an operation.
pub(crate) fn name_targets(document: &mut Value) {
    // What is moved may itself hold such a reference.
    for _ in 0..MAX_CHAIN {
        if !references::hoist(document) {
            break;
        }
    }
}

/// Rewrites the document.
pub(crate) fn normalize(document: &mut Value, report: &mut Report<'_>) {
    let mut losses = Losses::new(report);
    name_operations(document).report(|_, _| true, report);
    versions::inline_media_types(document);
    versions::compose_references(document);
    sequences::describe_items(document);
    name_targets(document);
    parameters::describe(document);
    versions::lower(document, &mut losses);
    security::inline_schemes(document);
    security::drop_certificates(document, &mut losses);
    values::count_lost(document, &mut losses);
    discriminators::count_unknown(document, &mut losses);
    schemas::report_foreign_types(document, report);
    schemas::count_values_of_other_types(document, &mut losses);
    schemas::complete(document);
    compositions::merge(document, &mut losses);
    inheritance::alternate(document);
    references::end_circles(document, &mut losses);
    members::settle(document, &mut losses);
    parameters::settle(document, &mut losses);
    google::keep_slashes(document);
    losses.report(report);
}
