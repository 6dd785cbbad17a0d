//! Rule 4: query parameters for pagination that the conversion invented.
//!
//! 1,402 parameters in 107 documents are no part of the service: in the query, a plain optional
//! string, described as exactly `Pagination token` or `Pagination limit`, at the end of the list. They
//! double a member of the body (740) or a real query parameter of another name (647). They end the
//! list as: at most one limit, then the token or tokens. A real parameter of that description
//! (backupstorage has one) stands further ahead and stays.

use openapiv3::{Parameter, ParameterSchemaOrContent, ReferenceOr, SchemaKind, StringType, Type};

/// The description of an invented token.
pub(super) const TOKEN: &str = "Pagination token";
/// The description of an invented limit.
pub(super) const LIMIT: &str = "Pagination limit";

/// How many parameters at the front of the list are real. The fixed ones (rule 3) must be gone.
pub(super) fn real<'a>(
    parameters: impl DoubleEndedIterator<Item = &'a Parameter> + ExactSizeIterator,
) -> usize {
    let mut left = parameters.len();
    for parameter in parameters.rev() {
        match invented(parameter) {
            Some(TOKEN) => left -= 1,
            Some(_) => return left - 1,
            None => break,
        }
    }
    left
}

/// The marker of a parameter that looks invented.
fn invented(parameter: &Parameter) -> Option<&str> {
    let Parameter::Query { parameter_data, .. } = parameter else {
        return None;
    };
    let marker = parameter_data.description.as_deref();
    let marker = marker.filter(|text| [TOKEN, LIMIT].contains(text))?;
    (!parameter_data.required && is_plain_string(&parameter_data.format)).then_some(marker)
}

fn is_plain_string(format: &ParameterSchemaOrContent) -> bool {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = format else {
        return false;
    };
    matches!(&schema.schema_kind, SchemaKind::Type(Type::String(text)) if *text == StringType::default())
}
