//! AWS's service model: the JSON that botocore ships as `service-2.json`, and its paginators.
//!
//! Only what the projection uses is read. Keys that nobody here has heard of are collected, so that a
//! new trait is noticed when it comes and not when it is missed. Documentation is never kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Number;

use crate::files::decompress;
use crate::report::Failure;

/// Keys of the model that are not read, with how often each occurs.
type Unread = BTreeMap<String, IgnoredAny>;

/// A service.
#[derive(Debug, Deserialize)]
pub(super) struct Model {
    pub(super) metadata: Metadata,
    pub(super) operations: IndexMap<String, Operation>,
    pub(super) shapes: IndexMap<String, Shape>,
    /// Comes from a file of its own; empty without one.
    #[serde(skip)]
    pub(super) paginators: BTreeMap<String, Paginator>,
}

/// What is said about the service as a whole.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) api_version: String,
    pub(super) endpoint_prefix: String,
    pub(super) protocol: String,
    pub(super) service_full_name: String,
    pub(super) signature_version: String,
    pub(super) signing_name: Option<String>,
}

/// One operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation {
    pub(super) http: Http,
    pub(super) input: Option<Member>,
    pub(super) output: Option<Member>,
    #[serde(default)]
    pub(super) errors: Vec<Member>,
    #[serde(default)]
    pub(super) deprecated: bool,
    #[serde(default)]
    pub(super) readonly: bool,
    #[serde(default)]
    pub(super) idempotent: bool,
    #[serde(default)]
    pub(super) unsigned_payload: bool,
    pub(super) endpoint: Option<Endpoint>,
    pub(super) authtype: Option<String>,
    #[serde(default)]
    pub(super) auth: Vec<String>,
    #[serde(flatten)]
    unread: Unread,
}

/// The HTTP side of an operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Http {
    pub(super) method: String,
    /// `/tags/{resourceArn}`, perhaps with `{label+}` and `?fixed=query`.
    pub(super) request_uri: String,
    pub(super) response_code: Option<u16>,
}

/// What an operation says about its host.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) host_prefix: Option<String>,
}

/// A reference to a shape, with what is said about it at this place.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Member {
    pub(super) shape: String,
    pub(super) location: Option<Location>,
    pub(super) location_name: Option<String>,
    documentation: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) deprecated: bool,
    deprecated_message: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) idempotency_token: bool,
    #[serde(default)]
    pub(super) jsonvalue: bool,
    #[serde(default)]
    pub(super) host_label: bool,
    #[serde(default)]
    pub(super) eventpayload: bool,
    pub(super) timestamp_format: Option<String>,
    #[serde(flatten)]
    unread: Unread,
}

impl Member {
    /// Whether AWS has a text about the member.
    pub(super) fn is_documented(&self) -> bool {
        self.documentation.is_some()
    }

    /// Whether AWS says something about the member that is more than its shape.
    pub(super) fn is_annotated(&self) -> bool {
        self.documentation.is_some() || self.deprecated_message.is_some() || self.deprecated
    }
}

/// The part of the HTTP message in which a member travels, if it is not the body.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(super) enum Location {
    Uri,
    Querystring,
    Header,
    /// Every header that starts with the location name.
    Headers,
    StatusCode,
}

/// A named type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) members: IndexMap<String, Member>,
    #[serde(default)]
    pub(super) required: Vec<String>,
    /// The items of a list.
    pub(super) member: Option<Member>,
    /// The keys of a map.
    pub(super) key: Option<Member>,
    /// The values of a map.
    pub(super) value: Option<Member>,
    #[serde(rename = "enum", default)]
    pub(super) values: Vec<String>,
    pub(super) min: Option<Number>,
    pub(super) max: Option<Number>,
    pub(super) pattern: Option<String>,
    #[serde(default)]
    pub(super) sensitive: bool,
    pub(super) timestamp_format: Option<String>,
    #[serde(default)]
    pub(super) streaming: bool,
    #[serde(default)]
    pub(super) requires_length: bool,
    /// The member that is the whole body.
    pub(super) payload: Option<String>,
    #[serde(default)]
    pub(super) union: bool,
    #[serde(default)]
    pub(super) document: bool,
    #[serde(default)]
    pub(super) eventstream: bool,
    #[serde(default)]
    pub(super) event: bool,
    #[serde(default)]
    pub(super) sparse: bool,
    #[serde(default)]
    pub(super) exception: bool,
    pub(super) error: Option<ErrorTrait>,
    pub(super) retryable: Option<Retryable>,
    #[serde(default)]
    pub(super) deprecated: bool,
    documentation: Option<IgnoredAny>,
    #[serde(flatten)]
    unread: Unread,
}

/// The kinds of shapes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Structure,
    List,
    Map,
    String,
    Blob,
    Timestamp,
    Boolean,
    Integer,
    Long,
    Float,
    Double,
}

/// What is said about an error.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorTrait {
    pub(super) http_status_code: Option<u16>,
    /// The code on the wire, where it is not the name of the shape.
    pub(super) code: Option<String>,
}

/// Whether an error may be tried again.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Retryable {
    #[serde(default)]
    pub(super) throttling: bool,
}

/// How a list goes on.
#[derive(Debug, Deserialize)]
pub(super) struct Paginator {
    pub(super) input_token: OneOrMore,
    pub(super) limit_key: Option<String>,
}

