//! Strings and numbers. Each function takes the offset of the token and returns the value with the offset behind
//! it, or the offset at which the token is invalid.

use std::borrow::Cow;

use crate::codec::decode::Number;

/// Parses the string that starts at `start`, behind its opening quote.
///
/// Control characters are accepted, and an unpaired surrogate becomes U+FFFD, so that one malformed string does not fail a response.
pub(super) fn string(text: &str, start: usize) -> Result<(Cow<'_, str>, usize), usize> {
    let mut unescaped = String::new();
    let mut position = start;
    loop {
        let rest = text.get(position..).ok_or(position)?;
        let length = memchr::memchr2(b'"', b'\\', rest.as_bytes()).ok_or(text.len())?;
        let plain = rest.get(..length).ok_or(position)?;
        let end = position + length;
        if rest.as_bytes().get(length) == Some(&b'"') {
            let string = match position == start {
                true => Cow::Borrowed(plain),
                false => Cow::Owned(unescaped + plain),
            };
            return Ok((string, end + 1));
        }
        unescaped.push_str(plain);
        let (character, next) = escape(text, end + 1).ok_or(end + 1)?;
        unescaped.push(character);
        position = next;
    }
}

/// The character of the escape whose backslash is before `start`.
fn escape(text: &str, start: usize) -> Option<(char, usize)> {
    let character = match text.as_bytes().get(start)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return utf16_escape(text, start + 1),
        _ => return None,
    };
    Some((character, start + 1))
}

/// The character of one `\uXXXX`, or of a pair of them, whose first digits are at `start`.
fn utf16_escape(text: &str, start: usize) -> Option<(char, usize)> {
    let first = utf16_unit(text, start)?;
    let end = start + 4;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, end));
    }
    let second = match text.get(end..end + 2) {
        Some("\\u") => utf16_unit(text, end + 2),
        _ => None,
    };
    let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    match pair {
        Some(character) => Some((character, end + 6)),
        None => Some((char::REPLACEMENT_CHARACTER, end)),
    }
}

fn utf16_unit(text: &str, start: usize) -> Option<u16> {
    let digits = text.get(start..start + 4)?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_digits.then(|| u16::from_str_radix(digits, 16).ok())?
}

/// Parses the number that starts at `start`. A number beyond the range of a double is infinite.
pub(super) fn number(text: &str, start: usize) -> Result<(Number, usize), usize> {
    let bytes = text.as_bytes();
    let first_digit = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut end = digits(bytes, first_digit)?;
    if bytes.get(first_digit) == Some(&b'0') && end > first_digit + 1 {
        return Err(first_digit + 1);
    }
    let mut is_integer = true;
    if bytes.get(end) == Some(&b'.') {
        is_integer = false;
        end = digits(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        is_integer = false;
        let has_sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits(bytes, end + 1 + usize::from(has_sign))?;
    }
    let number = text.get(start..end).ok_or(start)?;
    let value = integer(number).filter(|_| is_integer).or_else(|| float(number));
    Ok((value.ok_or(start)?, end))
}

fn integer(number: &str) -> Option<Number> {
    // Only a double keeps the sign of zero.
    if number == "-0" {
        return None;
    }
    let signed = number.parse().ok().map(Number::Signed);
    signed.or_else(|| number.parse().ok().map(Number::Unsigned))
}

fn float(number: &str) -> Option<Number> {
    number.parse().ok().map(Number::Float)
}

/// The offset behind the digits at `start`, of which there must be at least one.
fn digits(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.iter().take_while(|byte| byte.is_ascii_digit()).count() {
        0 => Err(start),
        count => Ok(start + count),
    }
}
