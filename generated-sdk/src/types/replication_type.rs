// @generated from #/components/schemas/ReplicationType. Do not edit: change the document or an overlay.

use std::fmt;

/// What part a participant has in replication.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationType {
    /// They publish here, and are replicated to at least one further stage.
    ///
    /// `SOURCE` on the wire.
    Source,
    /// They publish on another stage, and are replicated to this one.
    ///
    /// `REPLICA` on the wire.
    Replica,
    /// They have no part in it.
    ///
    /// `NONE` on the wire.
    None,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ReplicationType {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Source, Self::Replica, Self::None]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Source => "SOURCE",
            Self::Replica => "REPLICA",
            Self::None => "NONE",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ReplicationType {
    fn from(value: &str) -> Self {
        match value {
            "SOURCE" => Self::Source,
            "REPLICA" => Self::Replica,
            "NONE" => Self::None,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ReplicationType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ReplicationType {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ReplicationType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ReplicationType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
