//! The extensions (`x-…`) of documents and overlays, parsed into typed values.
//!
//! [`check`] reports values of the wrong form; [`Extensions::of`] reads the extensions of one part. Where each
//! may stand is in the keyword table, and `unknown` reports those on the wrong part or without a row.
//!
//! Most restore what an API description lost, and are set by overlays: ARCHITECTURE.md documents them.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::headers::{is_free_header, is_token};
use super::keywords::NodeKind;
use super::report::{Report, listed, shown};
use super::walk;
use crate::pointer::Pointer;
use crate::service::{Binding, ErrorRetry, TimestampFormat};

/// The extensions of one part. Flags are `false` where they are absent.
#[derive(Clone, Debug, Default)]
pub(super) struct Extensions<'a> {
    /// `x-arguments`: the names of required members of the input, in the order of a call's arguments.
    pub(super) arguments: Vec<&'a str>,
    /// `x-blob`: a string is bytes, base64 in JSON.
    pub(super) blob: bool,
    /// `x-constant`: the one value of a query parameter, which is not an argument. Empty for a key without a value.
    pub(super) constant: Option<&'a str>,
    /// `x-document`: a schema is any JSON.
    pub(super) document: bool,
    /// `x-enumDescriptions`: what the values of an enum mean.
    pub(super) enum_descriptions: Option<&'a Value>,
    /// `x-error`: status, code, message and retry of a service error.
    pub(super) error: Option<ErrorExtension<'a>>,
    /// `x-error-response`: a response below status 400 is an error.
    pub(super) error_response: bool,
    /// `x-event-stream`: a schema is a stream of the frames of events.
    event_stream: bool,
    /// `x-greedy`: slashes in the value of a path parameter stay.
    pub(super) greedy: bool,
    /// `x-header`: the header of a member.
    header: Option<&'a str>,
    /// `x-header-prefix`: the start of the names of the headers of a member that is a map; empty for all headers.
    pub(super) header_prefix: Option<&'a str>,
    /// `x-header-timestamp-format`: how timestamps are written in headers.
    pub(super) header_timestamp_format: Option<TimestampFormat>,
    /// `x-headers`: headers of every request, by name in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// `x-host-prefix`: what precedes the host.
    pub(super) host_prefix: Option<&'a str>,
    /// `x-idempotency-token`: whether a member is one.
    pub(super) idempotency_token: Option<bool>,
    /// `x-idempotent`: an operation is.
    pub(super) idempotent: bool,
    /// `x-ignore`: a parameter is not part of the operation.
    pub(super) ignore: bool,
    /// `x-input`: the reference to the input's schema, where the request has no body.
    pub(super) input: Option<&'a str>,
    /// `x-json-value`: a string holds JSON.
    pub(super) json_value: bool,
    /// `x-key`: the reference to the schema of a map's keys.
    pub(super) key: Option<&'a str>,
    /// `x-payload`: a member is the whole body.
    pub(super) payload: bool,
    /// `x-read-only`: whether an operation is.
    pub(super) read_only: Option<bool>,
    /// `x-request-checksum`: requests have a checksum of their body.
    pub(super) request_checksum: bool,
    /// `x-request-compression`: the body of requests may be compressed.
    pub(super) request_compression: bool,
    /// `x-requires-length`: the length of a stream is sent before it.
    requires_length: bool,
    /// `x-sensitive`: a value is not shown.
    pub(super) sensitive: bool,
    /// `x-smithy`: requests and responses have the HTTP bindings of Smithy.
    pub(super) smithy: bool,
    /// `x-sparse`: a list or map may hold `null`.
    pub(super) sparse: bool,
    /// `x-status-code`: a member is the HTTP status.
    pub(super) status_code: bool,
    /// `x-streaming`: a schema is bytes that are sent or received in pieces.
    streaming: bool,
    /// `x-timestamp-format`: how timestamps are written.
    pub(super) timestamp_format: Option<TimestampFormat>,
    /// `x-union`: exactly one of the members of a structure is set.
    pub(super) union: bool,
    /// `x-unsigned-payload`: the signature leaves the body out.
    pub(super) unsigned_payload: bool,
    /// `x-wire-name`: the key of a member in JSON.
    pub(super) wire_name: Option<&'a str>,
}

