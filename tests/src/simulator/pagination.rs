//! Pages and their tokens.
//!
//! A token is bound to the operation and its filter, and holds a position in the order of creation, so that a
//! list stays correct while resources are created and deleted.

use super::wire::ServiceError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// The default page size.
const DEFAULT_PAGE: usize = 50;

/// The default page size of [`LONG`] lists.
const LONG_PAGE: usize = 100;
const LONG: [&str; 3] =
    ["ListCompositions", "ListEncoderConfigurations", "ListStorageConfigurations"];

/// One list request. A token of one list is invalid for another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing<'a> {
    /// Distinguishes the tokens of this simulator from those of others.
    pub(crate) salt: u64,
    /// The operation's name.
    pub(crate) operation: &'a str,
    /// The request.
    pub(crate) input: &'a Value,
}

impl Listing<'_> {
    /// The requested page of all matching items, which must be in ascending order of position.
    pub(crate) fn page<T>(
        &self,
        all: impl IntoIterator<Item = (u64, T)>,
    ) -> Result<(Vec<T>, Option<String>), ServiceError> {
        let after = match self.input["nextToken"].as_str() {
            None | Some("") => None,
            Some(token) => Some(self.open(token).ok_or_else(|| {
                ServiceError::validation(format!(
                    "nextToken: not a token of this list of {}: use the token of the last response with the same \
                     filter",
                    self.operation
                ))
            })?),
        };
        let limit = match self.input["maxResults"].as_u64() {
            Some(limit) => limit as usize,
            None if LONG.contains(&self.operation) => LONG_PAGE,
            None => DEFAULT_PAGE,
        };
        let mut rest =
            all.into_iter().filter(|(position, _)| after.is_none_or(|it| *position > it));
        let mut page = Vec::new();
        let mut last = 0;
        for (position, item) in rest.by_ref().take(limit) {
            last = position;
            page.push(item);
        }
        let token = rest.next().map(|_| self.seal(last));
        Ok((page, token))
    }

    fn seal(&self, position: u64) -> String {
        let position = position.to_be_bytes();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&position);
        bytes[8..].copy_from_slice(&self.seal_of(&position).to_be_bytes());
        STANDARD.encode(bytes)
    }

    fn open(&self, token: &str) -> Option<u64> {
        let bytes: [u8; 16] = STANDARD.decode(token).ok()?.try_into().ok()?;
        let (position, seal) = bytes.split_at(8);
        let sealed = self.seal_of(position).to_be_bytes() == seal;
        sealed.then(|| u64::from_be_bytes(position.try_into().unwrap_or_default()))
    }

    /// A hash over everything that the token is bound to. Not cryptographic.
    fn seal_of(&self, position: &[u8]) -> u64 {
        let mut members: Vec<String> = self
            .input
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, value)| {
                !matches!(name.as_str(), "nextToken" | "maxResults") && !value.is_null()
            })
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        members.sort();
        let mut hash = fnv(0xcbf2_9ce4_8422_2325 ^ self.salt, self.operation.as_bytes());
        for member in &members {
            hash = fnv(hash ^ 1, member.as_bytes());
        }
        fnv(hash ^ 2, position)
    }
}

/// The FNV-1a hash, which is stable across platforms and compilers.
fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(
        operation: &str,
        input: Value,
        upto: u64,
    ) -> Result<(Vec<u64>, Option<String>), String> {
        Listing { salt: 1, operation, input: &input }
            .page((1..=upto).map(|it| (it, it)))
            .map_err(|error| error.message)
    }

    #[test]
    fn tokens_match_the_documents_pattern() {
        let (_, token) = page("ListStages", json!({"maxResults": 1}), 2).unwrap();
        let token = token.unwrap();
        assert!(token.len() <= 1024);
        assert!(token.chars().all(|c| c.is_ascii_alphanumeric() || "+/=_-".contains(c)), "{token}");
    }

    #[test]
    fn pages_have_a_default_size_and_continue_after_a_position() {
        for (operation, size) in [("ListStages", 50), ("ListCompositions", 100)] {
            let (items, token) = page(operation, json!({}), 103).unwrap();
            assert_eq!(items.len(), size);
            // Meanwhile the first items were deleted.
            let input = json!({"nextToken": token});
            let listing = Listing { salt: 1, operation, input: &input };
            let (items, token) = listing.page((101..=104).map(|it| (it, it))).unwrap();
            assert_eq!((items, token), (vec![101, 102, 103, 104], None));
        }
    }

    #[test]
    fn a_token_of_another_list_is_invalid() {
        let filter = json!({"maxResults": 1, "filterByState": "CONNECTED"});
        let (_, token) = page("ListParticipants", filter, 9).unwrap();
        let same = json!({"maxResults": 5, "nextToken": token, "filterByState": "CONNECTED"});
        assert_eq!(page("ListParticipants", same.clone(), 9).unwrap().0, [2, 3, 4, 5, 6]);
        let other = json!({"nextToken": token, "filterByState": "DISCONNECTED"});
        for (operation, input) in [
            ("ListParticipants", other),
            ("ListParticipantEvents", same),
            ("ListParticipants", json!({"nextToken": "garbage"})),
            ("ListParticipants", json!({"nextToken": "AAAAAAAAAAAAAAAAAAAAAA=="})),
        ] {
            let message = page(operation, input, 9).unwrap_err();
            assert!(message.starts_with("nextToken: "), "{message}");
        }
    }
}
