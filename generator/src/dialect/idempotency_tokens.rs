//! Rule 21: tokens by which a service knows a repeated call.
//!
//! Callers may leave them out; then one is made. The documents do not mark them (433). Three names mean
//! them nearly always: of the 986 tokens that AWS marks in today's rest-json models 946 have one of
//! these, and 52 members have such a name without being marked. An overlay decides the rest with
//! `x-idempotency-token: true` or `false`.

use crate::service::Type;

use super::marks::{self, Extensions};

pub(super) const MARK: &str = "x-idempotency-token";

const NAMES: &[&str] = &["clienttoken", "clientrequesttoken", "idempotencytoken"];

/// Whether a member of an input is such a token.
pub(super) fn is_token(name: &str, target: &Type, extensions: &[&Extensions]) -> bool {
    let declared = extensions
        .iter()
        .find_map(|extensions| marks::flag(extensions, MARK));
    *target == Type::String && declared.unwrap_or_else(|| is_named_so(name))
}

fn is_named_so(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    NAMES.iter().any(|name| {
        plain == *name || plain == format!("xamz{name}") || plain == format!("xamzn{name}")
    })
}
