// @generated from #/components/schemas/PipBehavior. Do not edit: change the document or an overlay.

use std::fmt;

/// What the small picture does once all others have left.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipBehavior {
    /// It stays where it is, as small as it is.
    ///
    /// `STATIC` on the wire.
    Static,
    /// It grows until it fills the whole picture.
    ///
    /// `DYNAMIC` on the wire.
    Dynamic,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl PipBehavior {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Static, Self::Dynamic]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Static => "STATIC",
            Self::Dynamic => "DYNAMIC",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for PipBehavior {
    fn from(value: &str) -> Self {
        match value {
            "STATIC" => Self::Static,
            "DYNAMIC" => Self::Dynamic,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for PipBehavior {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for PipBehavior {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for PipBehavior {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for PipBehavior {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