/// The value of `x-error`.
#[derive(Clone, Debug, Default)]
pub(super) struct ErrorExtension<'a> {
    /// The HTTP status.
    pub(super) status: Option<u16>,
    /// The code, where it is not the schema's name.
    pub(super) code: Option<&'a str>,
    /// The member that holds the message.
    pub(super) message: Option<&'a str>,
    /// Whether and how the operation can be retried.
    pub(super) retry: Option<ErrorRetry>,
}

/// Whether the length of a stream has to be known before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    AnyLength,
    KnownLength,
}

impl<'a> Extensions<'a> {
    /// Reads the extensions of a part. Values of a wrong form, which [`check`] reports, are absent.
    pub(super) fn of(map: &'a IndexMap<String, Value>) -> Self {
        let mut read = Self::default();
        for (name, value) in map {
            let flag = || value == &Value::Bool(true);
            let string = || value.as_str().filter(|string| !string.is_empty());
            match name.as_str() {
                "x-arguments" => read.arguments = strings(value).unwrap_or_default(),
                "x-blob" => read.blob = flag(),
                "x-constant" => read.constant = value.as_str(),
                "x-document" => read.document = flag(),
                "x-enumDescriptions" => read.enum_descriptions = Some(value),
                "x-error" => read.error = value.as_object().map(ErrorExtension::of),
                "x-error-response" => read.error_response = flag(),
                "x-event-stream" => read.event_stream = flag(),
                "x-greedy" => read.greedy = flag(),
                "x-header" => read.header = string(),
                "x-header-prefix" => read.header_prefix = value.as_str(),
                "x-header-timestamp-format" => {
                    read.header_timestamp_format = timestamp_format(value);
                }
                "x-headers" => read.headers = headers(value),
                "x-host-prefix" => read.host_prefix = string(),
                "x-idempotency-token" => read.idempotency_token = value.as_bool(),
                "x-idempotent" => read.idempotent = flag(),
                "x-ignore" => read.ignore = flag(),
                "x-input" => read.input = walk::reference(value),
                "x-json-value" => read.json_value = flag(),
                "x-key" => read.key = walk::reference(value),
                "x-payload" => read.payload = flag(),
                "x-read-only" => read.read_only = value.as_bool(),
                "x-request-checksum" => read.request_checksum = string() == Some("crc32"),
                "x-request-compression" => read.request_compression = string() == Some("gzip"),
                "x-requires-length" => read.requires_length = flag(),
                "x-sensitive" => read.sensitive = flag(),
                "x-smithy" => read.smithy = flag(),
                "x-sparse" => read.sparse = flag(),
                "x-status-code" => read.status_code = flag(),
                "x-streaming" => read.streaming = flag(),
                "x-timestamp-format" => read.timestamp_format = timestamp_format(value),
                "x-union" => read.union = flag(),
                "x-unsigned-payload" => read.unsigned_payload = flag(),
                "x-wire-name" => read.wire_name = string(),
                _ => {}
            }
        }
        read
    }

    /// Adds the extensions of an inner part. A value of the outer part wins; a flag is set if it is set on
    /// either.
    pub(super) fn or(mut self, inner: Self) -> Self {
        self.idempotency_token = self.idempotency_token.or(inner.idempotency_token);
        self.timestamp_format = self.timestamp_format.or(inner.timestamp_format);
        self.wire_name = self.wire_name.or(inner.wire_name);
        if self.header.is_none() && self.header_prefix.is_none() {
            (self.header, self.header_prefix) = (inner.header, inner.header_prefix);
        }
        self.json_value |= inner.json_value;
        self.payload |= inner.payload;
        self.sensitive |= inner.sensitive;
        self.sparse |= inner.sparse;
        self.status_code |= inner.status_code;
        self
    }

