//! What an unquoted YAML scalar means: the core schema of YAML 1.2.2, section 10.3.2.
//!
//! Dates and words such as `yes` or `off` are strings in it, unlike in YAML 1.1.

use serde_json::{Number, Value};

/// The value of a plain scalar. `None` for an infinity, a not-a-number or a number that is too
/// large, which JSON cannot hold.
pub(super) fn resolve(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return None,
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return None;
    }
    // Most numbers are spelled as in JSON; reading them in the same way makes both forms of a
    // document equal.
    if unsigned.starts_with(|first: char| first.is_ascii_digit())
        && let Ok(number) = serde_json::from_str::<Number>(text)
    {
        return Some(Value::Number(number));
    }
    if let Some(number) = in_base(text, "0x", 16).or_else(|| in_base(text, "0o", 8)) {
        return Some(Value::Number(number));
    }
    if !is_decimal(unsigned) {
        return Some(Value::String(text.to_owned()));
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(Value::Number(number.into()));
    }
    text.parse().ok().and_then(Number::from_f64).map(Value::Number)
}

fn in_base(text: &str, prefix: &str, base: u32) -> Option<Number> {
    let digits = text.strip_prefix(prefix)?;
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return None;
    }
    match u64::from_str_radix(digits, base) {
        Ok(number) => Some(number.into()),
        Err(_) => None,
    }
}

/// Digits with at most one point and an exponent, and at least one digit in front of it.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0 && exponent_fits
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Value) {
        assert_eq!(resolve(text), Some(expected), "{text}");
    }

    #[test]
    fn only_words_of_the_core_schema_are_not_strings() {
        check("", json!(null));
        check("~", json!(null));
        check("Null", json!(null));
        check("TRUE", json!(true));
        check("false", json!(false));
        let words = "yes off tRue 2020-07-14 1.2.3 12:30 << e5 - + . 0x 0o9 1e 1e+ --1 1_000";
        for word in words.split(' ').chain(["+ 1"]) {
            check(word, json!(word));
        }
    }

    #[test]
    fn numbers_of_all_forms_are_resolved() {
        check("0", json!(0));
        check("-720", json!(-720));
        check("+1", json!(1));
        check("012", json!(12));
        check("0x1F", json!(31));
        check("0o17", json!(15));
        check("18446744073709551615", json!(u64::MAX));
        check("18446744073709551616", json!(18446744073709551616.0));
        check("1.10", json!(1.1));
        check(".5", json!(0.5));
        check("5.", json!(5.0));
        check("-1.5E-3", json!(-0.0015));
        check("6e+2", json!(600.0));
    }

    #[test]
    fn numbers_that_json_cannot_hold_are_rejected() {
        for text in [".inf", "-.Inf", "+.INF", ".nan", "1e999", "+1e999"] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }
}
