//! How long to pause between two calls of a wait, by Smithy's algorithm.

use std::time::Duration;

/// The pause after call number `attempt` (from 1): a random time between `min` and `min` × 2 to the
/// power of `attempt` - 1, which is at most `max`. `fraction` is the random number, from 0 to 1.
///
/// A pause that would leave no more than `min` of the time that is `left` is cut, so that one last call
/// gets that much; `None` if there is no time for another one.
pub(super) fn before_next(
    attempt: u32,
    min: Duration,
    max: Duration,
    left: Duration,
    fraction: f64,
) -> Option<Duration> {
    let last_moment = left.checked_sub(min).filter(|rest| !rest.is_zero())?;
    let growth = 2_u32.saturating_pow(attempt.saturating_sub(1));
    let span = min.saturating_mul(growth).min(max).saturating_sub(min);
    let delay = min.saturating_add(span.mul_f64(fraction.clamp(0.0, 1.0)));
    Some(delay.min(last_moment))
}

#[cfg(test)]
mod tests {
    use super::before_next;
    use std::time::Duration;

    const HOUR: Duration = Duration::from_secs(3600);

    fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    #[test]
    fn the_span_doubles_up_to_the_longest() {
        let longest = |attempt| before_next(attempt, seconds(2), seconds(30), HOUR, 1.0);
        let found: Vec<_> = (1..=6).filter_map(longest).collect();
        assert_eq!(found, [2, 4, 8, 16, 30, 30].map(seconds));
        assert_eq!(longest(u32::MAX), Some(seconds(30)));
    }

    #[test]
    fn chance_never_goes_below_the_shortest() {
        let at = |fraction| before_next(3, seconds(2), seconds(30), HOUR, fraction);
        assert_eq!(at(0.0), Some(seconds(2)));
        assert_eq!(at(0.5), Some(seconds(5)));
    }

    #[test]
    fn the_last_call_gets_the_shortest_pause_as_its_time() {
        let with = |left| before_next(5, seconds(2), seconds(30), seconds(left), 1.0);
        assert_eq!(with(33), Some(seconds(30)));
        assert_eq!(with(32), Some(seconds(30)));
        assert_eq!(with(20), Some(seconds(18)));
        assert_eq!(with(3), Some(seconds(1)));
        assert_eq!(with(2), None);
        assert_eq!(with(0), None);
    }
}
