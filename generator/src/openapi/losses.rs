//! Losses: what of a document the service does not have. Each kind is one warning, with the first place and the number
//! of the others, because large documents have hundreds of places.

use std::collections::BTreeMap;

use super::report::Report;
use super::unused::Unused;
use crate::pointer::Pointer;

/// A kind of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// A required member without a property.
    UnlistedMember,
    /// Parts of an `allOf` that no value fits.
    Conflict,
    /// A list or map that consists of itself.
    Circle,
    /// A path parameter without a label.
    ParameterWithoutLabel,
    /// A label without a parameter.
    LabelWithoutParameter,
    /// A label without a parameter, and a path parameter without a label.
    LabelOfOtherName,
    /// A parameter whose name is empty.
    ParameterWithoutName,
    /// A parameter that the same list has already.
    RepeatedParameter,
    /// Operations of other methods than those of OpenAPI 3.0.
    OtherMethod,
    /// A header parameter that HTTP or the transport sets.
    ReservedHeader,
    /// A security scheme of TLS, by the certificate of the client.
    ClientCertificate,
    /// A keyword of a schema whose value has another form.
    InvalidValue,
    /// An enum with a value of another type than its own.
    ValueOfOtherType,
    /// A value of a discriminator that stands for a schema that does not exist.
    UnknownMapping,
    /// A file of a multipart body that is a part of JSON.
    FileInJson,
    /// A media type of a request body that is not sent.
    UnsentMediaType,
    /// A media type of a response that is not accepted.
    UnacceptedMediaType,
    /// The encoding of a member of a form that is no property.
    UnlistedEncoding,
    /// A media type of an object or a list in a form in which it is not written.
    UnwrittenFormat,
    /// A structure in a media type of bytes.
    BytesWithMembers,
    /// A string in base64 as a body of bytes.
    Base64Body,
    /// A variable in the URL of a server whose default is no value for it.
    ServerVariableWithoutDefault,
    /// A variable of a server whose default is not in its `enum`.
    ServerVariableDefault,
}

/// What reading a document loses: for each kind the first place and the number of places.
#[derive(Debug)]
pub(super) struct Losses {
    /// The losses of a kind; of values of keywords, those of each keyword.
    of_kind: BTreeMap<(Loss, Option<String>), (Pointer, String, usize)>,
    /// Where a loss has no effect.
    unused: Unused,
}

impl Losses {
    pub(super) fn new(report: &Report<'_>) -> Self {
        Self { of_kind: BTreeMap::new(), unused: report.unused().clone() }
    }

    /// Counts a loss of `name` at that place.
    pub(super) fn add(&mut self, loss: Loss, pointer: &Pointer, name: &str) {
        if self.unused.has(pointer) {
            return;
        }
        let first = || (pointer.clone(), name.to_owned(), 0);
        let keyword = (loss == Loss::InvalidValue).then(|| name.to_owned());
        self.of_kind.entry((loss, keyword)).or_insert_with(first).2 += 1;
    }

    /// Whether no operation reaches the part at that pointer, so that nothing is generated from it.
    pub(super) fn is_unused(&self, pointer: &Pointer) -> bool {
        self.unused.has(pointer)
    }

