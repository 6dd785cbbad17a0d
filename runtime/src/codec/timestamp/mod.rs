//! Times on the wire: three formats when writing, all of them at once when reading.
//!
//! A service model says for each place which format it writes: [`date_time`], [`epoch_seconds`] or
//! [`http_date`] (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>). The
//! document that an SDK is generated from may have lost that, so every module reads every format.
//!
//! Each module serves `#[serde(with = "…")]` on a [`Timestamp`](jiff::Timestamp) and on options,
//! lists and maps of it, nested as they may be: see [`Shape`]. `null` reads as the epoch, or as
//! none, or as empty.

mod parse;
mod shape;

pub mod date_time;
pub mod epoch_seconds;
pub mod http_date;

pub(crate) use parse::from_text;
pub use shape::Shape;

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// `2014-04-29T18:30:38Z`; see [`date_time`].
    DateTime,
    /// `1398796238`; see [`epoch_seconds`].
    EpochSeconds,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`; see [`http_date`].
    HttpDate,
}

#[cfg(test)]
mod tests;
