//! Whose stage an ARN names.

use super::state::State;
use super::wire::ServiceError;

/// What an ARN turns out to be, seen from one account in one region.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A stage of this account in this region, whether it exists or not.
    Ours,
    /// A stage of this account, in another region.
    OtherRegion,
    /// Another account's stage.
    OtherAccount,
}

/// Reads `arn:aws:ivs:{region}:{account}:stage/{id}`; `None` for anything else.
pub(crate) fn owner(state: &State, arn: &str) -> Option<Owner> {
    let mut parts = arn.splitn(6, ':');
    let (scheme, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let id = resource.strip_prefix("stage/")?;
    let sound = scheme == "arn"
        && partition.starts_with("aws")
        && service == "ivs"
        && !region.is_empty()
        && !account.is_empty()
        && account.bytes().all(|byte| byte.is_ascii_digit())
        && !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    sound.then(|| match () {
        () if account != state.account => Owner::OtherAccount,
        () if region != state.region => Owner::OtherRegion,
        () => Owner::Ours,
    })
}

/// Refuses what is no stage's ARN, and stages of other accounts.
pub(crate) fn check(state: &State, member: &str, arn: &str) -> Result<(), ServiceError> {
    match owner(state, arn) {
        None => Err(not_an_arn(member, arn)),
        Some(Owner::OtherAccount) => Err(ServiceError::access_denied(format!(
            "account {} may not use {arn}",
            state.account
        ))),
        Some(Owner::Ours | Owner::OtherRegion) => Ok(()),
    }
}

/// The refusal of a value that is no stage's ARN.
pub(crate) fn not_an_arn(member: &str, found: &str) -> ServiceError {
    ServiceError::validation(format!(
        "{member}: must be the ARN of a stage (arn:aws:ivs:region:account:stage/id), found {found:?}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_ours_or_it_is_not() {
        let state = State::new("123456789012", "us-east-1", 1);
        for (arn, expected) in [
            (
                "arn:aws:ivs:us-east-1:123456789012:stage/abc",
                Some(Owner::Ours),
            ),
            (
                "arn:aws:ivs:eu-west-1:123456789012:stage/abc",
                Some(Owner::OtherRegion),
            ),
            (
                "arn:aws:ivs:us-east-1:999999999999:stage/abc",
                Some(Owner::OtherAccount),
            ),
            ("arn:aws:ivs:us-east-1:123456789012:channel/abc", None),
            ("arn:aws:ivs:us-east-1:123456789012:stage/", None),
            ("stage/abc", None),
            ("", None),
        ] {
            assert_eq!(owner(&state, arn), expected, "{arn}");
        }
    }
}
