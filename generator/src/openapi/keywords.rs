//! The keyword table: for each part of a document its keywords and extensions, what the generator does
//! with each, and which parts stand under it.
//!
//! One table serves the walk over a document (`walk`), the checks of keywords and extensions (`unknown`), the
//! keywords of each type (`schemas`) and the loss report (`crate::loss`). A keyword that a stage reads has a row
//! here; a test of the loss report removes each in turn and compares what is generated.

use Next::{Each, Nothing, One};
use Use::{Documented, Ignored, Spare, Used};

/// How the generator uses a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It decides what the code does.
    Used,
    /// It is documentation, and nothing else.
    Documented,
    /// The generator ignores it, and something that it states about the service is lost.
    Ignored(&'static str),
    /// The generator ignores it, and nothing is lost.
    Spare(&'static str),
}

/// A kind of part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NodeKind {
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
    Header,
    MediaType,
    Encoding,
    Schema,
    Xml,
    Components,
    SecurityScheme,
    ExternalDocs,
}

/// The kind of value under a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A value, or something whose parts share its use.
    Nothing,
    /// A part.
    One(NodeKind),
    /// A map or a list of parts.
    Each(NodeKind),
}

/// A keyword of a part.
pub(crate) type Keyword = (&'static str, Use, Next);

impl NodeKind {
    /// All kinds, in the order of their declaration.
    pub(crate) const ALL: [Self; 20] = [
        Self::Root,
        Self::Info,
        Self::License,
        Self::Origin,
        Self::Server,
        Self::Paths,
        Self::PathItem,
        Self::Operation,
        Self::Parameter,
        Self::RequestBody,
        Self::Responses,
        Self::Response,
        Self::Header,
        Self::MediaType,
        Self::Encoding,
        Self::Schema,
        Self::Xml,
        Self::Components,
        Self::SecurityScheme,
        Self::ExternalDocs,
    ];

    /// Its name in the loss report.
    pub(crate) fn name(self) -> &'static str {
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
            Self::Header => "header",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Schema => "schema",
            Self::Xml => "xml",
            Self::Components => "components",
            Self::SecurityScheme => "security scheme",
            Self::ExternalDocs => "external docs",
        }
    }

    /// Its name in a sentence.
    pub(crate) fn phrase(self) -> String {
        match self {
            Self::Root => "the document".to_owned(),
            Self::Info | Self::Components | Self::Paths | Self::Responses | Self::Xml => {
                format!("`{}`", self.name())
            }
            Self::ExternalDocs => "`externalDocs`".to_owned(),
            Self::Operation | Self::Origin | Self::Encoding => format!("an {}", self.name()),
            _ => format!("a {}", self.name()),
        }
    }

    /// Whether the structural walk visits the part. The others hold no part that a rule reads.
    pub(crate) fn is_walked(self) -> bool {
        !matches!(
            self,
            Self::License
                | Self::Origin
                | Self::Server
                | Self::Paths
                | Self::Responses
                | Self::Xml
                | Self::ExternalDocs
        )
    }

    /// Whether a key of a map can be the name of a part, and not an extension of the map.
    pub(crate) fn is_named(self, key: &str) -> bool {
        !(matches!(self, Self::PathItem | Self::Response) && key.starts_with("x-"))
    }

    /// The row of a keyword.
    pub(crate) fn keyword(self, name: &str) -> Option<&'static Keyword> {
        self.keywords().iter().find(|(known, _, _)| *known == name)
    }

    /// The keywords and extensions of the part.
    pub(crate) fn keywords(self) -> &'static [Keyword] {
        match self {
            Self::Root => ROOT,
            Self::Info => INFO,
            Self::License => &[
                ("name", Documented, Nothing),
                ("url", Documented, Nothing),
                ("identifier", Spare("the license has a name"), Nothing),
            ],
            Self::Origin => ORIGIN,
            Self::Server => &[
                ("url", Used, Nothing),
                ("description", Used, Nothing),
                ("variables", Used, Nothing),
                ("name", Spare("the types of servers are named after their descriptions"), Nothing),
            ],
            Self::Paths | Self::Responses => &[],
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::Header => &[
                ("$ref", Used, Nothing),
                ("schema", Used, One(Self::Schema)),
                ("description", Documented, Nothing),
                ("content", Ignored("headers of media types are not read"), Each(Self::MediaType)),
            ],
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Schema => SCHEMA,
            Self::Xml => XML,
            Self::Components => COMPONENTS,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::ExternalDocs => &[
                ("url", Documented, Nothing),
                ("description", Spare("the link states what it is"), Nothing),
            ],
        }
    }
}

