// @generated from #/components/schemas/ReplicationState. Do not edit: change the document or an overlay.

use std::fmt;

/// Whether a replication is going on.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationState {
    /// The participant is shown on the further stage.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The replication has ended.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ReplicationState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Active, Self::Stopped]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Active => "ACTIVE",
            Self::Stopped => "STOPPED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ReplicationState {
    fn from(value: &str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "STOPPED" => Self::Stopped,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ReplicationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ReplicationState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ReplicationState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ReplicationState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
