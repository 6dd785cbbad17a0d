//! What a type does not say about how its values are written.

/// How a time, or a document in JSON, is written where it stands.
///
/// The type of a member is the same in each format, so the member's place in a generated table names it.
/// Reading asks for [`JsonText`](Self::JsonText) only: a time is read in whatever format it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// `2014-04-29T18:30:38Z`; see [`timestamp::date_time`](super::timestamp::date_time). JSON is
    /// written as it is.
    #[default]
    DateTime,
    /// `1398796238`; see [`timestamp::epoch_seconds`](super::timestamp::epoch_seconds).
    EpochSeconds,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`; see [`timestamp::http_date`](super::timestamp::http_date).
    HttpDate,
    /// JSON in a text: `"{\"a\":1}"`.
    JsonText,
}