/// Whether the keyword belongs to schemas of other types; without a type, to schemas of any type.
pub(super) fn is_of_other_type(keyword: &str, schema_type: Option<&str>) -> bool {
    let owners = || BY_TYPE.iter().filter(|(_, own)| own.contains(&keyword));
    owners().next().is_some() && !owners().any(|(name, _)| Some(*name) == schema_type)
}

/// The types that a schema can have.
pub(super) fn schema_types() -> impl Iterator<Item = &'static str> {
    BY_TYPE.iter().map(|(name, _)| *name)
}

/// The types and the keywords that only schemas of certain types have.
const BY_TYPE: &[(&str, &[&str])] = &[
    ("string", &["format", "enum", "pattern", "minLength", "maxLength"]),
    ("integer", NUMERIC),
    ("number", NUMERIC),
    ("boolean", &["enum"]),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    (
        "object",
        &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
    ),
];

const NUMERIC: &[&str] =
    &["format", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

/// Why a keyword without a row is ignored.
pub(crate) const UNKNOWN_KEYWORD: Use = Ignored("OpenAPI has no such keyword here");
/// Why an extension without a row is ignored.
pub(crate) const UNKNOWN_EXTENSION: Use = Ignored("the generator knows no such extension");
/// Why an extension of another part is ignored.
pub(crate) const MISPLACED_EXTENSION: Use = Ignored("it has no effect here; see its diagnostic");
const EXAMPLES: Use = Ignored("only `example` is shown, or the first of several");
const TOKENS: Use = Spare("the caller obtains the token");
const GROUPS: Use = Ignored("the descriptions of tags are not shown");
const LINKED: Use = Ignored("a link to further documentation is shown for the whole service alone");
const OTHER_MEDIA: Use = Ignored("it has no meaning for JSON, and XML is passed on as bytes");
const HOST_LABEL: Use = Spare("the label in `x-host-prefix` has the member's name");
const DIRECTORY: Use = Spare("it is for the pages of the directory that published the document");
const SAME_PAGE: Use = Spare("the same page for every service");
const UNCHECKED: Use = Ignored("it is neither checked nor documented");
const FRAMES: Use = Ignored("the frames of an event stream are not decoded");
const OWN_DESCRIPTIONS: Use = Ignored("each operation has its own description");
const CALLBACKS: Use = Ignored("the SDK calls the service, and is not called");
const OTHER_METHODS: Use = Ignored("only the methods of OpenAPI 3.0 are called");
const PARTS_IN_ORDER: Use = Ignored("parts without names are passed on as bytes");
const PARTS_OF_PARTS: Use = Ignored("a part is a file, text or JSON, and has no parts itself");
const LINKS: Use = Ignored("operations are not linked");

const ROOT: &[Keyword] = &[
    ("openapi", Used, Nothing),
    ("info", Used, One(NodeKind::Info)),
    ("servers", Used, Each(NodeKind::Server)),
    ("paths", Used, Each(NodeKind::PathItem)),
    ("components", Used, One(NodeKind::Components)),
    ("security", Used, Nothing),
    ("tags", GROUPS, Nothing),
    ("externalDocs", Documented, One(NodeKind::ExternalDocs)),
    ("webhooks", CALLBACKS, Nothing),
    ("jsonSchemaDialect", Spare("every document has the same meaning of keywords"), Nothing),
    ("$self", Spare("references name parts of the document"), Nothing),
    ("x-hasEquivalentPaths", Spare("the `#` in the paths states the same"), Nothing),
];

const INFO: &[Keyword] = &[
    ("title", Used, Nothing),
    ("version", Used, Nothing),
    ("description", Documented, Nothing),
    ("license", Documented, One(NodeKind::License)),
    ("summary", Ignored("the title and the description are shown"), Nothing),
    ("x-origin", Documented, Each(NodeKind::Origin)),
    ("x-serviceName", Used, Nothing),
    ("x-providerName", Used, Nothing),
    ("x-aws-signingName", Used, Nothing),
    ("x-headers", Used, Nothing),
    ("x-smithy", Used, Nothing),
    ("x-timestamp-format", Used, Nothing),
    ("x-header-timestamp-format", Used, Nothing),
    ("contact", Spare("calls do not depend on it"), Nothing),
    ("termsOfService", Spare("calls do not depend on the terms"), Nothing),
    ("x-apiClientRegistration", SAME_PAGE, Nothing),
    ("x-apisguru-categories", DIRECTORY, Nothing),
    ("x-logo", DIRECTORY, Nothing),
    ("x-preferred", DIRECTORY, Nothing),
    ("x-release", DIRECTORY, Nothing),
];

const ORIGIN: &[Keyword] = &[
    ("url", Documented, Nothing),
    ("contentType", DIRECTORY, Nothing),
    ("converter", DIRECTORY, Nothing),
    ("format", DIRECTORY, Nothing),
    ("version", DIRECTORY, Nothing),
    ("x-apisguru-driver", DIRECTORY, Nothing),
];

const PATH_ITEM: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("summary", OWN_DESCRIPTIONS, Nothing),
    ("description", OWN_DESCRIPTIONS, Nothing),
    ("parameters", Used, Each(NodeKind::Parameter)),
    ("get", Used, One(NodeKind::Operation)),
    ("put", Used, One(NodeKind::Operation)),
    ("post", Used, One(NodeKind::Operation)),
    ("delete", Used, One(NodeKind::Operation)),
    ("options", Used, One(NodeKind::Operation)),
    ("head", Used, One(NodeKind::Operation)),
    ("patch", Used, One(NodeKind::Operation)),
    ("trace", Used, One(NodeKind::Operation)),
    ("query", OTHER_METHODS, Nothing),
    ("additionalOperations", OTHER_METHODS, Nothing),
    ("servers", Used, Each(NodeKind::Server)),
];

