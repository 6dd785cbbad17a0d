//! Credentials that a program prints: a profile's `credential_process`.
//!
//! Knows what the program has to print. It must not repeat any of it: it may be a secret, whatever was meant.

mod command;

use super::{DefaultChain, answer};
use crate::Credentials;

/// The names that the answer has for a key, in its first and only version.
const NAMES: answer::Names = ["AccessKeyId", "SecretAccessKey", "SessionToken"];

pub(super) async fn run(chain: &DefaultChain, line: &str) -> Result<Credentials, String> {
    let output = command::run(&*chain.system, line).await?;
    if output.status != Some(0) {
        let status = match output.status {
            Some(code) => format!("status {code}"),
            None => "a signal".to_owned(),
        };
        return Err(format!(
            "credential_process ended with {status}: run it by hand to see what it says"
        ));
    }
    read(&output.text).map_err(|problem| format!("credential_process: {problem}"))
}

fn read(text: &[u8]) -> Result<Credentials, String> {
    let mut members = answer::members(text)?;
    if members.get("Version").and_then(serde_json::Value::as_u64) != Some(1) {
        return Err("the Version of the answer is not 1".to_owned());
    }
    let end = answer::take_time(&mut members, "Expiration")?;
    let key = answer::key(&mut members, NAMES)?;
    Ok(match end {
        Some(end) => key.expiring_at(end),
        None => key,
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_key_may_last_for_ever_and_has_a_version() {
        let plain = r#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":null}"#;
        let found = read(plain.as_bytes()).unwrap();
        assert_eq!(found.secret_access_key.expose(), "hush");
        assert_eq!((found.session_token, found.expires_at), (None, None));
        for (from, to, expected) in [
            (":1", ":2", "Version"),
            (":1", ":\"1\"", "Version"),
            ("null", "\"soon\"", "Expiration"),
            ("SecretA", "A", "SecretAccessKey"),
            ("{", "", "no JSON object"),
        ] {
            let problem = read(plain.replace(from, to).as_bytes()).unwrap_err();
            assert!(problem.contains(expected), "{problem}");
            assert!(!problem.contains("hush"), "{problem}");
        }
    }
}
