//! Credentials as JSON, which most sources answer with, each with names of its own.
//!
//! Members are taken out by name: what a source adds is nobody's business, and no error repeats a value.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::codec::{json, timestamp};
use crate::{Credentials, Secret};

pub(super) type Members = Map<String, Value>;

/// The names of a key's id, its secret and its session token.
pub(super) type Names = [&'static str; 3];

/// The names that the agents of containers and instances use.
const OF_AGENTS: Names = ["AccessKeyId", "SecretAccessKey", "Token"];

/// The members of an object.
pub(super) fn members(text: &[u8]) -> Result<Members, String> {
    json::object(text).ok_or_else(|| "the answer is no JSON object".to_owned())
}

/// Takes a text out; an empty one counts as absent.
pub(super) fn take_text(members: &mut Members, name: &str) -> Option<String> {
    match members.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Takes a time out, if there is one.
pub(super) fn take_time(members: &mut Members, name: &str) -> Result<Option<Timestamp>, String> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_str().and_then(timestamp::parse) {
            Some(time) => Ok(Some(time)),
            None => Err(format!("the {name} of the answer is no time")),
        },
    }
}

/// A key, with a session token if there is one.
pub(super) fn key(members: &mut Members, names: Names) -> Result<Credentials, String> {
    let [id, secret, token] = names;
    let mut need = |name| {
        take_text(members, name)
            .ok_or_else(|| format!("the answer holds no {name}, or an empty one"))
    };
    let (id, secret) = (need(id)?, need(secret)?);
    let token = take_text(members, token).map(Secret::from);
    Ok(Credentials::new(id, secret, token))
}

/// A key that has to have a session token and an end: without an end it would be kept for ever, and
/// fail after an hour.
pub(super) fn temporary_key(
    members: &mut Members,
    names: Names,
    end: Option<Timestamp>,
) -> Result<Credentials, String> {
    let [.., token] = names;
    let key = key(members, names)?;
    match (&key.session_token, end) {
        (Some(_), Some(end)) => Ok(key.expiring_at(end)),
        (None, _) => Err(format!("the answer holds no {token}, or an empty one")),
        (_, None) => Err("the answer does not say how long its credentials last".to_owned()),
    }
}

/// The key that an agent answers with.
pub(super) fn key_of_agent(members: &mut Members) -> Result<Credentials, String> {
    let end = take_time(members, "Expiration")?;
    temporary_key(members, OF_AGENTS, end)
}

#[cfg(test)]
mod tests {
    use super::{key_of_agent, members};
    use crate::Credentials;

    fn read(json: &str) -> Result<Credentials, String> {
        key_of_agent(&mut members(json.as_bytes())?)
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_and_not_repeated() {
        let whole = r#"{"AccessKeyId":"A","SecretAccessKey":"hush","Token":"hush","Expiration":"2099-01-01T00:00:00Z"}"#;
        assert_eq!(read(whole).unwrap().access_key_id, "A");
        for (from, to, expected) in [
            ("\"A\"", "\"\"", "holds no AccessKeyId"),
            ("SecretAccessKey", "Secret", "holds no SecretAccessKey"),
            ("Token", "SessionToken", "holds no Token"),
            ("Expiration", "End", "does not say how long"),
            ("2099", "hush", "the Expiration of the answer is no time"),
            ("\"2099-01-01T00:00:00Z\"", "{\"hush\":1}", "is no time"),
            ("{\"Access", "[{\"Access", "is no JSON object"),
        ] {
            let problem = read(&whole.replace(from, to)).unwrap_err();
            assert!(problem.contains(expected), "{problem}");
            assert!(!problem.contains("hush"), "{problem}");
        }
    }

    #[test]
    fn an_end_that_lies_beyond_the_calendar_is_the_last_moment_there_is() {
        let json = r#"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":"9999-12-31T23:59:59Z"}"#;
        assert_eq!(read(json).unwrap().expires_at, Some(jiff::Timestamp::MAX));
    }
}
