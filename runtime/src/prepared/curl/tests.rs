use std::process::Command;

use bytes::Bytes;
use http::{HeaderValue, Method};

use super::command;

fn request(method: Method, uri: &str, body: impl Into<Bytes>) -> http::Request<Bytes> {
    let mut request = http::Request::new(body.into());
    *request.method_mut() = method;
    *request.uri_mut() = uri.parse().unwrap();
    let headers = request.headers_mut();
    headers.insert("host", HeaderValue::from_static("h"));
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    request
}

/// What a shell makes of a command line.
fn words(command: &str) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{command}");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.strip_suffix('\0')
        .unwrap()
        .split('\0')
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_call_reads_like_one() {
    let request = request(Method::POST, "https://h/GetStage?a=b", r#"{"arn":"x"}"#);
    assert_eq!(
        command(&request, Some(&[])),
        "curl --globoff --path-as-is --request POST 'https://h/GetStage?a=b' \\\n  \
         --header 'content-type: application/json' \\\n  --data-raw '{\"arn\":\"x\"}'"
    );
}

#[test]
fn a_shell_reads_every_text_as_it_was() {
    for text in [
        "it's",
        "''",
        "$HOME `id` $(id)",
        "a\nb\r\n",
        "\\n \\' \"",
        "é 🎥 \u{202e}",
        "@file",
        "!x",
        "\u{1b}[0m",
    ] {
        let body = serde_json::json!({ "text": text }).to_string();
        let words = words(&command(
            &request(Method::POST, "http://h/", body.clone()),
            Some(&[]),
        ));
        assert_eq!(words.last(), Some(&body), "{text:?}");
        let raw = self::words(&command(
            &request(Method::PUT, "http://h/", text.to_owned()),
            None,
        ));
        assert_eq!(raw.last().map(String::as_str), Some(text));
    }
}

#[test]
fn secrets_of_headers_query_and_body_are_hidden_unless_asked_for() {
    let mut request = request(
        Method::POST,
        "http://h/x?X-Amz-Security-Token=hunter2&pin=hunter2&a=b",
        r#"{"name":"demo","token":"hunter2","pin":"hunter2"}"#,
    );
    let headers = request.headers_mut();
    let authorization =
        "AWS4-HMAC-SHA256 Credential=AKID/day, SignedHeaders=host, Signature=hunter2";
    headers.insert("authorization", HeaderValue::from_static(authorization));
    headers.insert("x-amz-security-token", HeaderValue::from_static("hunter2"));
    let mut sensitive = HeaderValue::from_static("hunter2");
    sensitive.set_sensitive(true);
    headers.insert("x-other", sensitive);

    let hidden = command(&request, Some(&["pin"]));
    assert!(!hidden.contains("hunter2"), "{hidden}");
    for shown in [
        "SignedHeaders=host, Signature=**redacted**",
        "\"name\":\"demo\"",
        "&a=b",
    ] {
        assert!(hidden.contains(shown), "{hidden}");
    }
    let full = command(&request, None);
    assert_eq!(full.matches("hunter2").count(), 7, "{full}");
}

#[test]
fn a_body_that_is_no_json_is_shown_to_its_owner_only() {
    let text = request(Method::PUT, "http://h/", "hunter2");
    assert!(!command(&text, Some(&[])).contains("hunter2"));
    assert!(command(&text, None).ends_with("--data-raw 'hunter2'"));

    let bytes = request(Method::PUT, "http://h/", vec![0xff, 0]);
    assert!(command(&bytes, None).ends_with("--data-binary '@BODY' # BODY: 2 bytes, not text"));
}

#[test]
fn requests_without_body_header_or_host_are_as_curl_wants_them() {
    let mut bare = request(Method::DELETE, "http://[::1]:8080/tags/x", "");
    bare.headers_mut().clear();
    bare.headers_mut()
        .insert("x-empty", HeaderValue::from_static(""));
    assert_eq!(
        words(&command(&bare, Some(&[]))),
        [
            "--globoff",
            "--path-as-is",
            "--request",
            "DELETE",
            "http://[::1]:8080/tags/x",
            "--header",
            "x-empty;",
            "--header",
            "content-type:",
            "--data-raw",
            "",
        ]
    );
    let head = request(Method::HEAD, "http://h/", "");
    assert!(command(&head, Some(&[])).contains("--head 'http://h/'"));
    assert!(!command(&head, Some(&[])).contains("--data"));
}
