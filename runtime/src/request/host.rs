//! What goes before the host's name, where an operation has a host of its own.

use super::Request;
use crate::Error;

/// The longest label that a host name may have.
const MAX_LABEL: usize = 63;

impl Request {
    /// Appends text to what goes before the host's name: `data.`.
    #[must_use]
    pub fn host_literal(mut self, text: &'static str) -> Self {
        self.host_prefix.push_str(text);
        self
    }

    /// Appends the value of `member` to what goes before the host's name.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is no label of a host name: 1 to 63 letters,
    /// digits and hyphens. Anything else would make the request one to another host.
    pub fn host_label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if value.is_empty() || value.len() > MAX_LABEL || !value.chars().all(fits) {
            return Err(Error::invalid_input(
                member,
                "must be 1 to 63 letters, digits and hyphens: it is part of the host's name",
            ));
        }
        self.host_prefix.push_str(value);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    #[test]
    fn a_label_cannot_lead_to_another_host() {
        let request = || Request::new(Method::GET);
        let prefix = |value| {
            request()
                .host_label("account", value)
                .map(|made| made.host_literal(".").host_prefix)
        };
        assert_eq!(prefix("a-1").unwrap(), "a-1.");
        for value in ["", "a.b", "a/", "evil.example#", "é", &"a".repeat(64)] {
            assert!(
                prefix(value).unwrap_err().to_string().contains("account"),
                "{value}"
            );
        }
    }
}
