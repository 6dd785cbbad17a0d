//! Resource types, and the validation of ARNs.

use super::state::State;
use super::wire::ServiceError;

/// A type of resource of an account. Each resource has an ARN and tags; each type has a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// A stage.
    Stage,
    /// The video settings of a composition.
    EncoderConfiguration,
    /// The S3 bucket of recordings.
    StorageConfiguration,
    /// A key that verifies tokens signed by the account.
    PublicKey,
    /// The stream key with which an encoder joins a stage.
    IngestConfiguration,
    /// A composition. Only those that have not ended count towards the quota.
    Composition,
}

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

impl Resource {
    pub(crate) const ALL: [Self; 6] = [
        Self::Stage,
        Self::EncoderConfiguration,
        Self::StorageConfiguration,
        Self::PublicKey,
        Self::IngestConfiguration,
        Self::Composition,
    ];

    /// The resource type in its ARN.
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

    /// The resource type in prose.
    pub(crate) fn words(self) -> String {
        self.kind().replace('-', " ")
    }

    /// The default quota of an account in a region.
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
        "{member}: must be the ARN of a {kind} (arn:aws:ivs:region:account:{kind}/id), found {found:?}"
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
