//! AWS's service model: the JSON that botocore ships as `service-2.json`, and its paginators.
//!
//! Only the traits that the projection uses are read. Unknown keys are collected, so that a new trait
//! is reported as soon as it appears. Documentation is not kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Number;

use crate::files::decompress;
use crate::report::Failure;

/// Keys of the model that are not read.
type Unread = BTreeMap<String, IgnoredAny>;

/// A service.
#[derive(Debug, Deserialize)]
pub(super) struct Model {
    pub(super) metadata: Metadata,
    pub(super) operations: IndexMap<String, Operation>,
    pub(super) shapes: IndexMap<String, Shape>,
    /// Read from a separate file; empty without one.
    #[serde(skip)]
    pub(super) paginators: BTreeMap<String, Paginator>,
}

/// The traits of the service.
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
    /// `/tags/{resourceArn}`, optionally with `{label+}` and `?fixed=query`.
    pub(super) request_uri: String,
    pub(super) response_code: Option<u16>,
}

/// The endpoint trait of an operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) host_prefix: Option<String>,
}

/// A reference to a shape, with the traits of the member.
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
    /// Whether the member has documentation.
    pub(super) fn is_documented(&self) -> bool {
        self.documentation.is_some()
    }

    /// Whether the member has documentation or deprecation traits of its own.
    pub(super) fn is_annotated(&self) -> bool {
        self.documentation.is_some() || self.deprecated_message.is_some() || self.deprecated
    }
}

/// The HTTP binding of a member outside of the body.
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
    pub(super) kind: ShapeKind,
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

/// The type of a shape.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum ShapeKind {
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

/// The error trait of a structure.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ErrorTrait {
    pub(super) http_status_code: Option<u16>,
    /// The error code, if it is not the name of the shape.
    pub(super) code: Option<String>,
}

/// The retryable trait of an error.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Retryable {
    #[serde(default)]
    pub(super) throttling: bool,
}

/// The paginator of an operation.
#[derive(Debug, Deserialize)]
pub(super) struct Paginator {
    pub(super) input_token: OneOrMany,
    pub(super) limit_key: Option<String>,
}

/// A string or a list of strings.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

impl Shape {
    /// Whether the shape has documentation.
    pub(super) fn is_documented(&self) -> bool {
        self.documentation.is_some()
    }

    /// The members, items, keys and values of the shape.
    pub(super) fn references(&self) -> impl Iterator<Item = &Member> {
        let of_lists = self.member.iter().chain(&self.key).chain(&self.value);
        self.members.values().chain(of_lists)
    }
}

impl Model {
    /// Reads a model and its paginators, if any. Either may be gzipped.
    pub(super) fn read(
        name: &Path,
        service: &[u8],
        paginators: Option<&[u8]>,
    ) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Paginators {
            pagination: BTreeMap<String, Paginator>,
        }
        let invalid = |error: serde_json::Error| {
            Failure::new(format!("{} is not a valid service model: {error}", name.display()))
                .remedy("give a `service-2.json` of botocore, plain or gzipped")
        };
        let mut model: Self =
            serde_json::from_slice(&decompress(name, service.to_owned())?).map_err(invalid)?;
        if let Some(paginators) = paginators {
            let read: Paginators =
                serde_json::from_slice(&decompress(name, paginators.to_owned())?)
                    .map_err(invalid)?;
            model.paginators = read.pagination;
        }
        if model.metadata.protocol != "rest-json" {
            let found = &model.metadata.protocol;
            return Err(Failure::new(format!(
                "{} has the protocol {found}; only rest-json is supported",
                name.display()
            )));
        }
        model.check_references(name)?;
        Ok(model)
    }

    /// The shape of that name. [`Model::read`] checks that every referenced shape exists.
    pub(super) fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// The input structure of an operation.
    pub(super) fn input(&self, operation: &Operation) -> Option<&Shape> {
        self.shape(&operation.input.as_ref()?.shape)
    }

    /// The output structure of an operation.
    pub(super) fn output(&self, operation: &Operation) -> Option<&Shape> {
        self.shape(&operation.output.as_ref()?.shape)
    }

    /// The given shapes and all that they refer to.
    pub(super) fn reachable_from<'m>(
        &'m self,
        names: impl Iterator<Item = &'m str>,
    ) -> BTreeSet<&'m str> {
        let mut reachable = BTreeSet::new();
        let mut pending: Vec<&str> = names.collect();
        while let Some(name) = pending.pop() {
            if reachable.insert(name) {
                let references = self.shape(name).into_iter().flat_map(Shape::references);
                pending.extend(references.map(|member| member.shape.as_str()));
            }
        }
        reachable
    }

    /// The shapes that inputs and outputs refer to, directly or not.
    pub(super) fn reachable_from_operations(&self) -> BTreeSet<&str> {
        let members = self.operations.values().flat_map(|one| one.input.iter().chain(&one.output));
        self.reachable_from(members.map(|member| member.shape.as_str()))
    }

    /// Whether the shape of that name is the input of an operation.
    pub(super) fn is_input(&self, name: &str) -> bool {
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
        match of_operations.chain(of_shapes).find(|member| !self.shapes.contains_key(&member.shape))
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
    pub(super) fn of(operations: serde_json::Value, shapes: serde_json::Value) -> Self {
        let metadata = serde_json::json!({"apiVersion": "2020-01-01", "endpointPrefix": "trees", "protocol": "rest-json",
            "serviceFullName": "Trees", "signatureVersion": "v4", "signingName": "wood"});
        let model =
            serde_json::json!({"metadata": metadata, "operations": operations, "shapes": shapes});
        Self::read(Path::new("model"), model.to_string().as_bytes(), None).unwrap()
    }
}

