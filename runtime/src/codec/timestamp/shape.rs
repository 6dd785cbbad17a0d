//! One time, an option, a list or a map of times: one `serde(with)` for all of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Format, date_time, epoch_seconds, http_date, parse};

/// What a timestamp module can read and write: a [`Timestamp`], or an `Option`, `Vec` or
/// `BTreeMap<String, _>` of shapes.
pub trait Shape: Sized {
    /// Writes the times in `format`.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    fn write<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the times in whatever format they are.
    ///
    /// # Errors
    ///
    /// The deserializer's, if there is no time where one must be.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl Shape for Timestamp {
    fn write<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        match format {
            Format::DateTime => serializer.serialize_str(&date_time::format(*self)),
            Format::HttpDate => serializer.serialize_str(&http_date::format(*self)),
            Format::EpochSeconds if self.subsec_nanosecond() == 0 => {
                serializer.serialize_i64(self.as_second())
            }
            Format::EpochSeconds => serializer.serialize_f64(epoch_seconds::fractional(*self)),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(parse::AnyFormat)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn write<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(times) => serializer.serialize_some(&Written(times, format)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Read(times)| times))
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn write<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|times| Written(times, format)))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: Option<Vec<Read<T>>> = Option::deserialize(deserializer)?;
        Ok(items
            .into_iter()
            .flatten()
            .map(|Read(times)| times)
            .collect())
    }
}

impl<T: Shape> Shape for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, format: Format, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.iter()
                .map(|(key, times)| (key, Written(times, format))),
        )
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items: Option<BTreeMap<String, Read<T>>> = Option::deserialize(deserializer)?;
        let items = items.into_iter().flatten();
        Ok(items.map(|(key, Read(times))| (key, times)).collect())
    }
}

struct Written<'a, T>(&'a T, Format);

impl<T: Shape> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(self.1, serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Shape> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}
