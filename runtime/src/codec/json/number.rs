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
    let whole = match is_whole {
        true => number.parse().ok().map(Number::Whole),
        false => None,
    };
    let large = || match is_whole {
        true => number.parse().ok().map(Number::Large),
        false => None,
    };
    // What is larger than a double can be is no number that anybody means.
    let float = || {
        number
            .parse()
            .ok()
            .filter(|float: &f64| float.is_finite())
            .map(Number::Float)
    };
    let number = whole.or_else(large).or_else(float).ok_or(at)?;
    Ok((number, end))
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
