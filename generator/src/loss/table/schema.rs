//! The keywords of schemas.

use super::Next::{self, Each, Nothing, One};
use super::{ELSEWHERE, HOST_LABEL, Part, REFUSED};
use crate::loss::Use::{self, Documented, Ignored, Used};

const UNCHECKED: Use = Ignored("it is neither checked nor documented");
const BOTH_WAYS: Use = Ignored("a member is read and written wherever its structure is");
const FRAMES: Use = Ignored("the frames of an event stream are handed on as they are");

pub(super) const SCHEMA: &[(&str, Use, Next)] = &[
    ("$ref", Used, Nothing),
    ("type", Used, Nothing),
    ("format", Used, Nothing),
    ("title", Used, Nothing),
    ("properties", Used, Each(Part::Schema)),
    ("required", Used, Nothing),
    ("additionalProperties", Used, One(Part::Schema)),
    ("items", Used, One(Part::Schema)),
    ("allOf", Used, Each(Part::Schema)),
    ("enum", Used, Nothing),
    ("deprecated", Used, Nothing),
    ("xml", Used, One(Part::Xml)),
    ("description", Documented, Nothing),
    ("pattern", Documented, Nothing),
    // What `validate` compares, of inputs.
    ("minLength", Used, Nothing),
    ("maxLength", Used, Nothing),
    ("minItems", Used, Nothing),
    ("maxItems", Used, Nothing),
    ("minProperties", Used, Nothing),
    ("maxProperties", Used, Nothing),
    ("minimum", Used, Nothing),
    ("maximum", Used, Nothing),
    ("exclusiveMinimum", Used, Nothing),
    ("exclusiveMaximum", Used, Nothing),
    ("x-enumDescriptions", Documented, Nothing),
    ("x-key", Used, One(Part::Schema)),
    ("x-event", FRAMES, Nothing),
    ("x-event-payload", FRAMES, Nothing),
    ("x-host-label", HOST_LABEL, Nothing),
    (
        "x-pattern",
        Ignored("a pattern that its own directory could not read"),
        Nothing,
    ),
    ("multipleOf", UNCHECKED, Nothing),
    ("uniqueItems", UNCHECKED, Nothing),
    (
        "default",
        Ignored("the service fills in what is left out"),
        Nothing,
    ),
    (
        "nullable",
        Ignored("null is read as absent, and never sent"),
        Nothing,
    ),
    ("readOnly", BOTH_WAYS, Nothing),
    ("writeOnly", BOTH_WAYS, Nothing),
    // Of an input or an output.
    ("example", Documented, Nothing),
    ("externalDocs", ELSEWHERE, Nothing),
    ("discriminator", REFUSED, Nothing),
    ("oneOf", REFUSED, Nothing),
    ("anyOf", REFUSED, Nothing),
    ("not", REFUSED, Nothing),
];
