//! The limits of a value as a sentence of documentation.

use super::markdown::code;
use crate::service::{Constraints, Type};

/// A sentence with the limits, `1 to 128 characters.`; none if there are no limits.
pub(super) fn sentence(constraints: &Constraints, target: &Type) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(bounds(constraints, target));
    if let Some(key) = &constraints.key {
        parts.extend(bounds(key, &Type::String).map(|text| format!("keys of {text}")));
        parts.extend(known(&key.values));
    }
    if let (Some(element), Type::List(inner) | Type::Map(inner)) = (&constraints.element, target) {
        let each = match target {
            Type::Map(_) => "values of",
            _ => "each",
        };
        parts.extend(bounds(element, inner).map(|text| format!("{each} {text}")));
    }
    if let Some(pattern) = &constraints.pattern {
        parts.push(format!("pattern {}", code(pattern)));
    }
    let scalar = target.present();
    if matches!(scalar, Type::Boolean | Type::Float | Type::Double) {
        let values: Vec<String> = constraints.values.iter().map(|value| code(value)).collect();
        parts.extend(
            (!values.is_empty()).then(|| format!("values known so far: {}", values.join(", "))),
        );
    }
    // A secret has none that could be shown.
    if let Some(default) = constraints.default.as_ref().filter(|_| *scalar != Type::Secret) {
        parts.push(match default.as_str() {
            "" => "default: the empty string".to_owned(),
            default => format!("default: {}", code(default)),
        });
    }
    if parts.is_empty() {
        return None;
    }
    Some(format!("{}.", upper_first(&parts.join("; "))))
}

/// The known keys of a map.
fn known(keys: &[String]) -> Option<String> {
    let keys: Vec<String> = keys.iter().map(|key| code(key)).collect();
    (!keys.is_empty()).then(|| format!("keys known so far: {}", keys.join(", ")))
}

fn bounds(constraints: &Constraints, target: &Type) -> Option<String> {
    let (low, high, unit) = match target {
        target if target.is_number() => {
            let shown = |bound: Option<f64>| bound.map(|bound| bound.to_string());
            let (least, most) = (shown(constraints.minimum), shown(constraints.maximum));
            if constraints.exclusive_minimum || constraints.exclusive_maximum {
                return open_range(constraints, least, most);
            }
            return range(least, most, None);
        }
        Type::String | Type::Secret => ("character", "characters", constraints),
        Type::List(_) => ("element", "elements", constraints),
        Type::Map(_) => ("entry", "entries", constraints),
        Type::Nullable(inner) => return bounds(constraints, inner),
        _ => return None,
    };
    let least = unit.min_length.filter(|least| *least > 0).map(|least| least.to_string());
    range(least, unit.max_length.map(|most| most.to_string()), Some((low, high)))
}

/// A range of which a bound is exclusive.
fn open_range(
    constraints: &Constraints,
    least: Option<String>,
    most: Option<String>,
) -> Option<String> {
    let low = if constraints.exclusive_minimum { "greater than" } else { "at least" };
    let high = if constraints.exclusive_maximum { "less than" } else { "at most" };
    let bounds =
        [least.map(|least| format!("{low} {least}")), most.map(|most| format!("{high} {most}"))];
    Some(bounds.into_iter().flatten().collect::<Vec<_>>().join(" and "))
}

fn range(
    least: Option<String>,
    most: Option<String>,
    unit: Option<(&str, &str)>,
) -> Option<String> {
    let units = |count: &str| match unit {
        Some((one, _)) if count == "1" => format!(" {one}"),
        Some((_, many)) => format!(" {many}"),
        None => String::new(),
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => {
            Some(format!("exactly {most}{}", units(&most)))
        }
        (Some(least), Some(most)) => Some(format!("{least} to {most}{}", units(&most))),
        (Some(least), None) => Some(format!("at least {least}{}", units(&least))),
        (None, Some(most)) => Some(format!("at most {most}{}", units(&most))),
        (None, None) => None,
    }
}

fn upper_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_read_as_sentences() {
        let length = |least, most| Constraints {
            min_length: least,
            max_length: most,
            ..Constraints::default()
        };
        let check = |constraints: Constraints, target: Type, expected: Option<&str>| {
            assert_eq!(sentence(&constraints, &target).as_deref(), expected);
        };
        check(length(Some(1), Some(128)), Type::String, Some("1 to 128 characters."));
        check(length(Some(0), Some(1)), Type::String, Some("At most 1 character."));
        check(length(Some(16), Some(16)), Type::Secret, Some("Exactly 16 characters."));
        check(length(Some(0), None), Type::String, None);
        let open = |exclusive_minimum, exclusive_maximum| Constraints {
            minimum: Some(0.0),
            maximum: Some(1.5),
            exclusive_minimum,
            exclusive_maximum,
            ..Constraints::default()
        };
        check(open(false, false), Type::Double, Some("0 to 1.5."));
        check(open(true, true), Type::Double, Some("Greater than 0 and less than 1.5."));
        check(open(true, false), Type::Double, Some("Greater than 0 and at most 1.5."));
        check(
            length(None, Some(50)),
            Type::Map(Box::new(Type::String)),
            Some("At most 50 entries."),
        );
        check(
            Constraints {
                key: Some(Box::new(Constraints {
                    values: vec!["A".to_owned(), "B".to_owned()],
                    ..length(Some(1), Some(128))
                })),
                element: Some(Box::new(length(None, Some(9)))),
                ..length(None, Some(50))
            },
            Type::Map(Box::new(Type::String)),
            Some(
                "At most 50 entries; keys of 1 to 128 characters; keys known so far: `A`, `B`; values of at \
                 most 9 characters.",
            ),
        );
        check(
            Constraints {
                element: Some(Box::new(length(Some(1), Some(9)))),
                ..length(None, Some(2))
            },
            Type::List(Box::new(Type::String)),
            Some("At most 2 elements; each 1 to 9 characters."),
        );
        check(
            Constraints { minimum: Some(1.0), maximum: Some(20160.0), ..Constraints::default() },
            Type::Integer,
            Some("1 to 20160."),
        );
        for target in [Type::Integer32, Type::Unsigned, Type::Nullable(Box::new(Type::Integer32))] {
            check(
                Constraints { maximum: Some(9.0), ..Constraints::default() },
                target,
                Some("At most 9."),
            );
        }
        let default =
            |text: &str| Constraints { default: Some(text.to_owned()), ..length(None, Some(9)) };
        check(default("a"), Type::String, Some("At most 9 characters; default: `a`."));
        check(default(""), Type::String, Some("At most 9 characters; default: the empty string."));
        check(default("a"), Type::Secret, Some("At most 9 characters."));
        let values = vec!["0.5".to_owned(), "2".to_owned()];
        check(
            Constraints { values, ..Constraints::default() },
            Type::Nullable(Box::new(Type::Double)),
            Some("Values known so far: `0.5`, `2`."),
        );
        check(
            Constraints { pattern: Some("^a`b$".to_owned()), ..Constraints::default() },
            Type::String,
            Some("Pattern `` ^a`b$ ``."),
        );
    }
}