    /// Reports one warning for each kind.
    pub(super) fn report(self, report: &mut Report<'_>) {
        for ((loss, _), (pointer, name, count)) in self.of_kind {
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
                Loss::LabelWithoutParameter => (
                    "label-without-parameter",
                    format!("the label `{{{name}}}` of a path, without a parameter{more}"),
                    "a path parameter for each label",
                    "add the parameter with an overlay; until then it is a required string",
                ),
                Loss::LabelOfOtherName => (
                    "misnamed-parameter",
                    format!("{name}{more}"),
                    "a path parameter for each label, with the same name",
                    "give the parameter the name of the label, or the label that of the parameter, with an overlay; until then the label is a required string, and the parameter is not sent",
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
                Loss::OtherMethod => (
                    "unsupported-method",
                    format!("`{name}`, operations of methods that are not called{more}"),
                    "operations of the methods of OpenAPI 3.0: GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH and TRACE",
                    "describe the operation by one of these methods with an overlay if the service allows it; it is not generated",
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
                    form(&name),
                    match name.as_str() {
                        "required" => {
                            "list the property in `required` of the object that has it; this value is ignored"
                        }
                        _ => "correct the value with an overlay; it is ignored",
                    },
                ),
                Loss::ValueOfOtherType => (
                    "enum-of-other-type",
                    format!("{name}{more}"),
                    "values of the type that the schema states",
                    "correct the type or the values with an overlay, or move the values of a list to its `items`; \
                     until then values are sent and expected as the type states",
                ),
                Loss::UnknownMapping => (
                    "unknown-mapping",
                    format!(
                        "`{name}` in the mapping of a discriminator, which does not exist{more}"
                    ),
                    "the name of a schema, or a reference to one",
                    "correct the reference with an overlay, or remove it; it has no effect",
                ),
                Loss::FileInJson => (
                    "file-in-json",
                    format!("`{name}`, a part with a file in its JSON{more}"),
                    "files as members of the body, or in lists and maps that are such members",
                    "move the file with an overlay to where the service expects it; until then it is sent in base64",
                ),
                Loss::UnsentMediaType => (
                    "unsent-media-type",
                    format!("a request body as `{name}`, beside one with another schema{more}"),
                    "one schema for the media types of a request body",
                    "remove the other media type with an overlay to send this one; until then it is not sent",
                ),
                Loss::UnacceptedMediaType => (
                    "unaccepted-media-type",
                    format!("a response as `{name}`, beside one with another schema{more}"),
                    "one schema for the media types of a response",
                    "remove the other media type with an overlay to receive this one; until then it is not requested",
                ),
                Loss::UnlistedEncoding => (
                    "unknown-encoding",
                    format!("`{name}` in `encoding`, which is not a property{more}"),
                    "the name of a property of the same body",
                    "correct the name with an overlay, or remove the encoding; it has no effect",
                ),
                Loss::UnwrittenFormat => (
                    "unwritten-format",
                    format!("the object or list `{name}`, as neither JSON nor text{more}"),
                    "JSON as the media type of objects and lists; other formats are strings or files",
                    "describe the member as a string with an overlay to send it in that format, or correct the media type; until then it is sent as JSON, or in a form as its members",
                ),
                Loss::BytesWithMembers => (
                    "bytes-with-members",
                    format!("a body of members as `{name}`, which has none{more}"),
                    "a media type of JSON, a form or parts for a body with members",
                    "change the media type with an overlay if the service has another one; until then the body is bytes or text",
                ),
                Loss::Base64Body => (
                    "base64-body",
                    format!("a body as `{name}` that is base64 in its schema{more}"),
                    "bytes as they are (`format: binary`) in a media type of bytes",
                    "change the schema with an overlay if the service has the bytes as they are; otherwise the caller encodes and decodes base64",
                ),
                Loss::ServerVariableWithoutDefault => (
                    "server-variable-without-default",
                    format!(
                        "the variable `{name}` of a server, whose default stands for a value{more}"
                    ),
                    "a default with which the URL of the server is complete",
                    "set the default with an overlay, or give the value to the type in `servers` of the crate, for `base_url`",
                ),
                Loss::ServerVariableDefault => (
                    "server-variable-default",
                    format!(
                        "the default of the variable `{name}` of a server, which is not in its `enum`{more}"
                    ),
                    "one of the values of the `enum`",
                    "correct the default, or add it to the `enum`, with an overlay; until then the default is sent as it is",
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

/// The values of a keyword of a schema.
fn form(keyword: &str) -> &'static str {
    match keyword {
        "description" | "title" | "format" | "pattern" => "a string",
        "required" => "a list of names of properties",
        "enum" => "a list of values",
        "allOf" | "oneOf" | "anyOf" => "a list of schemas",
        "properties" => "an object of schemas by name",
        "externalDocs" | "xml" | "discriminator" => "an object",
        "minimum" | "maximum" | "multipleOf" => "a number",
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            "a whole number that is not negative"
        }
        "additionalProperties" => "a schema, `true` or `false`",
        _ => "`true` or `false`",
    }
}
