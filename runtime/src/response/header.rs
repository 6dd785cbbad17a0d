//! Values of response headers: repeated headers, and lists.

use std::borrow::Cow;

use http::HeaderMap;

/// The value of a header, the values of its lines joined with commas; `None` if it is absent or not UTF-8.
pub(super) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<Cow<'a, str>> {
    let lines = headers.get_all(name).iter();
    let mut lines = lines.filter_map(|line| str::from_utf8(line.as_bytes()).ok());
    let mut joined = Cow::Borrowed(lines.next()?);
    for line in lines {
        let joined = joined.to_mut();
        joined.push_str(", ");
        joined.push_str(line);
    }
    Some(joined)
}

/// The elements of a list: separated by commas, without surrounding whitespace, and unquoted. Empty elements that
/// are not quoted are skipped (RFC 9110, 5.6.1).
pub(super) fn elements(headers: &HeaderMap, name: &str) -> Vec<String> {
    let value = value(headers, name).unwrap_or_default();
    let mut elements = Vec::new();
    let mut rest = value.trim_start();
    while !rest.is_empty() {
        if let Some((element, after)) = quoted(rest) {
            elements.push(element);
            rest = after.trim_start();
            continue;
        }
        let (element, after) = rest.split_once(',').unwrap_or((rest, ""));
        let element = element.trim_end();
        if !element.is_empty() {
            elements.push(element.to_owned());
        }
        rest = after.trim_start();
    }
    elements
}

/// The elements of a list of timestamps. The comma after the day of the week is part of an HTTP date.
pub(super) fn date_elements(headers: &HeaderMap, name: &str) -> Vec<String> {
    let mut dates: Vec<String> = Vec::new();
    for element in elements(headers, name) {
        match dates.last_mut() {
            Some(day) if is_word(day) => {
                day.push_str(", ");
                day.push_str(&element);
            }
            _ => dates.push(element),
        }
    }
    dates
}

fn is_word(element: &str) -> bool {
    element.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The quoted string at the start of a list, unquoted, and the list after its comma. `None` if the list does not
/// start with a quoted string that is a whole element.
fn quoted(list: &str) -> Option<(String, &str)> {
    let mut element = String::new();
    let mut characters = list.strip_prefix('"')?.chars();
    loop {
        match characters.next()? {
            '"' => break,
            '\\' => element.push(characters.next()?),
            c => element.push(c),
        }
    }
    let after = characters.as_str().trim_start();
    match after.strip_prefix(',') {
        Some(rest) => Some((element, rest)),
        None => after.is_empty().then_some((element, "")),
    }
}
