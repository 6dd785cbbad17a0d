//! Members that each side fills by itself, with something new each time.

use e2e_tests::capture::CapturedRequest;
use serde_json::Value;

/// What stands for every UUID of version 4.
const UUID: &str = "a UUID of version 4";

/// The request with a UUID in that member of its body made one that can be compared. Anything else there stays.
pub(crate) fn masked(request: &CapturedRequest, member: &str) -> CapturedRequest {
    let mut masked = request.clone();
    if let Ok(mut body) = serde_json::from_slice::<Value>(&request.body)
        && let Some(Value::String(text)) = body.get_mut(member)
        && is_uuid(text)
    {
        UUID.clone_into(text);
        masked.body = body.to_string().into();
    }
    masked
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = |c: char| c == '-' || matches!(c, '0'..='9' | 'a'..='f');
    lengths == [8, 4, 4, 4, 12] && text.chars().all(digits) && text[14..].starts_with('4')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(token: &str) -> CapturedRequest {
        CapturedRequest {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: Vec::new(),
            body: format!(r#"{{"t":"{token}"}}"#).into(),
            raw: "".into(),
        }
    }

    #[test]
    fn a_uuid_is_masked_and_nothing_else_is() {
        let one = request("af336027-8c51-469c-a676-e2c489781334");
        let other = request("00000000-0000-4000-8000-000000000000");
        assert_eq!(masked(&one, "t").body, masked(&other, "t").body);
        assert_eq!(masked(&one, "other").body, one.body);
        for token in [
            "",
            "x",
            "af336027-8c51-169c-a676-e2c489781334",
            "AF336027-8C51-469C-A676-E2C489781334",
        ] {
            assert_eq!(masked(&request(token), "t").body, request(token).body);
        }
    }
}