/// A text or a list of texts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

impl Shape {
    /// Whether AWS has a text about the shape.
    pub(super) fn is_documented(&self) -> bool {
        self.documentation.is_some()
    }

    /// What the shape is made of.
    pub(super) fn references(&self) -> impl Iterator<Item = &Member> {
        let of_lists = self.member.iter().chain(&self.key).chain(&self.value);
        self.members.values().chain(of_lists)
    }
}

impl Model {
    /// Reads a model, and its paginators if there are any; either may be packed with gzip.
    pub(in crate::spec::refresh) fn read(
        name: &Path,
        service: &[u8],
        paginators: Option<&[u8]>,
    ) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Paginators {
            pagination: BTreeMap<String, Paginator>,
        }
        let unreadable = |error: serde_json::Error| {
            Failure::new(format!(
                "{} is no readable service model: {error}",
                name.display()
            ))
            .remedy("give a `service-2.json` of botocore, as it is or packed with gzip")
        };
        let mut model: Self =
            serde_json::from_slice(&decompress(name, service.to_owned())?).map_err(unreadable)?;
        if let Some(paginators) = paginators {
            let read: Paginators =
                serde_json::from_slice(&decompress(name, paginators.to_owned())?)
                    .map_err(unreadable)?;
            model.paginators = read.pagination;
        }
        if model.metadata.protocol != "rest-json" {
            let found = &model.metadata.protocol;
            return Err(Failure::new(format!(
                "{} speaks {found}, and only rest-json is known here",
                name.display()
            )));
        }
        model.check_references(name)?;
        Ok(model)
    }

    /// The shape of that name, which is there: [`Model::read`] has seen to it.
    pub(in crate::spec::refresh) fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// The shapes that the given ones reach, themselves included.
    pub(in crate::spec::refresh) fn reached_from<'m>(
        &'m self,
        names: impl Iterator<Item = &'m str>,
    ) -> BTreeSet<&'m str> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&str> = names.collect();
        while let Some(name) = waiting.pop() {
            if reached.insert(name) {
                let references = self.shape(name).into_iter().flat_map(Shape::references);
                waiting.extend(references.map(|member| member.shape.as_str()));
            }
        }
        reached
    }

    /// The shapes that inputs and outputs reach.
    pub(in crate::spec::refresh) fn reached_by_operations(&self) -> BTreeSet<&str> {
        let members = self
            .operations
            .values()
            .flat_map(|one| one.input.iter().chain(&one.output));
        self.reached_from(members.map(|member| member.shape.as_str()))
    }

    /// Whether an operation takes the shape of that name as its input.
    pub(in crate::spec::refresh) fn is_input(&self, name: &str) -> bool {
        self.operations
            .values()
            .any(|one| one.input.as_ref().is_some_and(|input| input.shape == name))
    }

    fn check_references(&self, name: &Path) -> Result<(), Failure> {
        let of_operations = self
            .operations
            .values()
            .flat_map(|one| one.input.iter().chain(&one.output).chain(&one.errors));
        let of_shapes = self.shapes.values().flat_map(Shape::references);
        match of_operations
            .chain(of_shapes)
            .find(|member| !self.shapes.contains_key(&member.shape))
        {
            Some(member) => Err(Failure::new(format!(
                "{} refers to a shape {} that it does not have",
                name.display(),
                member.shape
            ))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
impl Model {
    /// A model of these operations and shapes.
    pub(in crate::spec::refresh) fn of(
        operations: serde_json::Value,
        shapes: serde_json::Value,
    ) -> Self {
        let metadata = serde_json::json!({"apiVersion": "2020-01-01", "endpointPrefix": "trees", "protocol": "rest-json",
            "serviceFullName": "Trees", "signatureVersion": "v4", "signingName": "wood"});
        let model =
            serde_json::json!({"metadata": metadata, "operations": operations, "shapes": shapes});
        Self::read(Path::new("model"), model.to_string().as_bytes(), None).unwrap()
    }
}

/// Texts, names that are said elsewhere, and choices of endpoints, which have rules of their own.
const OPERATION: [&str; 9] = [
    "name",
    "documentation",
    "documentationUrl",
    "deprecatedMessage",
    "deprecatedSince",
    "staticContextParams",
    "operationContextParams",
    "endpointdiscovery",
    "endpointoperation",
];

/// `box` tells Java's two kinds of numbers apart; `enum` repeats what the shape has.
const MEMBER: [&str; 4] = ["box", "deprecatedSince", "contextParam", "enum"];

/// Who is at fault follows from the status of an error; `synthetic` shapes are as real as others.
const SHAPE: [&str; 5] = [
    "box",
    "deprecatedMessage",
    "deprecatedSince",
    "fault",
    "synthetic",
];

impl Model {
    /// The traits that the projection has never heard of, each with its kind.
    pub(in crate::spec::refresh) fn unknown_traits(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut note = |kind: &str, unread: &Unread, known: &[&str]| {
            let unknown = unread.keys().filter(|key| !known.contains(&key.as_str()));
            found.extend(unknown.map(|key| format!("`{key}` of {kind}")));
        };
        for operation in self.operations.values() {
            note("an operation", &operation.unread, &OPERATION);
        }
        for shape in self.shapes.values() {
            note("a shape", &shape.unread, &SHAPE);
            for member in shape.references() {
                note("a member", &member.unread, &MEMBER);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
