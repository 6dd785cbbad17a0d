// @generated from #/components/schemas/VideoAspectRatio. Do not edit: change the document or an overlay.

use std::fmt;

/// Shape of the tiles in a grid, as width to height.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VideoAspectRatio {
    /// Left to the service; AWS does not say how it chooses.
    ///
    /// `AUTO` on the wire.
    Auto,
    /// 16 to 9.
    ///
    /// `VIDEO` on the wire.
    Video,
    /// 1 to 1.
    ///
    /// `SQUARE` on the wire.
    Square,
    /// 3 to 4.
    ///
    /// `PORTRAIT` on the wire.
    Portrait,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl VideoAspectRatio {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Auto, Self::Video, Self::Square, Self::Portrait]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Auto => "AUTO",
            Self::Video => "VIDEO",
            Self::Square => "SQUARE",
            Self::Portrait => "PORTRAIT",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for VideoAspectRatio {
    fn from(value: &str) -> Self {
        match value {
            "AUTO" => Self::Auto,
            "VIDEO" => Self::Video,
            "SQUARE" => Self::Square,
            "PORTRAIT" => Self::Portrait,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for VideoAspectRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for VideoAspectRatio {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for VideoAspectRatio {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for VideoAspectRatio {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
