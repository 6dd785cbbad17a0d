//! Values that the document shows.

use crate::rust::model::ExampleValue;
use crate::service::Type;
use serde_json::Value;

/// The value that the document shows, if it is one of that type.
pub(super) fn scalar(target: &Type, given: &Value) -> Option<ExampleValue> {
    let text = || given.as_str().map(str::to_owned);
    match target {
        Type::String => text().map(ExampleValue::Text),
        Type::Secret => text().map(ExampleValue::Secret),
        Type::Blob => text().map(ExampleValue::Blob),
        Type::Stream | Type::SizedStream => text().map(ExampleValue::Stream),
        Type::Timestamp(_) => text().map(ExampleValue::Timestamp),
        Type::Boolean => given.as_bool().map(ExampleValue::Bool),
        Type::Integer => given.as_i64().map(ExampleValue::Integer),
        Type::Integer32 => {
            let fits = |number: &i64| i32::try_from(*number).is_ok();
            given.as_i64().filter(fits).map(ExampleValue::Integer)
        }
        Type::Float | Type::Double => given.as_f64().map(ExampleValue::Float),
        Type::Json | Type::JsonString => Some(ExampleValue::Json(given.clone())),
        Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}
