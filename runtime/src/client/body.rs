//! The body of a request: its compression, then its checksum.

use super::ClientInner;
use crate::{EncodedRequest, Error, OperationMeta};

impl ClientInner {
    /// Compresses the body and adds its checksum, if the operation has them.
    pub(super) fn finish_body(
        &self,
        meta: OperationMeta,
        mut request: EncodedRequest,
    ) -> Result<EncodedRequest, Error> {
        #[cfg(feature = "compression")]
        if let Some(size) = self.min_compression_size
            && meta.accepts_compression
            && request.stream.is_none()
            && request.body.len() >= size
        {
            compress(&mut request)?;
        }
        #[cfg(feature = "checksum")]
        if meta.requires_checksum {
            add_checksum(&mut request)?;
        }
        Ok(request)
    }
}

/// Compresses the body with gzip, after the encodings that it has already.
#[cfg(feature = "compression")]
fn compress(request: &mut EncodedRequest) -> Result<(), Error> {
    use std::io::Write as _;

    use http::HeaderValue;
    use http::header::CONTENT_ENCODING;

    let failed = |_| Error::invalid_input("body", "cannot be compressed");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&request.body).map_err(failed)?;
    request.body = encoder.finish().map_err(failed)?.into();
    let encodings = match request.headers.get(CONTENT_ENCODING) {
        Some(present) => HeaderValue::from_bytes(&[present.as_bytes(), b",gzip"].concat())
            .map_err(|_| Error::invalid_input("Content-Encoding", "is not a valid header"))?,
        None => HeaderValue::from_static("gzip"),
    };
    request.headers.insert(CONTENT_ENCODING, encodings);
    Ok(())
}

/// Adds the CRC-32 of the body, unless the caller has set a checksum.
#[cfg(feature = "checksum")]
fn add_checksum(request: &mut EncodedRequest) -> Result<(), Error> {
    use http::{HeaderName, HeaderValue};

    const CRC32: HeaderName = HeaderName::from_static("x-amz-checksum-crc32");

    let is_checksum = |name: &HeaderName| {
        name == "content-md5"
            || name
                .as_str()
                .strip_prefix("x-amz-checksum-")
                .is_some_and(|rest| !["algorithm", "mode", "type"].contains(&rest))
    };
    if request.headers.keys().any(is_checksum) {
        return Ok(());
    }
    if request.stream.is_some() {
        return Err(Error::invalid_input(
            "body",
            "the service requires a checksum, which a stream does not have: pass bytes, or set the header",
        ));
    }
    let sum = crate::blob::to_base64(&crc32fast::hash(&request.body).to_be_bytes());
    let sum = HeaderValue::from_str(&sum)
        .map_err(|_| Error::invalid_input("body", "has a checksum that is not a valid header"))?;
    request.headers.insert(CRC32, sum);
    Ok(())
}

#[cfg(all(test, feature = "aws", feature = "checksum", feature = "compression"))]
mod tests {
    use std::io::Read as _;

    use bytes::Bytes;
    use http::Method;

    use crate::test_fixtures::{Service, builder};
    use crate::{ByteStream, ClientBuilder, EncodedRequest, Environment, Error, OperationMeta};

    fn sent(
        builder: ClientBuilder<Service>,
        request: EncodedRequest,
    ) -> Result<http::Request<Bytes>, Error> {
        const META: OperationMeta = OperationMeta::new("Put").checksum().compression();
        let Service(client) = builder.build()?;
        Ok(client.0.call_request(META, request.literal("/"))?.to_http())
    }

    fn raw(size: usize) -> EncodedRequest {
        EncodedRequest::new(Method::POST).raw(vec![b'a'; size])
    }

    fn with(name: &str, value: &str) -> ClientBuilder<Service> {
        builder().environment(Environment::from_iter([(name, value)]))
    }

    #[test]
    fn bodies_of_a_certain_size_are_compressed() {
        const MIN: &str = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";
        for (builder, size, is_compressed) in [
            (builder(), 10_240, true),
            (builder(), 10_239, false),
            (builder().request_min_compression_size_bytes(0), 0, true),
            (builder().disable_request_compression(true), 20_000, false),
            (with("AWS_DISABLE_REQUEST_COMPRESSION", "true"), 20_000, false),
            (with(MIN, "20001"), 20_000, false),
            (with(MIN, "1"), 1, true),
        ] {
            let request = sent(builder, raw(size)).unwrap();
            let encoding = request.headers().get("content-encoding");
            assert_eq!(
                encoding.is_some_and(|encoding| encoding == "gzip"),
                is_compressed,
                "{size}"
            );
            let sum = crc32fast::hash(request.body()).to_be_bytes();
            assert_eq!(request.headers()["x-amz-checksum-crc32"], crate::blob::to_base64(&sum));
            let mut body = Vec::new();
            match is_compressed {
                true => {
                    drop(flate2::read::GzDecoder::new(&**request.body()).read_to_end(&mut body))
                }
                false => body.extend_from_slice(request.body()),
            }
            assert_eq!(body, vec![b'a'; size]);
        }
        for value in ["-1", "10485761", "x"] {
            let error = sent(with(MIN, value), raw(1)).unwrap_err();
            assert!(error.message().starts_with(MIN), "{error}");
        }
        let request = raw(20_000).header("Content-Encoding", "encoding", "custom").unwrap();
        assert_eq!(sent(builder(), request).unwrap().headers()["content-encoding"], "custom,gzip");
    }

    #[test]
    fn a_checksum_is_not_replaced_and_a_stream_has_none() {
        let given = raw(1).header("x-amz-checksum-sha256", "sum", "s").unwrap();
        let request = sent(builder(), given).unwrap();
        assert!(!request.headers().contains_key("x-amz-checksum-crc32"));
        let stream = ByteStream::from_reader(None, std::io::Cursor::new(vec![1]));
        let request = EncodedRequest::new(Method::POST).stream("body", &stream).unwrap();
        let error = sent(builder(), request).unwrap_err();
        assert!(error.message().starts_with("body: the service requires a checksum"), "{error}");
    }
}
