//! The validation of ARNs.

use super::state::State;
use super::wire::ServiceError;

/// The resource type of a channel, which belongs to another service and can be a composition's destination.
pub(crate) const CHANNEL: &str = "channel";

/// The owner of an ARN, from the view of one account in one region.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// This account in this region. The resource need not exist.
    ThisRegion,
    /// This account in another region.
    OtherRegion,
    /// Another account.
    OtherAccount,
}

/// Reads `arn:aws:ivs:{region}:{account}:{kind}/{id}`; `None` for anything else.
pub(crate) fn owner(state: &State, arn: &str, kind: &str) -> Option<Owner> {
    let mut parts = arn.splitn(6, ':');
    let (scheme, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let id = resource.strip_prefix(kind)?.strip_prefix('/')?;
    let is_valid = scheme == "arn"
        && partition.starts_with("aws")
        && service == "ivs"
        && !region.is_empty()
        && !account.is_empty()
        && account.bytes().all(|byte| byte.is_ascii_digit())
        && !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_valid.then(|| match () {
        () if account != state.account => Owner::OtherAccount,
        () if region != state.region => Owner::OtherRegion,
        () => Owner::ThisRegion,
    })
}

/// Rejects anything but an ARN of this resource type and this account.
pub(crate) fn check(
    state: &State,
    member: &str,
    arn: &str,
    kind: &str,
) -> Result<(), ServiceError> {
    match owner(state, arn, kind) {
        None => Err(not_an_arn(member, arn, kind)),
        Some(Owner::OtherAccount) => {
            Err(ServiceError::access_denied(format!("account {} may not use {arn}", state.account)))
        }
        Some(Owner::ThisRegion | Owner::OtherRegion) => Ok(()),
    }
}

/// The error for a value that is not an ARN of this resource type.
pub(crate) fn not_an_arn(member: &str, found: &str, kind: &str) -> ServiceError {
    ServiceError::validation(format!(
        "{member}: must be an ARN of type {kind} (arn:aws:ivs:region:account:{kind}/id), found {found:?}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_are_classified_by_owner() {
        let state = State::new("123456789012", "us-east-1", 1);
        for (arn, expected) in [
            ("arn:aws:ivs:us-east-1:123456789012:stage/abc", Some(Owner::ThisRegion)),
            ("arn:aws:ivs:eu-west-1:123456789012:stage/abc", Some(Owner::OtherRegion)),
            ("arn:aws:ivs:us-east-1:999999999999:stage/abc", Some(Owner::OtherAccount)),
            ("arn:aws:ivs:us-east-1:123456789012:channel/abc", None),
            ("arn:aws:ivs:us-east-1:123456789012:stages/abc", None),
            ("arn:aws:ivs:us-east-1:123456789012:stage/", None),
            ("stage/abc", None),
            ("", None),
        ] {
            assert_eq!(owner(&state, arn, "stage"), expected, "{arn}");
        }
    }
}
