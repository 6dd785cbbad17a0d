//! What the stages read of each part of a document. This table and the dialect go together: whoever
//! reads a new keyword there says so here, and a test takes it out to see.

mod info;
mod schema;

use super::Use::{self, Documented, Ignored, Spare, Used};
use crate::dialect::{self, Kind};
use Next::{Each, Nothing, One};

/// A kind of place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Root,
    Info,
    License,
    Origin,
    Server,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    MediaType,
    Schema,
    Xml,
    Components,
    SecurityScheme,
    ExternalDocs,
}

/// What stands under a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A value, or something whose parts share its fate.
    Nothing,
    /// A part.
    One(Part),
    /// A map or a list of parts.
    Each(Part),
}

const EXAMPLES: Use = Ignored("the one under `example` is shown");
pub(super) const UNKNOWN_KEYWORD: Use = Ignored("OpenAPI 3.0 has no such keyword here");
pub(super) const UNKNOWN_EXTENSION: Use = Ignored("the generator knows no such extension");
const MISPLACED_EXTENSION: Use = Ignored("it has no effect here, as its diagnostic says");
/// What the generator refuses, so that no crate comes of the document.
const REFUSED: Use = Ignored("not supported, as its diagnostic says");
const SIGNED: Use = Spare("every request is signed, as the one security scheme says");
const ANY_REGION: Use = Spare("any region is accepted; the list is frozen and the same everywhere");
const GROUPS: Use = Ignored("operations are not put into groups");
const ELSEWHERE: Use =
    Ignored("a link to further documentation is shown for the whole service alone");
const SIBLINGS: Use = Ignored("only JSON bodies are read and written");
const HEADERS: Use = Ignored("response headers are not read from here");
const HOST_LABEL: Use = Spare("the label in `x-host-prefix` has the member's name");

