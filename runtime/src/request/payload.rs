//! Bodies that are one member alone.

use bytes::Bytes;
use serde::Serialize;

use super::Request;
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

    /// Makes a member the request's JSON body; `{}` if the caller left it out.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: Serialize>(self, member: Option<&T>) -> Result<Self, Error> {
        match member {
            Some(member) => self.json(member),
            None => self.json(&Json::Object(serde_json::Map::new())),
        }
    }
}
