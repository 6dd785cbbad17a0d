//! Rule 3: a query parameter that can only have one value is no argument.
//!
//! A query `?mode=import` of the service's model became a required query parameter without a
//! description whose enum has one value (89 times in 11 documents). It is a constant of the request.

use openapiv3::{Parameter, ParameterSchemaOrContent, ReferenceOr, SchemaKind, Type};

/// The key and the constant value, if the parameter is one of these.
pub(super) fn constant(parameter: &Parameter) -> Option<(String, Option<String>)> {
    let Parameter::Query { parameter_data, .. } = parameter else {
        return None;
    };
    if !parameter_data.required || parameter_data.description.is_some() {
        return None;
    }
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = &parameter_data.format else {
        return None;
    };
    let SchemaKind::Type(Type::String(text)) = &schema.schema_kind else {
        return None;
    };
    match text.enumeration.as_slice() {
        [Some(value)] => Some((parameter_data.name.clone(), Some(value.clone()))),
        _ => None,
    }
}
