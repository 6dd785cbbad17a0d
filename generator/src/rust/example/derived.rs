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
        Type::Json | Type::JsonString => ExampleValue::Json(text().into()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::TimestampFormat;
    use indexmap::IndexMap;

    fn value(name: &str, target: &Type, limits: Constraints) -> ExampleValue {
        let service = Service {
            id: "things".to_owned(),
            title: "Things".to_owned(),
            api_version: "2020-01-01".to_owned(),
            documentation: None,
            endpoint_prefix: "things".to_owned(),
            signing_name: "thing".to_owned(),
            operations: Vec::new(),
            shapes: IndexMap::new(),
            errors: Vec::new(),
            waiters: Vec::new(),
            timestamp_format: TimestampFormat::EpochSeconds,
        };
        let wanted = Wanted {
            name,
            target,
            constraints: Some(&limits),
            given: None,
        };
        scalar(&service, &wanted).expect("it holds nothing else")
    }

    #[test]
    fn texts_say_what_they_stand_for_and_keep_their_length() {
        let check = |name: &str, least, most, expected: &str| {
            let limits = Constraints {
                min_length: least,
                max_length: most,
                ..Constraints::default()
            };
            let text = value(name, &Type::String, limits);
            assert_eq!(text, ExampleValue::Text(expected.to_owned()));
        };
        let arn = "arn:aws:thing:us-east-1:123456789012";
        check("roomName", None, None, "room-name");
        check(
            "arn",
            Some(1),
            Some(128),
            &format!("{arn}:resource/example"),
        );
        check("StageArn", None, None, &format!("{arn}:stage/example"));
        check("awsAccountId", Some(12), Some(12), "123456789012");
        check("id", Some(5), None, "ididi");
        check("language", None, Some(2), "la");
        check("_", None, None, "text");
    }

    #[test]
    fn numbers_are_one_or_what_is_next_to_it() {
        let check = |minimum, maximum, expected: i64| {
            let limits = Constraints {
                minimum,
                maximum,
                ..Constraints::default()
            };
            let number = value("size", &Type::Integer, limits);
            assert_eq!(number, ExampleValue::Integer(expected));
        };
        check(None, None, 1);
        check(Some(-1.0), Some(5.0), 1);
        check(Some(60.0), None, 60);
        check(None, Some(0.0), 0);
        check(Some(-9.0), Some(-3.0), -3);
    }
}