    /// The stream that a schema is, if it is one.
    pub(super) fn stream(&self) -> Option<Stream> {
        match self.streaming || self.event_stream {
            true if self.requires_length => Some(Stream::KnownLength),
            true => Some(Stream::AnyLength),
            false => None,
        }
    }

    /// The location of a property and its name there. In the body it is the property's own name unless
    /// [`Self::wire_name`] is set.
    pub(super) fn binding(&self, property: &'a str) -> (Binding, &'a str) {
        match (self.header, self.header_prefix) {
            (Some(name), _) => return (Binding::Header, name),
            (None, Some(prefix)) => return (Binding::PrefixHeaders, prefix),
            (None, None) => {}
        }
        let binding = match () {
            () if self.payload => Binding::Payload,
            () if self.status_code => Binding::Status,
            () => Binding::Body,
        };
        (binding, self.wire_name.unwrap_or(property))
    }

    /// The header of a property, if it is bound to one.
    pub(super) fn header_name(&self) -> Option<&'a str> {
        self.header.or(self.header_prefix)
    }
}

impl<'a> ErrorExtension<'a> {
    fn of(facts: &'a Map<String, Value>) -> Self {
        let string = |key: &str| facts.get(key).and_then(Value::as_str);
        let is = |key: &str| facts.get(key) == Some(&Value::Bool(true));
        Self {
            status: facts.get("status").and_then(error_status),
            code: string("code"),
            message: string("message"),
            retry: match () {
                () if is("throttling") => Some(ErrorRetry::Throttling),
                () if is("retryable") => Some(ErrorRetry::Transient),
                () => None,
            },
        }
    }
}

/// A list of strings; `None` if the value is anything else.
fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

fn timestamp_format(value: &Value) -> Option<TimestampFormat> {
    match value.as_str()? {
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        "date-time" => Some(TimestampFormat::DateTime),
        "http-date" => Some(TimestampFormat::HttpDate),
        _ => None,
    }
}

fn headers(value: &Value) -> Vec<(String, String)> {
    let headers = value.as_object().into_iter().flatten();
    headers
        .filter_map(|(name, value)| Some((name.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect()
}

fn error_status(value: &Value) -> Option<u16> {
    let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
    number.filter(|number| (400..600).contains(number))
}

/// The form of an extension's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Flag,
    /// A string that is not empty.
    String,
    StringList,
    AnyString,
    /// This string.
    Constant(&'static str),
    Headers,
    TimestampFormat,
    Error,
    Reference,
}

/// Every extension whose value has one of the forms. `x-enumDescriptions`, `x-pagination` and `x-waiters` are checked where
/// they are read.
const FORMS: &[(&str, Form)] = &[
    ("x-arguments", Form::StringList),
    ("x-blob", Form::Flag),
    ("x-constant", Form::AnyString),
    ("x-document", Form::Flag),
    ("x-error", Form::Error),
    ("x-error-response", Form::Flag),
    ("x-event-stream", Form::Flag),
    ("x-greedy", Form::Flag),
    ("x-header", Form::String),
    ("x-header-prefix", Form::AnyString),
    ("x-header-timestamp-format", Form::TimestampFormat),
    ("x-headers", Form::Headers),
    ("x-host-prefix", Form::String),
    ("x-idempotency-token", Form::Flag),
    ("x-idempotent", Form::Flag),
    ("x-ignore", Form::Flag),
    ("x-input", Form::Reference),
    ("x-json-value", Form::Flag),
    ("x-key", Form::Reference),
    ("x-payload", Form::Flag),
    ("x-read-only", Form::Flag),
    ("x-request-checksum", Form::Constant("crc32")),
    ("x-request-compression", Form::Constant("gzip")),
    ("x-requires-length", Form::Flag),
    ("x-sensitive", Form::Flag),
    ("x-smithy", Form::Flag),
    ("x-sparse", Form::Flag),
    ("x-status-code", Form::Flag),
    ("x-streaming", Form::Flag),
    ("x-timestamp-format", Form::TimestampFormat),
    ("x-union", Form::Flag),
    ("x-unsigned-payload", Form::Flag),
    ("x-wire-name", Form::String),
];

/// Whether an extension of that name is read on some part.
pub(crate) fn is_known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// Every extension that documents and overlays set for the generator.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(name, _)| *name).chain(["x-enumDescriptions", "x-pagination", "x-waiters"])
}

/// Reports every extension whose value has the wrong form.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    walk::walk(document, &mut |pointer, kind, value| {
        for (key, value) in value.as_object().into_iter().flatten() {
            if key.starts_with("x-")
                && let Some((name, form)) = FORMS.iter().find(|(name, _)| name == key)
            {
                check_extension(&pointer.child(key), kind, name, *form, value, report);
            }
        }
        if kind == NodeKind::Schema {
            check_error_message(pointer, value, report);
        }
    });
}

