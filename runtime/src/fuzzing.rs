//! The properties that the fuzz targets in `runtime/fuzz` check. The module exists with `--cfg fuzzing` only.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use crate::aws::config::profile;
use crate::aws::protocol::{read_failure, retry_after};
use crate::aws::sign::normalize::{canonical_query_component, normalize_path};
use crate::codec::{self, Decode, Format};
use crate::retry::RetryClass;
use crate::{Blob, ByteStream, Error, Json, Response, Secret, uri};

/// Any response becomes an error whose message is one line. The first bytes select status and headers.
pub fn errors(data: &[u8]) {
    let [high, low, media, code_length, rest @ ..] = data else {
        return;
    };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 900;
    let Ok(status) = StatusCode::from_u16(status) else {
        return;
    };
    let mut headers = HeaderMap::new();
    let medias = ["text/html", "application/json", "text/xml", "text/plain", ""];
    let media = medias.get(usize::from(*media) % medias.len());
    headers.insert("content-type", HeaderValue::from_static(media.copied().unwrap_or_default()));
    let (code, body) = rest.split_at(usize::from(*code_length).min(rest.len()));
    for name in ["x-amzn-errortype", "location", "x-amz-retry-after"] {
        if let Ok(value) = HeaderValue::from_bytes(code) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let _ = retry_after(&headers);
    let response = Response { status, headers, body: Bytes::copy_from_slice(body) };
    let failure = read_failure(&response);
    let line = Error::service(response.clone(), failure, RetryClass::Never).to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    if let Err(error) = response.json::<BTreeMap<String, Vec<i32>>>() {
        let line = Error::undecodable(response, error).to_string();
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

/// Any string is a timestamp or rejected. A timestamp survives a round trip.
pub fn timestamps(data: &[u8]) {
    use crate::codec::timestamp::{date_time, http_date, parse};
    let Ok(input) = std::str::from_utf8(data) else {
        return;
    };
    let Some(time) = parse(input) else {
        return;
    };
    assert_eq!(parse(&date_time(time)), Some(time), "{input:?}");
    let _ = http_date(time);
}

/// Percent-encoding is reversible, and canonical forms are idempotent.
pub fn uris(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else {
        return;
    };
    let mut encoded = String::new();
    uri::push_encoded(&mut encoded, input);
    let decoded = percent_decode_str(&encoded).decode_utf8();
    assert_eq!(decoded.ok().as_deref(), Some(input));
    let canonical = canonical_query_component(input);
    assert_eq!(canonical_query_component(&canonical), canonical);
    let normal = normalize_path(input).into_owned();
    assert_eq!(normalize_path(&normal), normal);
}

/// Any input is a shared configuration file or rejected.
pub fn profiles(data: &[u8]) {
    if let Ok(input) = std::str::from_utf8(data) {
        profile::fuzz(input);
    }
}

/// The JSON reader accepts what serde_json accepts, with the same result. Any input is a typed value or rejected; a
/// value survives a round trip.
pub fn json(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else {
        return;
    };
    let is_equal = match (serde_json::from_str(input), read::<Json>(input)) {
        (Ok(theirs), ours) => ours.is_some_and(|ours| is_same(&ours, &theirs)),
        (Err(error), Some(_)) => is_accepted_deviation(&error.to_string()),
        (Err(_), None) => true,
    };
    assert!(is_equal, "{input:?}");
    if let Some(value) = read::<Everything>(input) {
        let json = written(&value);
        let again = read::<Everything>(&json).map(|value| written(&value));
        assert_eq!(again.as_deref(), Some(&*json), "{input:?}");
    }
    let _ =
        crate::codec::deserialize::<Everything, _>(&mut serde_json::Deserializer::from_str(input));
}

/// Whether the reader may accept an input that serde_json rejects with `message`. serde_json also limits nesting to
/// one level less and doubles to a slightly smaller range.
fn is_accepted_deviation(message: &str) -> bool {
    let deviations = [
        "control character",
        "surrogate",
        "unexpected end of hex escape",
        "recursion limit exceeded",
        "number out of range",
    ];
    deviations.iter().any(|part| message.contains(part))
}

fn read<T: Decode>(input: &str) -> Option<T> {
    let mut value = T::default_value();
    let slot = value.slot(Format::default());
    codec::json::read(input, slot).ok().map(|()| value)
}

fn written(value: &Everything) -> String {
    let body = codec::to_json(value).unwrap_or_default();
    String::from_utf8(body).unwrap_or_default()
}

/// Doubles that serde_json reads may differ in the last digits.
fn is_same(ours: &Json, theirs: &Json) -> bool {
    match (ours, theirs) {
        (Json::Number(ours), Json::Number(theirs)) if ours.is_f64() && theirs.is_f64() => {
            let bits = |number: &serde_json::Number| number.as_f64().map(f64::to_bits);
            match (bits(ours), bits(theirs)) {
                (Some(ours), Some(theirs)) => ours.abs_diff(theirs) <= 2,
                _ => false,
            }
        }
        (Json::Array(ours), Json::Array(theirs)) => {
            let mut pairs = ours.iter().zip(theirs);
            ours.len() == theirs.len() && pairs.all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Json::Object(ours), Json::Object(theirs)) => {
            let mut pairs = ours.iter().zip(theirs);
            ours.len() == theirs.len()
                && pairs.all(|(ours, theirs)| ours.0 == theirs.0 && is_same(ours.1, theirs.1))
        }
        (ours, theirs) => ours == theirs,
    }
}

/// One member of each type.
struct Everything {
    a: bool,
    b: i32,
    c: Option<i64>,
    d: f32,
    e: f64,
    f: String,
    g: Secret,
    h: Blob,
    i: ByteStream,
    j: Option<Timestamp>,
    k: Json,
    l: Option<Json>,
    m: Letter,
    n: Vec<Either>,
    o: Vec<Option<f64>>,
    p: BTreeMap<String, Vec<String>>,
    q: Vec<Everything>,
    r: Option<Box<Everything>>,
}

crate::structure! {
    Everything: decode, encode;
    "a" => a;
    "b" => b;
    "c" => c;
    "d" => d;
    "e" => e;
    "f" => f;
    "g" => g;
    "h" => h;
    "i" => i;
    "j" => j;
    "k" => k;
    "l" => l as JsonString;
    "m" => m;
    "n" => n;
    "o" => o;
    "p" => p;
    "q" => q;
    bound "r" => r;
}

enum Letter {
    One,
    Unknown(String),
}

crate::enumeration! {
    Letter;
    One => "1";
}

enum Either {
    Number(i64),
    Times(Vec<Timestamp>),
    Unknown(String, Json),
}

crate::union! {
    Either: decode, encode;
    "a" => Number;
    "b" => Times;
}
