// @generated from #/components/schemas/VideoFillMode. Do not edit: change the document or an overlay.

use std::fmt;

/// How a video is fitted into a tile of another shape.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VideoFillMode {
    /// It is stretched or squeezed to the shape of the tile.
    ///
    /// `FILL` on the wire.
    Fill,
    /// It keeps its shape and covers the tile; what stands out is cut off.
    ///
    /// `COVER` on the wire.
    Cover,
    /// It keeps its shape and is shown whole, with bars in the rest of the tile.
    ///
    /// `CONTAIN` on the wire.
    Contain,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl VideoFillMode {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Fill, Self::Cover, Self::Contain]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fill => "FILL",
            Self::Cover => "COVER",
            Self::Contain => "CONTAIN",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for VideoFillMode {
    fn from(value: &str) -> Self {
        match value {
            "FILL" => Self::Fill,
            "COVER" => Self::Cover,
            "CONTAIN" => Self::Contain,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for VideoFillMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for VideoFillMode {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for VideoFillMode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for VideoFillMode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