fn check_extension(
    pointer: &Pointer,
    kind: NodeKind,
    name: &str,
    form: Form,
    value: &Value,
    report: &mut Report<'_>,
) {
    if kind.keyword(name).is_some() && !form.fits(value) {
        report
            .error("invalid-extension", pointer)
            .found(format!("{} as `{name}`", shown(value)))
            .expected(form.expected())
            .remedy("correct the value, or remove the extension");
    }
}

/// Reports an `x-error` whose `message` is not a member of the error.
fn check_error_message(pointer: &Pointer, schema: &Value, report: &mut Report<'_>) {
    if let Some(message) = schema.pointer("/x-error/message").and_then(Value::as_str)
        && let Some(members) = schema.get("properties").and_then(Value::as_object)
        && !members.contains_key(message)
    {
        let names: Vec<_> = members.keys().collect();
        report
            .error("invalid-extension", &pointer.child("x-error").child("message"))
            .found(format!("`{message}`, which is not a member of the error"))
            .expected(match names.is_empty() {
                true => "no `message`: the error has no members".to_owned(),
                false => listed(&names),
            })
            .remedy("name the member that holds the error's message, or remove `message`");
    }
}

impl Form {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Flag => value.is_boolean(),
            Self::String => value.as_str().is_some_and(|string| !string.is_empty()),
            Self::StringList => strings(value).is_some(),
            Self::AnyString => value.is_string(),
            Self::Constant(constant) => value == constant,
            Self::Headers => value.as_object().is_some_and(|map| map.iter().all(is_header)),
            Self::TimestampFormat => timestamp_format(value).is_some(),
            Self::Error => value.as_object().is_some_and(|facts| facts.iter().all(is_error_fact)),
            Self::Reference => {
                value.as_object().is_some_and(|map| map.len() == 1 && map.contains_key("$ref"))
            }
        }
    }

    fn expected(self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::String => "a string that is not empty".to_owned(),
            Self::AnyString => "a string".to_owned(),
            Self::Constant(constant) => format!("`{constant}`"),
            Self::StringList => "a list of strings".to_owned(),
            Self::Headers => "an object of strings that are valid in headers, by names that the transport does not set".to_owned(),
            Self::TimestampFormat => listed(&["epoch-seconds", "date-time", "http-date"]),
            Self::Error => {
                "an object with any of `status` (400 to 599), `code` and `message` (strings), \
                            `retryable` and `throttling` (`true` or `false`)"
                    .to_owned()
            }
            Self::Reference => "a `$ref` and nothing else".to_owned(),
        }
    }
}

fn is_header((name, value): (&String, &Value)) -> bool {
    let is_value = |value: &str| value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t'));
    is_token(name) && is_free_header(name) && value.as_str().is_some_and(is_value)
}

fn is_error_fact((key, value): (&String, &Value)) -> bool {
    match key.as_str() {
        "status" => error_status(value).is_some(),
        "code" | "message" => value.as_str().is_some_and(|string| !string.is_empty()),
        "retryable" | "throttling" => value.is_boolean(),
        _ => false,
    }
}
