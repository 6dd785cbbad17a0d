//! AWS's service model: the JSON that botocore ships as `service-2.json`, and its paginators.
//!
//! Only what the projection uses is read. Keys that nobody here has heard of are collected, so that a
//! new trait is noticed when it comes and not when it is missed. Documentation is never kept.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Number;

mod reading;
mod trait_keys;

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

#[cfg(test)]
mod tests;
