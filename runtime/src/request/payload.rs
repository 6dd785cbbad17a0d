//! Bodies that are one member alone.

use bytes::Bytes;

use super::Request;
use crate::codec::Encode;
use crate::{ByteStream, Error, Json};

impl Request {
    /// Makes the bytes the request's body, without a `content-type` unless the operation sends one.
    #[must_use]
    pub fn raw(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Makes the stream the request's body. It is sent as it is read, unless all its bytes are here.
    #[must_use]
    pub fn stream(mut self, body: &ByteStream) -> Self {
        match body.as_bytes() {
            Some(bytes) => self.body = bytes.clone(),
            None => self.stream = Some(body.clone()),
        }
        self
    }

    /// The same for a service that wants to know the length before it reads.
    ///
    /// # Errors
    ///
    /// A stream of unknown length, with the `member`'s name.
    pub fn sized_stream(self, member: &str, body: &ByteStream) -> Result<Self, Error> {
        match body.length() {
            Some(_) => Ok(self.stream(body)),
            None => Err(Error::invalid_input(
                member,
                "the service has to know its length: give it with the reader, or give the bytes",
            )),
        }
    }

    /// Makes a member the request's JSON body; `{}` if the caller left it out.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: Encode>(self, member: Option<&T>) -> Result<Self, Error> {
        match member {
            Some(member) => self.json(member),
            None => self.json(&Json::Object(serde_json::Map::new())),
        }
    }
}