const OPERATION: &[Keyword] = &[
    ("operationId", Used, Nothing),
    ("parameters", Used, Each(NodeKind::Parameter)),
    ("requestBody", Used, One(NodeKind::RequestBody)),
    ("responses", Used, Each(NodeKind::Response)),
    ("description", Documented, Nothing),
    ("summary", Documented, Nothing),
    ("deprecated", Used, Nothing),
    ("security", Used, Nothing),
    ("x-headers", Used, Nothing),
    ("x-host-prefix", Used, Nothing),
    ("x-arguments", Used, Nothing),
    ("x-idempotent", Used, Nothing),
    ("x-read-only", Used, Nothing),
    ("x-request-checksum", Used, Nothing),
    ("x-request-compression", Used, Nothing),
    ("x-unsigned-payload", Used, Nothing),
    ("x-waiters", Used, Nothing),
    ("x-pagination", Used, Nothing),
    ("x-ms-pageable", Used, Nothing),
    ("x-input", Spare("it names the schema for `explain`"), Nothing),
    ("tags", Documented, Nothing),
    ("externalDocs", LINKED, Nothing),
    ("callbacks", CALLBACKS, Nothing),
    ("servers", Used, Each(NodeKind::Server)),
];

const PARAMETER: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("name", Used, Nothing),
    ("in", Used, Nothing),
    ("required", Used, Nothing),
    ("schema", Used, One(NodeKind::Schema)),
    // One without a description, or with a certain one, is not an argument: see `crate::aws`.
    ("description", Used, Nothing),
    ("deprecated", Used, Nothing),
    ("x-constant", Used, Nothing),
    ("x-greedy", Used, Nothing),
    ("x-header-prefix", Used, Nothing),
    ("x-idempotency-token", Used, Nothing),
    ("x-ignore", Used, Nothing),
    ("x-json-value", Used, Nothing),
    ("x-sensitive", Used, Nothing),
    ("x-timestamp-format", Used, Nothing),
    ("x-host-label", HOST_LABEL, Nothing),
    // It marks a constant without a value: see `crate::aws`. Any other query parameter may be empty anyway.
    ("allowEmptyValue", Used, Nothing),
    ("style", Used, Nothing),
    ("explode", Used, Nothing),
    ("allowReserved", Used, Nothing),
    ("content", Used, Each(NodeKind::MediaType)),
    ("example", Documented, Nothing),
    ("examples", EXAMPLES, Nothing),
];

