//! The time and the scope of a signature, and the string that is signed.

use jiff::tz::Offset;
use ring::hmac;

use super::batch::{Batch, Sink as _};
use super::canonical::CanonicalRequest;
use super::payload::Hex;
use super::{ALGORITHM, SigningParams};

/// `20150830T123600Z`: when a request was signed. Its first eight characters are the day of the
/// scope.
#[derive(Clone, Copy, Debug)]
pub(super) struct AmzDate([u8; 16]);

impl AmzDate {
    pub(super) fn new(time: jiff::Timestamp) -> Self {
        let at = Offset::UTC.to_datetime(time);
        let mut text = *b"00000000T000000Z";
        let [y1, y2, y3, y4, m1, m2, d1, d2, _, h1, h2, i1, i2, s1, s2, _] = &mut text;
        // A clock before the year 0 makes a date that no service takes; it need not be exact.
        let year = at.year().unsigned_abs();
        (*y1, *y2, *y3, *y4) = (
            decimal(year / 1000),
            decimal(year / 100),
            decimal(year / 10),
            decimal(year),
        );
        for (tens, ones, value) in [
            (m1, m2, at.month()),
            (d1, d2, at.day()),
            (h1, h2, at.hour()),
            (i1, i2, at.minute()),
            (s1, s2, at.second()),
        ] {
            let value = u16::from(value.unsigned_abs());
            (*tens, *ones) = (decimal(value / 10), decimal(value));
        }
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        // Digits are ASCII, so there is always a text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// `20150830`.
    pub(super) fn day(&self) -> &str {
        self.as_str().get(..8).unwrap_or_default()
    }
}

/// The last decimal digit.
fn decimal(value: u16) -> u8 {
    b'0' + (value % 10) as u8
}

/// What a signature is good for: a moment, a region and a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) date: &'a AmzDate,
    pub(super) region: &'a str,
    pub(super) service: &'a str,
}

impl<'a> Scope<'a> {
    pub(super) fn new(date: &'a AmzDate, params: &SigningParams<'a>) -> Self {
        Self {
            date,
            region: params.region,
            service: params.service,
        }
    }

    /// `20150830/us-east-1/ivs/aws4_request`, in pieces: they go to a hash as well as into a text.
    pub(super) fn parts(&self) -> [&'a str; 6] {
        [
            self.date.day(),
            "/",
            self.region,
            "/",
            self.service,
            "/aws4_request",
        ]
    }

    /// The string to sign in pieces. `hash` is that of the canonical request.
    fn string_to_sign_parts<'b>(&self, hash: &'b Hex) -> [&'b str; 12]
    where
        'a: 'b,
    {
        let [day, slash, region, slash2, service, end] = self.parts();
        let date = self.date.as_str();
        [
            ALGORITHM,
            "\n",
            date,
            "\n",
            day,
            slash,
            region,
            slash2,
            service,
            end,
            "\n",
            hash.as_str(),
        ]
    }

    /// The string to sign, for people.
    pub(super) fn string_to_sign(&self, hash: &Hex) -> String {
        self.string_to_sign_parts(hash).concat()
    }

    /// The signature: what the whole module is about.
    pub(super) fn signature(
        &self,
        request: &CanonicalRequest<'_>,
        params: &SigningParams<'_>,
    ) -> Hex {
        let key = params.keys.get(self, params.credentials);
        let mut context = hmac::Context::with_key(&key);
        let mut batch = Batch::new(|bytes| context.update(bytes));
        for part in self.string_to_sign_parts(&request.hash()) {
            batch.push(part);
        }
        batch.finish();
        Hex::new(context.sign().as_ref())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_date_is_in_utc_and_cut_to_seconds() {
        for (time, text) in [
            ("2015-08-30T12:36:00Z", "20150830T123600Z"),
            ("2015-08-30T23:59:59.999999999Z", "20150830T235959Z"),
            ("2015-08-31T01:30:00+02:00", "20150830T233000Z"),
            ("0999-01-02T03:04:05Z", "09990102T030405Z"),
        ] {
            let date = AmzDate::new(time.parse().unwrap());
            assert_eq!((date.as_str(), date.day()), (text, &text[..8]));
        }
        assert_eq!(AmzDate::new(Timestamp::MAX).day(), "99991230");
        assert_eq!(AmzDate::new(Timestamp::MIN).as_str().len(), 16);
    }
}
