//! Values for members of which the document shows none: plain, within their limits, and always the same.

use super::Wanted;
use crate::rust::model::ExampleValue;
use crate::service::{Constraints, Service, Type};
use heck::ToKebabCase as _;

/// More is too much to read, whatever the limits say.
const MOST_ELEMENTS: u64 = 4;
const MOST_CHARACTERS: usize = 64;

/// How many elements a list has.
pub(super) fn count(limits: Option<&Constraints>) -> usize {
    let least = limits.and_then(|limits| limits.min_length).unwrap_or(1);
    usize::try_from(least.clamp(1, MOST_ELEMENTS)).unwrap_or(1)
}

/// A value that is neither named nor holds others.
pub(super) fn scalar(service: &Service, wanted: &Wanted<'_, '_>) -> Option<ExampleValue> {
    let text = || text(service, wanted);
    Some(match wanted.target {
        Type::String => ExampleValue::Text(text()),
        Type::Secret => ExampleValue::Secret(text()),
        Type::Blob => ExampleValue::Blob(text()),
        Type::Stream | Type::SizedStream => ExampleValue::Stream(text()),
        Type::Json | Type::JsonText => ExampleValue::Json(text().into()),
        Type::Timestamp(_) => ExampleValue::Timestamp("2026-01-31T12:00:00Z".to_owned()),
        Type::Boolean => ExampleValue::Bool(true),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a limit with a fraction is rounded into the range, and one too large saturates"
        )]
        Type::Integer => ExampleValue::Integer(number(wanted.constraints).ceil() as i64),
        Type::Integer32 => {
            let most = f64::from(i32::MAX);
            let number = number(wanted.constraints).ceil().clamp(-most, most);
            #[expect(clippy::cast_possible_truncation, reason = "it is in the range")]
            ExampleValue::Integer(number as i64)
        }
        Type::Float | Type::Double => ExampleValue::Float(number(wanted.constraints)),
        Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => return None,
    })
}

/// The number next to one.
fn number(limits: Option<&Constraints>) -> f64 {
    let least = limits.and_then(|limits| limits.minimum);
    let most = limits.and_then(|limits| limits.maximum);
    let number = least.map_or(1.0, |least| least.max(1.0));
    most.map_or(number, |most| number.min(most))
}

/// The member's name, or what people know by that name.
fn text(service: &Service, wanted: &Wanted<'_, '_>) -> String {
    let name = wanted.name.to_kebab_case();
    let text = match name
        .strip_suffix("arn")
        .map(|kind| kind.trim_end_matches('-'))
    {
        Some(kind) => {
            let kind = if kind.is_empty() { "resource" } else { kind };
            let service = &service.signing_name;
            format!("arn:aws:{service}:us-east-1:123456789012:{kind}/example")
        }
        None if name.ends_with("account-id") => "123456789012".to_owned(),
        None if name.is_empty() => "text".to_owned(),
        None => name,
    };
    let length = |bound: Option<u64>| {
        let length = usize::try_from(bound?).ok()?;
        Some(length.min(MOST_CHARACTERS))
    };
    let least = length(wanted.constraints.and_then(|limits| limits.min_length));
    let most = wanted.constraints.and_then(|limits| limits.max_length);
    let most = most.and_then(|most| usize::try_from(most).ok());
    let short = text.chars().count();
    let long: String = match least {
        Some(least) if least > short => text.chars().cycle().take(least).collect(),
        _ => text,
    };
    match most {
        Some(most) if most > 0 => long.chars().take(most).collect(),
        _ => long,
    }
}
