//! How long to wait before another attempt.

use std::time::Duration;

use http::HeaderMap;

use super::RetryClass;

const SCALE: Duration = Duration::from_millis(50);
const THROTTLING_SCALE: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(20);
/// How far above the client's own choice a service may push the delay.
const MOST_ABOVE: Duration = Duration::from_secs(5);

/// The delay before retry number `retry` (0 for the first): a random part of a span that doubles
/// with each retry, up to 20 s. `fraction` is the random number, from 0 to 1. The service may ask
/// for more, but for no more than 5 s above it.
pub(crate) fn delay(
    retry: u32,
    class: RetryClass,
    fraction: f64,
    asked: Option<Duration>,
) -> Duration {
    let scale = match class {
        RetryClass::Throttling => THROTTLING_SCALE,
        _ => SCALE,
    };
    let span = scale
        .saturating_mul(2_u32.saturating_pow(retry))
        .min(LONGEST);
    let own = span.mul_f64(fraction.clamp(0.0, 1.0));
    match asked {
        Some(asked) => asked.clamp(own, own.saturating_add(MOST_ABOVE)),
        None => own,
    }
}

/// The delay that a service asks for, in the header `x-amz-retry-after`, in milliseconds.
pub(crate) fn asked_delay(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("x-amz-retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::{asked_delay, delay};
    use crate::retry::RetryClass::{Throttling, Transient};
    use http::{HeaderMap, HeaderValue};
    use std::time::Duration;

    fn millis(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    #[test]
    fn the_span_doubles_up_to_twenty_seconds() {
        let longest = |retry, class| delay(retry, class, 1.0, None);
        assert_eq!(longest(0, Transient), millis(50));
        assert_eq!(longest(1, Transient), millis(100));
        assert_eq!(longest(8, Transient), millis(12_800));
        assert_eq!(longest(9, Transient), millis(20_000));
        assert_eq!(longest(0, Throttling), millis(1_000));
        assert_eq!(longest(u32::MAX, Throttling), millis(20_000));
    }

    #[test]
    fn chance_chooses_within_the_span() {
        assert_eq!(delay(1, Transient, 0.0, None), Duration::ZERO);
        assert_eq!(delay(1, Transient, 0.5, None), millis(50));
    }

    #[test]
    fn the_service_can_raise_the_delay_by_five_seconds_and_never_lower_it() {
        let asked = |asked| delay(0, Throttling, 0.5, Some(millis(asked)));
        assert_eq!(asked(100), millis(500));
        assert_eq!(asked(1_500), millis(1_500));
        assert_eq!(asked(60_000), millis(5_500));
    }

    #[test]
    fn only_a_number_of_milliseconds_counts() {
        let read = |text| {
            let mut headers = HeaderMap::new();
            headers.insert("x-amz-retry-after", HeaderValue::from_static(text));
            asked_delay(&headers)
        };
        assert_eq!(read("1500"), Some(millis(1_500)));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(asked_delay(&HeaderMap::new()), None);
    }
}
