//! What an ARN names, and whose it is.

use super::state::State;
use super::wire::ServiceError;

/// What the service keeps for an account. Each has an ARN, tags and a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// A room.
    Stage,
    /// What video compositions make.
    EncoderConfiguration,
    /// Where recordings go.
    StorageConfiguration,
    /// What checks the tokens that the account signs itself.
    PublicKey,
    /// What admits a video encoder to a stage.
    IngestConfiguration,
    /// A video that is mixed from a stage. Of these, only what has not ended counts.
    Composition,
}

/// The kind of an ARN that belongs to another service: a channel, to which a composition can broadcast.
pub(crate) const CHANNEL: &str = "channel";

/// What an ARN turns out to be, seen from one account in one region.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// This account's in this region, whether it exists or not.
    Ours,
    /// This account's, in another region.
    OtherRegion,
    /// Another account's.
    OtherAccount,
}

impl Resource {
    /// All of them.
    pub(crate) const ALL: [Self; 6] = [
        Self::Stage,
        Self::EncoderConfiguration,
        Self::StorageConfiguration,
        Self::PublicKey,
        Self::IngestConfiguration,
        Self::Composition,
    ];

    /// What stands before the id in its ARN.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::EncoderConfiguration => "encoder-configuration",
            Self::StorageConfiguration => "storage-configuration",
            Self::PublicKey => "public-key",
            Self::IngestConfiguration => "ingest-configuration",
            Self::Composition => "composition",
        }
    }

    /// As people call it.
    pub(crate) fn words(self) -> String {
        self.kind().replace('-', " ")
    }

    /// How many an account may have in a region, if nobody says otherwise.
    pub(crate) fn quota(self) -> usize {
        match self {
            Self::Stage | Self::IngestConfiguration => 100,
            Self::EncoderConfiguration | Self::StorageConfiguration => 20,
            Self::Composition => 5,
            Self::PublicKey => 3,
        }
    }
}

/// Reads `arn:aws:ivs:{region}:{account}:{kind}/{id}`; `None` for anything else.
pub(crate) fn owner(state: &State, arn: &str, kind: &str) -> Option<Owner> {
    let mut parts = arn.splitn(6, ':');
    let (scheme, partition, service) = (parts.next()?, parts.next()?, parts.next()?);
    let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
    let id = resource.strip_prefix(kind)?.strip_prefix('/')?;
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

/// Refuses what is no ARN of that kind, and what belongs to other accounts.
pub(crate) fn check(
    state: &State,
    member: &str,
    arn: &str,
    kind: &str,
) -> Result<(), ServiceError> {
    match owner(state, arn, kind) {
        None => Err(not_an_arn(member, arn, kind)),
        Some(Owner::OtherAccount) => Err(ServiceError::access_denied(format!(
            "account {} may not use {arn}",
            state.account
        ))),
        Some(Owner::Ours | Owner::OtherRegion) => Ok(()),
    }
}

/// The refusal of a value that is no ARN of that kind.
pub(crate) fn not_an_arn(member: &str, found: &str, kind: &str) -> ServiceError {
    ServiceError::validation(format!(
        "{member}: must be the ARN of a {kind} (arn:aws:ivs:region:account:{kind}/id), found {found:?}"
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
            ("arn:aws:ivs:us-east-1:123456789012:stages/abc", None),
            ("arn:aws:ivs:us-east-1:123456789012:stage/", None),
            ("stage/abc", None),
            ("", None),
        ] {
            assert_eq!(owner(&state, arn, "stage"), expected, "{arn}");
        }
    }
}
