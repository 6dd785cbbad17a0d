// @generated from #/components/schemas/PipPosition. Do not edit: change the document or an overlay.

use std::fmt;

/// Corner of the large picture in which the small one stands.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipPosition {
    /// Above, on the left.
    ///
    /// `TOP_LEFT` on the wire.
    TopLeft,
    /// Above, on the right.
    ///
    /// `TOP_RIGHT` on the wire.
    TopRight,
    /// Below, on the left.
    ///
    /// `BOTTOM_LEFT` on the wire.
    BottomLeft,
    /// Below, on the right.
    ///
    /// `BOTTOM_RIGHT` on the wire.
    BottomRight,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl PipPosition {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::TopLeft, Self::TopRight, Self::BottomLeft, Self::BottomRight]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::TopLeft => "TOP_LEFT",
            Self::TopRight => "TOP_RIGHT",
            Self::BottomLeft => "BOTTOM_LEFT",
            Self::BottomRight => "BOTTOM_RIGHT",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for PipPosition {
    fn from(value: &str) -> Self {
        match value {
            "TOP_LEFT" => Self::TopLeft,
            "TOP_RIGHT" => Self::TopRight,
            "BOTTOM_LEFT" => Self::BottomLeft,
            "BOTTOM_RIGHT" => Self::BottomRight,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for PipPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for PipPosition {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for PipPosition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for PipPosition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
