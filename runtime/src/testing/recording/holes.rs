//! Places in a text that tell who made a call: account ids, access keys, tokens.
//!
//! What stands in such a place is scrubbed from recordings, and may be another when a recording is
//! played back. The stand-ins that [`scrub`](super::scrub) puts there are found by the same rules,
//! so that a recording and a real request are cut in the same way.

use std::ops::Range;

/// What stands in a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Twelve digits that stand alone.
    Account,
    /// `AKIA` or `ASIA` and sixteen more capitals and digits.
    AccessKey,
    /// A JSON web token, or what stands under the name of a secret.
    Secret,
}

impl Kind {
    /// What a person reads in its place.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Account => "<account>",
            Self::AccessKey => "<access key>",
            Self::Secret => "<secret>",
        }
    }
}

/// The holes of a text, from left to right.
pub(super) fn holes(text: &str) -> Vec<(Range<usize>, Kind)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hole = match byte {
            b'e' => token(text, at).map(|end| (end, Kind::Secret)),
            b'A' => access_key(bytes, at).map(|end| (end, Kind::AccessKey)),
            b'0'..=b'9' => {
                let end = run(bytes, at, |byte| byte.is_ascii_digit());
                if end - at != 12 {
                    at = end;
                    continue;
                }
                Some((end, Kind::Account))
            }
            _ => None,
        };
        match hole {
            Some((end, kind)) => {
                found.push((at..end, kind));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the bytes from `at` on that `belongs` says yes to.
fn run(bytes: &[u8], at: usize, belongs: impl Fn(&u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| belongs(byte)).count()
}

/// The end of the access key that begins here.
fn access_key(bytes: &[u8], at: usize) -> Option<usize> {
    let starts_a_word = at == 0 || !bytes.get(at - 1)?.is_ascii_alphanumeric();
    let end = run(bytes, at, |byte| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit()
    });
    let ends_a_word = bytes
        .get(end)
        .is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let word = bytes.get(at..end)?;
    let is_key = word.len() == 20 && (word.starts_with(b"AKIA") || word.starts_with(b"ASIA"));
    (is_key && starts_a_word && ends_a_word).then_some(end)
}

/// The end of the JSON web token that begins here: three parts with dots between, of which the
/// first is an object in base64.
fn token(text: &str, at: usize) -> Option<usize> {
    if !text.get(at..)?.starts_with("eyJ") {
        return None;
    }
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'=');
    let bytes = text.as_bytes();
    let first = run(bytes, at, part);
    let second = run(
        bytes,
        bytes
            .get(first)
            .filter(|byte| **byte == b'.')
            .map(|_| first + 1)?,
        part,
    );
    let third = bytes
        .get(second)
        .filter(|byte| **byte == b'.')
        .map(|_| second + 1)?;
    Some(run(bytes, third, part))
}

#[cfg(test)]
mod tests {
    use super::{Kind, holes};

    #[test]
    fn what_tells_who_called_is_found_and_nothing_else() {
        let found = |text: &str| -> Vec<(String, Kind)> {
            holes(text)
                .into_iter()
                .map(|(at, kind)| (text[at].to_owned(), kind))
                .collect()
        };
        let one = |text: &str, kind| vec![(text.to_owned(), kind)];
        assert_eq!(
            found("arn:aws:ivs:us-east-1:123456789012:stage/a1"),
            one("123456789012", Kind::Account)
        );
        assert_eq!(found("é123456789012é"), one("123456789012", Kind::Account));
        for none in [
            "12345678901",
            "1234567890123",
            "2026-01-01T00:00:00.123456Z",
            "",
            "eyJ.x",
        ] {
            assert_eq!(found(none), [], "{none}");
        }
        assert_eq!(
            found("key AKIAIOSFODNN7EXAMPLE."),
            one("AKIAIOSFODNN7EXAMPLE", Kind::AccessKey)
        );
        assert_eq!(found("XAKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPL"), []);
        assert_eq!(
            found("joined eyJhbGc.eyJz_-.c2ln ok"),
            one("eyJhbGc.eyJz_-.c2ln", Kind::Secret)
        );
        assert_eq!(found("123456789012 and 210987654321").len(), 2);
    }
}