const REQUEST_BODY: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("content", Used, Each(NodeKind::MediaType)),
    ("required", Used, Nothing),
    ("description", Ignored("the members have their own descriptions"), Nothing),
];

const RESPONSE: &[Keyword] = &[
    ("$ref", Used, Nothing),
    // The name of an error that has no schema.
    ("description", Used, Nothing),
    ("summary", Spare("the description states what the response is"), Nothing),
    ("headers", Used, Each(NodeKind::Header)),
    ("content", Used, Each(NodeKind::MediaType)),
    ("x-aws-exception", Used, Nothing),
    ("x-error-response", Used, Nothing),
    ("links", LINKS, Nothing),
];

const MEDIA_TYPE: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("schema", Used, One(NodeKind::Schema)),
    ("example", Documented, Nothing),
    ("examples", EXAMPLES, Nothing),
    ("encoding", Used, Each(NodeKind::Encoding)),
    ("itemSchema", Used, One(NodeKind::Schema)),
    ("x-item-schema", Used, One(NodeKind::Schema)),
    ("prefixEncoding", PARTS_IN_ORDER, Nothing),
    ("itemEncoding", PARTS_IN_ORDER, Nothing),
];

const ENCODING: &[Keyword] = &[
    ("contentType", Used, Nothing),
    ("style", Used, Nothing),
    ("explode", Used, Nothing),
    ("headers", Ignored("parts have no headers but those of their name and media type"), Nothing),
    (
        "allowReserved",
        Spare("a character means the same in a form, percent-encoded or not"),
        Nothing,
    ),
    ("encoding", PARTS_OF_PARTS, Nothing),
    ("prefixEncoding", PARTS_OF_PARTS, Nothing),
    ("itemEncoding", PARTS_OF_PARTS, Nothing),
];

