//! Numbers.

use super::super::fill::Number;

/// Reads the number that begins at `at`. Gives it and the place behind it; fails with the place where it ceases to
/// be one.
pub(super) fn read(text: &str, at: usize) -> Result<(Number, usize), usize> {
    let bytes = text.as_bytes();
    let is_negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(is_negative);
    let mut end = digits(bytes, first)?;
    if bytes.get(first) == Some(&b'0') && end > first + 1 {
        return Err(first + 1);
    }
    let mut is_whole = true;
    if bytes.get(end) == Some(&b'.') {
        is_whole = false;
        end = digits(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        is_whole = false;
        let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits(bytes, end + 1 + usize::from(sign))?;
    }
    let number = text.get(at..end).ok_or(at)?;
    let value = match is_whole {
        true => whole(number).or_else(|| float(number)),
        false => float(number),
    };
    Ok((value.ok_or(at)?, end))
}

fn whole(number: &str) -> Option<Number> {
    let large = || number.parse().ok().map(Number::Large);
    match number {
        // Its sign is lost but on a double.
        "-0" => None,
        _ => number.parse().ok().map(Number::Whole).or_else(large),
    }
}

/// What is larger than a double can be comes out as infinite.
fn float(number: &str) -> Option<Number> {
    number.parse().ok().map(Number::Float)
}

/// The place behind the digits at `at`, of which there must be one.
fn digits(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    let number = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if number == 0 {
        Err(at)
    } else {
        Ok(at + number)
    }
}
