//! Only OpenAPI 3.0 is read: the whole directory's AWS part is written in 3.0.0.

use serde_json::Value;

use crate::document::Pointer;

use super::report::Report;

/// Whether the value is an OpenAPI 3.0 document. Otherwise says what it is.
pub(super) fn check(document: &Value, report: &mut Report<'_>) -> bool {
    const EXPECTED: &str = "an OpenAPI 3.0 document";
    let root = Pointer::root();
    let Some(members) = document.as_object() else {
        report
            .error("not-openapi", &root)
            .found(kind_of(document))
            .expected(format!(
                "{EXPECTED}, which is an object with the key `openapi`"
            ))
            .remedy("check that this is the right file");
        return false;
    };
    if let Some(swagger) = members.get("swagger") {
        report
            .error("swagger-2", &root.child("swagger"))
            .found(format!("a Swagger {} document", plain(swagger)))
            .expected(EXPECTED)
            .remedy("use the document's OpenAPI 3.0 form, or convert it, for example with swagger2openapi");
        return false;
    }
    let Some(openapi) = members.get("openapi") else {
        report
            .error("not-openapi", &root)
            .found("an object without the key `openapi`")
            .expected(EXPECTED)
            .remedy("check that this is the right file");
        return false;
    };
    let version = plain(openapi);
    let served = openapi.is_string() && (version == "3.0" || version.starts_with("3.0."));
    if !served {
        report
            .error("openapi-version", &root.child("openapi"))
            .found(format!("OpenAPI version `{version}`"))
            .expected("`3.0.x`, as a string")
            .remedy(
                "use the document's OpenAPI 3.0 form; later versions give schemas another meaning",
            );
    }
    served
}

/// The scalar as people write it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What sort of JSON value it is, with its article.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
