//! What the server does with one request.

use std::time::Duration;

use jiff::Timestamp;

use crate::clock::Clock;

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Answers properly, with a length and an identifier of the request unless it is somebody else
    /// who answers.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Resets the connection before it has read anything.
    ResetEarly,
    /// Closes the connection before it has read anything.
    CloseEarly,
    /// Sends these bytes and closes.
    Bytes(Vec<u8>),
    /// Sends these bytes and resets the connection.
    BytesThenReset(Vec<u8>),
    /// Sends these bytes and then nothing, for ever.
    BytesThenSilence(Vec<u8>),
    /// Sends these bytes one by one with pauses between them.
    Drip(Vec<u8>, Duration),
    /// Answers properly, and closes the connection without having said so.
    AnswerAndClose,
    /// Answers that the clocks differ if the signature is dated wrongly, else properly.
    Dated,
    /// Fails, and lets an hour pass.
    FailAndPass(Clock),
    /// Accepts the signatures of this access key alone.
    OnlyKey(&'static str),
}

impl Act {
    /// Whether the service may have carried out what it was asked when it does this.
    pub(crate) fn may_have_done_it(&self, head: &str) -> bool {
        match self {
            Self::Answer(status, ..) => !(300..500).contains(status),
            Self::ResetEarly | Self::CloseEarly => false,
            Self::Dated => is_dated_now(head),
            Self::OnlyKey(key) => is_signed_by(head, key),
            _ => true,
        }
    }
}

pub(crate) const OK_BODY: &str = r#"{"name":"demo"}"#;

pub(crate) fn ok() -> Act {
    Act::Answer(200, vec![id()], OK_BODY.into())
}

/// The header by which answers of AWS are known.
pub(crate) fn id() -> (&'static str, String) {
    ("x-amzn-requestid", "id-1".to_owned())
}

/// An answer in good form.
pub(crate) fn answer(status: u16, headers: &[(&'static str, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) fn is_signed_by(head: &str, key: &str) -> bool {
    head.contains(&format!("Credential={key}/"))
}

pub(crate) fn is_dated_now(head: &str) -> bool {
    let stamp = header(head, "x-amz-date").unwrap();
    let dated = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", stamp)
        .unwrap()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .unwrap()
        .timestamp();
    dated.duration_since(Timestamp::now()).abs() < jiff::SignedDuration::from_mins(5)
}

pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
