//! Bodies that are not the service's JSON, named for what they are: they come from something between
//! the client and the service.

use http::header::{CONTENT_TYPE, LOCATION};

use crate::Response;
use crate::codec::json;

/// Names a failed answer whose body is not a JSON object for what it is.
pub(super) fn describe(response: &Response) -> String {
    if response.status.is_redirection() {
        let target = response
            .headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .map_or(String::new(), |target| {
                format!(" to {}", target.split('?').next().unwrap_or(target))
            });
        return format!(
            "a redirect{target}, which is not followed: a signed request goes to no other address"
        );
    }
    let reason = response.status.canonical_reason().unwrap_or("no reason");
    if response.body.is_empty() {
        return format!("{reason}: the answer has no body and names no error");
    }
    match oddity(response) {
        Some(page) if page.starts_with(PAGE) => page,
        // A failure is no secret, and such texts tell who it was that failed.
        Some(oddity) if oddity.starts_with(TEXT) => {
            let opening: String = opening(response).chars().take(80).collect();
            format!("{reason}: {oddity}: \"{opening}\"")
        }
        Some(oddity) => format!("{reason}: {oddity}"),
        None => format!("{reason}: the body is JSON that is cut short or broken"),
    }
}

const PAGE: &str = "an HTML page in place of the service's JSON, probably of a proxy in between";
const TEXT: &str = "the body is plain text in place of JSON";

/// What a body is that is no JSON, not even broken; `None` for one that is. It repeats nothing of
/// the body but a page's title.
pub(crate) fn oddity(response: &Response) -> Option<String> {
    let media = response
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let Ok(body) = std::str::from_utf8(&response.body) else {
        return Some(format!(
            "the body is not text but {} bytes{}",
            response.body.len(),
            said_to_be(media)
        ));
    };
    let start = body.trim_start();
    if media.contains("html") || looks_like_html(start) {
        return Some(match html_title(body) {
            Some(title) => format!("{PAGE}: \"{title}\""),
            None => PAGE.to_owned(),
        });
    }
    if media.contains("xml") || start.starts_with("<?xml") {
        return Some("the body is XML in place of JSON".to_owned());
    }
    if media.contains("json") || start.starts_with(['{', '[']) {
        return None;
    }
    if json::document(start.as_bytes()).is_some() {
        return None;
    }
    Some(format!("{TEXT}{}", said_to_be(media)))
}

fn opening(response: &Response) -> &str {
    std::str::from_utf8(&response.body)
        .unwrap_or_default()
        .trim_start()
}

/// The content type, where it helps to understand a body: ` (text/csv)`.
fn said_to_be(media: &str) -> String {
    match media {
        "" | "text/plain" => String::new(),
        media => format!(" ({})", media.chars().take(60).collect::<String>()),
    }
}

fn looks_like_html(start: &str) -> bool {
    ["<!doctype html", "<html"].iter().any(|mark| {
        start
            .get(..mark.len())
            .is_some_and(|opening| opening.eq_ignore_ascii_case(mark))
    })
}

fn html_title(body: &str) -> Option<&str> {
    // Lower-casing ASCII keeps every byte position.
    let lower = body.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower.get(start..)?.find("</title>")?;
    body.get(start..end).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::{describe, oddity};
    use crate::test_fixtures::response;
    use bytes::Bytes;

    #[test]
    fn a_body_that_is_no_json_is_named_for_what_it_is() {
        for (response, expected) in [
            (
                response(502, &[], ""),
                "Bad Gateway: the answer has no body and names no error",
            ),
            (
                response(
                    502,
                    &[("content-type", "text/html")],
                    "<html><TITLE>Bad gate</TITLE>",
                ),
                "an HTML page in place of the service's JSON, probably of a proxy in between: \"Bad gate\"",
            ),
            (
                response(503, &[], "<!DOCTYPE html><p>İ"),
                "an HTML page in place of the service's JSON, probably of a proxy in between",
            ),
            (
                response(500, &[("content-type", "text/xml")], "<Error/>"),
                "Internal Server Error: the body is XML in place of JSON",
            ),
            (
                response(500, &[], "{\"message\": \"cut"),
                "Internal Server Error: the body is JSON that is cut short or broken",
            ),
            (
                response(503, &[], "upstream connect error"),
                "Service Unavailable: the body is plain text in place of JSON: \"upstream connect error\"",
            ),
            (
                response(302, &[("location", "https://login.example/x?token=1")], ""),
                "a redirect to https://login.example/x, which is not followed: a signed request goes to no other address",
            ),
        ] {
            assert_eq!(describe(&response), expected);
        }
        let mut binary = response(500, &[], "");
        binary.body = Bytes::from_static(&[0xff, 0xfe, 0x00]);
        assert_eq!(
            describe(&binary),
            "Internal Server Error: the body is not text but 3 bytes"
        );
    }

    #[test]
    fn an_odd_success_is_named_without_being_repeated() {
        let oddity = |headers: &[(&'static str, &'static str)], body| {
            oddity(&response(200, headers, body)).unwrap_or_default()
        };
        assert_eq!(
            oddity(&[("content-type", "text/csv")], "hunter2,1"),
            "the body is plain text in place of JSON (text/csv)"
        );
        assert_eq!(
            oddity(&[], "hunter2"),
            "the body is plain text in place of JSON"
        );
        for json in ["5", "\"x\"", "null", "{\"cut", "[1"] {
            assert_eq!(oddity(&[], json), "", "{json}");
        }
    }
}