/// Traits of operations that are not used: documentation, names, and endpoint rules.
const OPERATION_TRAITS: [&str; 9] = [
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

/// Traits of members that are not used. `box` is about Java's number types; `enum` repeats the shape's.
const MEMBER_TRAITS: [&str; 4] = ["box", "deprecatedSince", "contextParam", "enum"];

/// Traits of shapes that are not used. `fault` follows from the status of an error.
const SHAPE_TRAITS: [&str; 5] =
    ["box", "deprecatedMessage", "deprecatedSince", "fault", "synthetic"];

impl Model {
    /// The traits that are unknown here, each with where it occurs.
    pub(super) fn unknown_traits(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut note = |kind: &str, unread: &Unread, known: &[&str]| {
            let unknown = unread.keys().filter(|key| !known.contains(&key.as_str()));
            found.extend(unknown.map(|key| format!("`{key}` of {kind}")));
        };
        for operation in self.operations.values() {
            note("an operation", &operation.unread, &OPERATION_TRAITS);
        }
        for shape in self.shapes.values() {
            note("a shape", &shape.unread, &SHAPE_TRAITS);
            for member in shape.references() {
                note("a member", &member.unread, &MEMBER_TRAITS);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::Path;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use serde_json::json;

    use super::*;

    fn check(model: serde_json::Value, expected: &str) {
        let error =
            Model::read(Path::new("a.json"), model.to_string().as_bytes(), None).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }

    fn example() -> serde_json::Value {
        json!({
            "metadata": {"apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json",
                "serviceFullName": "A", "signatureVersion": "v4"},
            "operations": {"GetA": {"http": {"method": "GET", "requestUri": "/a"}, "output": {"shape": "A"}}},
            "shapes": {"A": {"type": "structure", "members": {"b": {"shape": "B", "box": true}}}, "B": {"type": "string"}},
        })
    }

    #[test]
    fn unsupported_models_are_rejected() {
        check(json!([]), "a.json is not a valid service model");
        let mut other = example();
        other["metadata"]["protocol"] = "json".into();
        check(other, "a.json has the protocol json; only rest-json is supported");
        let mut dangling = example();
        dangling["shapes"]["A"]["members"]["c"] = json!({"shape": "C"});
        check(dangling, "refers to a shape C that it does not have");
        let mut unknown = example();
        unknown["shapes"]["B"]["type"] = "colour".into();
        check(unknown, "unknown variant `colour`");
    }

    #[test]
    fn a_gzipped_model_is_read() {
        let mut gzipped = GzEncoder::new(Vec::new(), Compression::fast());
        gzipped.write_all(example().to_string().as_bytes()).unwrap();
        let paginators = br#"{"pagination": {"GetA": {"input_token": ["x", "y"]}}}"#;
        let model =
            Model::read(Path::new("a.json.gz"), &gzipped.finish().unwrap(), Some(paginators))
                .unwrap();
        assert_eq!(model.shapes.keys().collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(model.paginators["GetA"].input_token.as_slice(), ["x", "y"]);
    }

    #[test]
    fn unknown_traits_are_listed() {
        let mut model = example();
        model["shapes"]["B"]["colour"] = "green".into();
        model["operations"]["GetA"]["name"] = "GetA".into();
        model["shapes"]["A"]["members"]["b"]["size"] = json!({"small": true});
        let model = Model::read(Path::new("a.json"), model.to_string().as_bytes(), None).unwrap();
        let unknown: Vec<String> = model.unknown_traits().into_iter().collect();
        assert_eq!(unknown, ["`colour` of a shape", "`size` of a member"]);
    }
}
