//! The identifiers of calls, which all attempts of a call carry.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderValue;

use crate::System;
use crate::system::{random_number, uuid};

/// Makes identifiers in the form of random UUIDs. They tell calls apart and keep no secret.
///
/// Only where they begin is drawn: asking the system for each took 2 % of a small call's time. What
/// is drawn is kept once there is a call, so two processes have it in common only where one was
/// restored from the other's memory; the time of day tells their calls apart then.
#[derive(Debug, Default)]
pub(super) struct Invocations {
    begin: OnceLock<u128>,
    count: AtomicU64,
}

impl Invocations {
    /// The identifier of a call that begins now.
    pub(super) fn next(&self, system: &dyn System) -> Option<HeaderValue> {
        let begin = self.begin.get_or_init(|| random_number(system));
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let time = system.now().as_nanosecond().cast_unsigned() << 64;
        let number = mixed(begin.wrapping_add(time | u128::from(count)));
        HeaderValue::from_bytes(&uuid(number)).ok()
    }
}

/// Another number for each number, no two of which look alike. Some bits of a UUID are fixed, so
/// that numbers which differ in these alone would become the same.
fn mixed(number: u128) -> u128 {
    // The first bits of pi, made odd, so that multiplying loses nothing.
    const ODD: u128 = 0x243f_6a88_85a3_08d3_1319_8a2e_0370_7345;
    let number = number.wrapping_mul(ODD);
    let number = (number ^ number >> 64).wrapping_mul(ODD);
    number ^ number >> 64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Invocations;
    use crate::System;
    use crate::testing::ManualSystem;

    #[test]
    fn no_two_calls_have_the_same_identifier() {
        let system = ManualSystem::default();
        let (one, restored) = (Invocations::default(), Invocations::default());
        let mut seen = BTreeSet::new();
        for invocations in [&one, &restored] {
            // The clock of the test stands still.
            for _ in 0..10_000 {
                let id = invocations.next(&system).unwrap();
                let text = id.to_str().unwrap().to_owned();
                assert_eq!((text.len(), &text[14..15]), (36, "4"), "{text}");
                assert!(seen.insert(text));
            }
        }
    }

    #[test]
    fn the_time_tells_copies_of_a_process_apart() {
        let at = |system: &dyn System| {
            let copy = Invocations::default();
            copy.begin.set(7).unwrap();
            copy.next(system).unwrap()
        };
        let system = ManualSystem::default();
        let first = at(&system);
        assert_eq!(first, at(&system));
        system.advance(std::time::Duration::from_nanos(1));
        assert_ne!(first, at(&system));
    }
}
