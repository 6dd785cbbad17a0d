//! Descriptions of responses whose body is not the service's JSON: usually those of a proxy or a
//! captive portal between the client and the service.

use http::header::LOCATION;

use crate::codec::json;
use crate::{Json, Response};

/// Describes an error response whose body is not a JSON object.
pub(crate) fn describe_failure(response: &Response) -> String {
    if is_redirect(response) {
        let target = response
            .headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .map_or(String::new(), |target| {
                format!(" to {}", target.split('?').next().unwrap_or(target))
            });
        return format!(
            "a redirect{target}, which is not followed: requests are sent to the configured endpoint only"
        );
    }
    let reason = response.status.canonical_reason().unwrap_or("no reason");
    if response.body.trim_ascii().is_empty() {
        return format!("{reason}: the response has no body and no error code");
    }
    if let Some(found) = json::document(&response.body).as_ref().and_then(other_than_object) {
        return format!("{reason}: the body is {found} instead of a JSON object");
    }
    match describe_body(response) {
        Some(page) if page.starts_with(HTML_PAGE) => page,
        // An error message is not a secret, and shows which system failed.
        Some(body) if body.starts_with(PLAIN_TEXT) => {
            let opening: String = opening(response).chars().take(80).collect();
            format!("{reason}: {body}: \"{opening}\"")
        }
        Some(body) => format!("{reason}: {body}"),
        None => format!("{reason}: the body is truncated or malformed JSON"),
    }
}

const HTML_PAGE: &str = "an HTML page instead of JSON, perhaps from a proxy or a captive portal";
const PLAIN_TEXT: &str = "the body is plain text instead of JSON";

/// Whether a response sends the client to another address; 304 (Not Modified) does not.
fn is_redirect(response: &Response) -> bool {
    match response.status.as_u16() {
        301 | 302 | 303 | 307 | 308 => true,
        304 => false,
        _ => response.status.is_redirection() && response.headers.contains_key(LOCATION),
    }
}

/// The type of a JSON document that is not an object.
fn other_than_object(document: &Json) -> Option<&'static str> {
    Some(match document {
        Json::Object(_) => return None,
        Json::Array(_) => "a JSON list",
        Json::String(_) => "a JSON string",
        Json::Number(_) => "a JSON number",
        Json::Bool(_) => "a JSON boolean",
        Json::Null => "`null`",
    })
}

/// Describes a body that is not JSON; `None` if it is JSON, even if malformed. Repeats nothing of the
/// body but the title of a page.
pub(crate) fn describe_body(response: &Response) -> Option<String> {
    let media = response.content_type().unwrap_or_default();
    let Ok(body) = std::str::from_utf8(&response.body) else {
        return Some(format!(
            "the body is {} bytes of binary data{}",
            response.body.len(),
            content_type(media)
        ));
    };
    let start = body.trim_start();
    if looks_like_html(start) || media.contains("html") && start.starts_with('<') {
        return Some(match html_title(body) {
            Some(title) => format!("{HTML_PAGE}: \"{title}\""),
            None => HTML_PAGE.to_owned(),
        });
    }
    if media.contains("xml") || start.starts_with("<?xml") {
        return Some("the body is XML instead of JSON".to_owned());
    }
    if media.contains("json") || start.starts_with(['{', '[']) {
        return None;
    }
    if json::document(start.as_bytes()).is_some() {
        return None;
    }
    Some(format!("{PLAIN_TEXT}{}", content_type(media)))
}

fn opening(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap_or_default().trim_start()
}

/// The content type, if it is informative: ` (text/csv)`.
fn content_type(media: &str) -> String {
    match media {
        "" | "text/plain" => String::new(),
        media => format!(" ({})", media.chars().take(60).collect::<String>()),
    }
}

fn looks_like_html(start: &str) -> bool {
    ["<!doctype html", "<html"].iter().any(|mark| {
        start.get(..mark.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(mark))
    })
}

fn html_title(body: &str) -> Option<&str> {
    // Lower-casing ASCII keeps all byte positions.
    let lower = body.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower.get(start..)?.find("</title>")?;
    body.get(start..end).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::{describe_body, describe_failure};
    use crate::test_fixtures::response;

    #[test]
    fn a_body_that_is_not_json_is_described() {
        for (response, expected) in [
            (response(502, &[], ""), "Bad Gateway: the response has no body and no error code"),
            (
                response(502, &[("content-type", "text/html")], "<html><TITLE>Bad gate</TITLE>"),
                "an HTML page instead of JSON, perhaps from a proxy or a captive portal: \"Bad gate\"",
            ),
            (
                response(503, &[], "<!DOCTYPE html><p>İ"),
                "an HTML page instead of JSON, perhaps from a proxy or a captive portal",
            ),
            (
                response(500, &[("content-type", "text/xml")], "<Error/>"),
                "Internal Server Error: the body is XML instead of JSON",
            ),
            (
                response(500, &[], "{\"message\": \"cut"),
                "Internal Server Error: the body is truncated or malformed JSON",
            ),
            (
                response(503, &[], "upstream connect error"),
                "Service Unavailable: the body is plain text instead of JSON: \"upstream connect error\"",
            ),
            (
                response(302, &[("location", "https://login.example/x?token=1")], ""),
                "a redirect to https://login.example/x, which is not followed: requests are sent to the configured endpoint only",
            ),
            (
                response(308, &[], ""),
                "a redirect, which is not followed: requests are sent to the configured endpoint only",
            ),
            (
                response(304, &[("location", "https://login.example/x")], ""),
                "Not Modified: the response has no body and no error code",
            ),
            (
                response(300, &[], "[]"),
                "Multiple Choices: the body is a JSON list instead of a JSON object",
            ),
            (
                response(400, &[], " []"),
                "Bad Request: the body is a JSON list instead of a JSON object",
            ),
            (
                response(400, &[], "\"x\""),
                "Bad Request: the body is a JSON string instead of a JSON object",
            ),
            (
                response(404, &[("content-type", "application/json")], "null"),
                "Not Found: the body is `null` instead of a JSON object",
            ),
            (
                response(500, &[], " \r\n\t"),
                "Internal Server Error: the response has no body and no error code",
            ),
        ] {
            assert_eq!(describe_failure(&response), expected);
        }
        let binary = response(500, &[], &[0xff, 0xfe, 0x00][..]);
        assert_eq!(
            describe_failure(&binary),
            "Internal Server Error: the body is 3 bytes of binary data"
        );
    }

    #[test]
    fn the_body_of_a_success_is_described_without_its_content() {
        let describe = |headers: &[(&'static str, &'static str)], body| {
            describe_body(&response(200, headers, body)).unwrap_or_default()
        };
        assert_eq!(
            describe(&[("content-type", "text/csv")], "hunter2,1"),
            "the body is plain text instead of JSON (text/csv)"
        );
        assert_eq!(describe(&[], "hunter2"), "the body is plain text instead of JSON");
        for json in ["5", "\"x\"", "null", "{\"cut", "[1"] {
            assert_eq!(describe(&[], json), "", "{json}");
        }
    }
}