impl Part {
    /// The word for it in the report.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Root => "document",
            Self::Info => "info",
            Self::License => "license",
            Self::Origin => "origin",
            Self::Server => "server",
            Self::Paths => "paths",
            Self::PathItem => "path",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::Responses => "responses",
            Self::Response => "response",
            Self::MediaType => "media type",
            Self::Schema => "schema",
            Self::Xml => "xml",
            Self::Components => "components",
            Self::SecurityScheme => "security scheme",
            Self::ExternalDocs => "external docs",
        }
    }

    /// What becomes of a keyword here, and what stands under it.
    pub(super) fn keyword(self, keyword: &str) -> (Use, Next) {
        let known = self.keywords().iter().find(|(name, _, _)| *name == keyword);
        match known {
            Some((_, fate, next)) => (*fate, *next),
            None if self.is_marked_by(keyword) => (Used, Nothing),
            None if self.kind().is_some() && dialect::is_mark(keyword) => {
                (MISPLACED_EXTENSION, Nothing)
            }
            None if keyword.starts_with("x-") => (UNKNOWN_EXTENSION, Nothing),
            None => (UNKNOWN_KEYWORD, Nothing),
        }
    }

    /// Whether the dialect reads an extension of that name here.
    fn is_marked_by(self, name: &str) -> bool {
        self.kind()
            .is_some_and(|kind| dialect::stands_on(name, kind))
    }

    /// What the dialect calls it, where extensions may stand on it.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Info => Some(Kind::Info),
            Self::Operation => Some(Kind::Operation),
            Self::Parameter => Some(Kind::Parameter),
            Self::Schema => Some(Kind::Schema),
            _ => None,
        }
    }

    /// Whether a name in a map can be one of these parts and not an extension of the map.
    pub(super) fn stands_under(self, name: &str) -> bool {
        !(matches!(self, Self::PathItem | Self::Response) && name.starts_with("x-"))
    }

    pub(super) fn keywords(self) -> &'static [(&'static str, Use, Next)] {
        match self {
            Self::Root => &[
                ("openapi", Used, Nothing),
                ("info", Used, One(Self::Info)),
                ("servers", Used, Each(Self::Server)),
                ("paths", Used, Each(Self::PathItem)),
                ("components", Used, One(Self::Components)),
                ("security", SIGNED, Nothing),
                ("tags", GROUPS, Nothing),
                ("externalDocs", Documented, One(Self::ExternalDocs)),
                (
                    "x-hasEquivalentPaths",
                    Spare("the `#` in the paths says the same"),
                    Nothing,
                ),
            ],
            Self::Info => info::INFO,
            Self::License => info::LICENSE,
            Self::Origin => info::ORIGIN,
            Self::Server => &[
                ("url", Used, Nothing),
                ("description", ANY_REGION, Nothing),
                ("variables", ANY_REGION, Nothing),
            ],
            Self::Paths | Self::Responses => &[],
            Self::PathItem => &[
                ("$ref", REFUSED, Nothing),
                (
                    "summary",
                    Ignored("each operation has its own description"),
                    Nothing,
                ),
                (
                    "description",
                    Ignored("each operation has its own description"),
                    Nothing,
                ),
                ("get", Used, One(Self::Operation)),
                ("put", Used, One(Self::Operation)),
                ("post", Used, One(Self::Operation)),
                ("delete", Used, One(Self::Operation)),
                ("head", Used, One(Self::Operation)),
                ("patch", Used, One(Self::Operation)),
                ("options", REFUSED, Nothing),
                ("trace", REFUSED, Nothing),
                ("servers", REFUSED, Nothing),
                ("parameters", Used, Each(Self::Parameter)),
            ],
            Self::Operation => &[
                ("operationId", Used, Nothing),
                ("parameters", Used, Each(Self::Parameter)),
                ("requestBody", Used, One(Self::RequestBody)),
                ("responses", Used, Each(Self::Response)),
                ("description", Documented, Nothing),
                ("summary", Documented, Nothing),
                ("deprecated", Used, Nothing),
                ("x-waiters", Used, Nothing),
                ("security", Used, Nothing),
                ("tags", GROUPS, Nothing),
                ("externalDocs", ELSEWHERE, Nothing),
                ("callbacks", REFUSED, Nothing),
                ("servers", REFUSED, Nothing),
            ],
            Self::Parameter => &[
                ("$ref", Used, Nothing),
                ("name", Used, Nothing),
                ("in", Used, Nothing),
                ("required", Used, Nothing),
                ("schema", Used, One(Self::Schema)),
                // A parameter without a string, or with a certain one, is not an argument (rules 3 and 4).
                ("description", Used, Nothing),
                ("deprecated", Used, Nothing),
                ("x-host-label", HOST_LABEL, Nothing),
                (
                    "allowEmptyValue",
                    Ignored("an empty value can be given wherever it is not a label"),
                    Nothing,
                ),
                ("style", REFUSED, Nothing),
                ("explode", REFUSED, Nothing),
                ("allowReserved", REFUSED, Nothing),
                ("content", REFUSED, Nothing),
                ("example", Documented, Nothing),
                ("examples", EXAMPLES, Nothing),
            ],
            Self::RequestBody => &[
                ("$ref", Used, Nothing),
                ("content", Used, Each(Self::MediaType)),
                (
                    "required",
                    Spare("a body is always sent, if only `{}`"),
                    Nothing,
                ),
                (
                    "description",
                    Ignored("the members have their own descriptions"),
                    Nothing,
                ),
            ],
            Self::Response => &[
                ("$ref", Used, Nothing),
                // The name of an error that has no schema.
                ("description", Used, Nothing),
                ("content", Used, Each(Self::MediaType)),
                ("x-aws-exception", Used, Nothing),
                ("headers", HEADERS, Nothing),
                ("links", Ignored("operations are not linked"), Nothing),
            ],
            Self::MediaType => &[
                ("schema", Used, One(Self::Schema)),
                ("example", Documented, Nothing),
                ("examples", EXAMPLES, Nothing),
                ("encoding", SIBLINGS, Nothing),
            ],
            Self::Schema => schema::SCHEMA,
            Self::Xml => &[
                ("name", Used, Nothing),
                ("namespace", SIBLINGS, Nothing),
                ("prefix", SIBLINGS, Nothing),
                ("attribute", SIBLINGS, Nothing),
                ("wrapped", SIBLINGS, Nothing),
            ],
            Self::Components => &[
                ("schemas", Used, Each(Self::Schema)),
                ("parameters", Used, Each(Self::Parameter)),
                ("responses", Used, Each(Self::Response)),
                ("requestBodies", Used, Each(Self::RequestBody)),
                ("securitySchemes", Used, Each(Self::SecurityScheme)),
                ("headers", HEADERS, Nothing),
                ("examples", EXAMPLES, Nothing),
                ("links", Ignored("operations are not linked"), Nothing),
                ("callbacks", REFUSED, Nothing),
            ],
            Self::SecurityScheme => &[
                ("$ref", Used, Nothing),
                ("type", Used, Nothing),
                ("name", Used, Nothing),
                ("in", Used, Nothing),
                ("x-amazon-apigateway-authtype", Used, Nothing),
                ("description", SIGNED, Nothing),
                ("scheme", SIGNED, Nothing),
                ("bearerFormat", SIGNED, Nothing),
                ("flows", SIGNED, Nothing),
                ("openIdConnectUrl", SIGNED, Nothing),
            ],
            Self::ExternalDocs => &[
                ("url", Documented, Nothing),
                ("description", Spare("the link says what it is"), Nothing),
            ],
        }
    }
}
