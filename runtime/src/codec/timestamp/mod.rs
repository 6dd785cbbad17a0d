//! Times on the wire: three formats when writing, all of them at once when reading.
//!
//! A service model says for each place which format it writes: [`date_time`], [`epoch_seconds`] or
//! [`http_date`] (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>). The
//! document that an SDK is generated from may have lost that, so reading takes every format: a number is seconds
//! since the epoch; a text is seconds, RFC 3339 or an HTTP date.

mod parse;

pub mod date_time;
pub mod epoch_seconds;
pub mod http_date;

pub(crate) use parse::{from_seconds, from_text, from_whole_seconds};

#[cfg(test)]
mod tests;