const SCHEMA: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("type", Used, Nothing),
    ("format", Used, Nothing),
    ("title", Used, Nothing),
    ("properties", Used, Each(NodeKind::Schema)),
    ("items", Used, One(NodeKind::Schema)),
    ("additionalProperties", Used, One(NodeKind::Schema)),
    ("x-key", Used, One(NodeKind::Schema)),
    ("allOf", Used, Each(NodeKind::Schema)),
    ("oneOf", Used, Each(NodeKind::Schema)),
    ("anyOf", Used, Each(NodeKind::Schema)),
    ("not", Ignored("values are not checked"), One(NodeKind::Schema)),
    ("required", Used, Nothing),
    ("enum", Used, Nothing),
    ("const", Used, Nothing),
    ("deprecated", Used, Nothing),
    ("xml", Used, One(NodeKind::Xml)),
    ("description", Documented, Nothing),
    ("pattern", Documented, Nothing),
    // The limits that `validate` checks, of inputs.
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
    ("x-blob", Used, Nothing),
    ("x-document", Used, Nothing),
    ("x-enumDescriptions", Documented, Nothing),
    ("x-error", Used, Nothing),
    ("x-event-stream", Used, Nothing),
    ("x-header", Used, Nothing),
    ("x-header-prefix", Used, Nothing),
    ("x-idempotency-token", Used, Nothing),
    ("x-json-value", Used, Nothing),
    ("x-payload", Used, Nothing),
    ("x-requires-length", Used, Nothing),
    ("x-sensitive", Used, Nothing),
    ("x-sparse", Used, Nothing),
    ("x-status-code", Used, Nothing),
    ("x-streaming", Used, Nothing),
    ("x-timestamp-format", Used, Nothing),
    ("x-union", Used, Nothing),
    ("x-wire-name", Used, Nothing),
    // Of other generators.
    ("x-enum-varnames", Used, Nothing),
    ("x-enumNames", Used, Nothing),
    ("x-enum-names", Used, Nothing),
    ("x-ms-discriminator-value", Used, Nothing),
    ("x-event", FRAMES, Nothing),
    ("x-event-payload", FRAMES, Nothing),
    ("x-host-label", HOST_LABEL, Nothing),
    // The form of the APIs.guru documents.
    ("hostLabel", HOST_LABEL, Nothing),
    ("x-pattern", Ignored("a pattern that the converter could not parse"), Nothing),
    ("multipleOf", UNCHECKED, Nothing),
    ("uniqueItems", UNCHECKED, Nothing),
    ("default", Documented, Nothing),
    ("nullable", Used, Nothing),
    ("examples", Documented, Nothing),
    ("readOnly", Used, Nothing),
    ("writeOnly", Used, Nothing),
    // Of an input or an output.
    ("example", Documented, Nothing),
    ("externalDocs", LINKED, Nothing),
    ("discriminator", Used, Nothing),
    // Of OpenAPI 3.1, whose schemas are those of JSON Schema.
    ("contentEncoding", Used, Nothing),
    ("contentMediaType", Used, Nothing),
    ("patternProperties", Used, Each(NodeKind::Schema)),
    ("prefixItems", Used, Each(NodeKind::Schema)),
    ("$defs", Used, Nothing),
    ("definitions", Used, Nothing),
    ("$schema", Spare("the schemas of a document are all of one dialect"), Nothing),
    ("$id", Spare("references name parts of the document"), Nothing),
    ("$anchor", Spare("references name parts of the document"), Nothing),
    ("$comment", Spare("it is for the authors of the document"), Nothing),
    ("contentSchema", UNCHECKED, Nothing),
    ("if", UNCHECKED, Nothing),
    ("then", UNCHECKED, Nothing),
    ("else", UNCHECKED, Nothing),
    ("contains", UNCHECKED, Nothing),
    ("minContains", UNCHECKED, Nothing),
    ("maxContains", UNCHECKED, Nothing),
    ("propertyNames", UNCHECKED, Nothing),
    ("dependentRequired", UNCHECKED, Nothing),
    ("dependentSchemas", UNCHECKED, Nothing),
    ("unevaluatedItems", UNCHECKED, Nothing),
    ("unevaluatedProperties", UNCHECKED, Nothing),
];

const XML: &[Keyword] = &[
    ("name", Used, Nothing),
    ("namespace", OTHER_MEDIA, Nothing),
    ("prefix", OTHER_MEDIA, Nothing),
    ("attribute", OTHER_MEDIA, Nothing),
    ("wrapped", OTHER_MEDIA, Nothing),
    ("nodeType", OTHER_MEDIA, Nothing),
];

const COMPONENTS: &[Keyword] = &[
    ("schemas", Used, Each(NodeKind::Schema)),
    ("parameters", Used, Each(NodeKind::Parameter)),
    ("responses", Used, Each(NodeKind::Response)),
    ("requestBodies", Used, Each(NodeKind::RequestBody)),
    ("headers", Used, Each(NodeKind::Header)),
    ("securitySchemes", Used, Each(NodeKind::SecurityScheme)),
    ("examples", EXAMPLES, Nothing),
    ("links", LINKS, Nothing),
    ("callbacks", CALLBACKS, Nothing),
    ("pathItems", Used, Nothing),
    ("mediaTypes", Used, Each(NodeKind::MediaType)),
];

const SECURITY_SCHEME: &[Keyword] = &[
    ("$ref", Used, Nothing),
    ("type", Used, Nothing),
    ("name", Used, Nothing),
    ("in", Used, Nothing),
    ("x-amazon-apigateway-authtype", Used, Nothing),
    ("description", Ignored("descriptions of security schemes are not shown"), Nothing),
    ("scheme", Used, Nothing),
    ("bearerFormat", TOKENS, Nothing),
    ("flows", TOKENS, Nothing),
    ("openIdConnectUrl", TOKENS, Nothing),
    ("oauth2MetadataUrl", TOKENS, Nothing),
    ("deprecated", Ignored("descriptions of security schemes are not shown"), Nothing),
];
