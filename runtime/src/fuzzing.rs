//! What the fuzz targets in `runtime/fuzz` call. It exists under `--cfg fuzzing` alone and is no part
//! of the crate's interface.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use percent_encoding::percent_decode_str;

use crate::error::wire;
use crate::retry::RetryClass;
use crate::{Error, Response, config, uri};

/// Any answer makes an error whose line is one line. The first bytes choose status and headers.
pub fn errors(data: &[u8]) {
    let [high, low, media, code_length, rest @ ..] = data else {
        return;
    };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 900;
    let Ok(status) = StatusCode::from_u16(status) else {
        return;
    };
    let mut headers = HeaderMap::new();
    let medias = [
        "text/html",
        "application/json",
        "text/xml",
        "text/plain",
        "",
    ];
    let media = medias.get(usize::from(*media) % medias.len());
    headers.insert(
        "content-type",
        HeaderValue::from_static(media.copied().unwrap_or_default()),
    );
    let (code, body) = rest.split_at(usize::from(*code_length).min(rest.len()));
    for name in ["x-amzn-errortype", "location", "x-amz-retry-after"] {
        if let Ok(value) = HeaderValue::from_bytes(code) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let _ = crate::retry::backoff::asked_delay(&headers);
    let response = Response {
        status,
        headers,
        body: Bytes::copy_from_slice(body),
    };
    let fault = wire::read(&response);
    let line = Error::service(response.clone(), fault, RetryClass::Never).to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    if let Err(problem) = response.json::<std::collections::BTreeMap<String, Vec<i32>>>() {
        let line = Error::undecodable(response, problem).to_string();
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

/// Any text is a time or none. A time that was read is read again from what is written of it.
pub fn timestamps(data: &[u8]) {
    use crate::codec::timestamp::{date_time, from_text, http_date};
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Some(time) = from_text(text) else {
        return;
    };
    assert_eq!(from_text(&date_time::format(time)), Some(time), "{text:?}");
    let _ = http_date::format(time);
}

/// Encoding loses nothing, and what is canonical stays so.
pub fn uris(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut encoded = String::new();
    uri::push_encoded(&mut encoded, text);
    let decoded = percent_decode_str(&encoded).decode_utf8();
    assert_eq!(decoded.ok().as_deref(), Some(text));
    let canonical = uri::canonical_query_text(text).into_owned();
    assert_eq!(uri::canonical_query_text(&canonical), canonical);
    let normal = uri::normalize_path(text).into_owned();
    assert_eq!(uri::normalize_path(&normal), normal);
}

/// Any text is a shared file or a problem.
pub fn profiles(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        config::profile::fuzz(text);
    }
}
