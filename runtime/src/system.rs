//! The source of time and randomness, injectable for tests.
//!
//! All of this crate reads the time, sleeps and generates random numbers through [`System`], so that
//! signatures, expiries and back-off are reproducible in tests.

use std::cell::Cell;
use std::fmt::Debug;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::runtime::Handle;

use crate::BoxFuture;

/// A source of time and randomness.
pub trait System: Debug + Send + Sync + 'static {
    /// The time of day, for signatures and expiries.
    fn now(&self) -> Timestamp;

    /// The monotonic time since a fixed instant, for time-outs and deadlines.
    fn ticks(&self) -> Duration;

    /// Completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Fills `bytes` with random bytes, for identifiers and back-off.
    fn fill_random(&self, bytes: &mut [u8]);

    /// Whether [`sleep`](Self::sleep) completes where it is called. A call fails at once without a timer, because
    /// neither its time-outs nor its retries would work.
    fn has_timer(&self) -> bool {
        true
    }
}

impl<S: System + ?Sized> System for Arc<S> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }

    fn ticks(&self) -> Duration {
        (**self).ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        (**self).fill_random(bytes);
    }

    fn has_timer(&self) -> bool {
        (**self).has_timer()
    }
}

/// The system's clock, tokio's timer and the operating system's random numbers.
///
/// Requires a tokio runtime with a timer: one that was built with `enable_time` or `enable_all`. Without one, calls
/// fail. tokio reports this only by a panic, which is caught but runs the panic hook, and ends a program that was
/// compiled with `panic = "abort"`.
#[derive(Clone, Copy, Debug)]
pub struct OsSystem {
    start: Instant,
}

impl Default for OsSystem {
    fn default() -> Self {
        Self { start: Instant::now() }
    }
}

impl System for OsSystem {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn ticks(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // tokio's timer would panic. The call has failed before.
        if !has_tokio_timer() {
            return Box::pin(std::future::pending());
        }
        Box::pin(tokio::time::sleep(duration))
    }

    fn has_timer(&self) -> bool {
        has_tokio_timer()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // The operating system's source fails only if there is none. Identifiers and jitter are not
        // secrets, so the clock is a sufficient substitute.
        if getrandom::getrandom(bytes).is_err() {
            let seed = Timestamp::now().as_nanosecond().to_le_bytes();
            for (byte, filler) in bytes.iter_mut().zip(seed.iter().cycle()) {
                *byte = *filler;
            }
        }
    }
}

/// Whether the current thread is in a tokio runtime that has a timer.
pub(crate) fn has_tokio_timer() -> bool {
    thread_local! {
        static LAST: Cell<Option<(tokio::runtime::Id, bool)>> = const { Cell::new(None) };
    }
    let Ok(runtime) = Handle::try_current() else {
        return false;
    };
    let id = runtime.id();
    if let Some((last, has_timer)) = LAST.get()
        && last == id
    {
        return has_timer;
    }
    // tokio has no other way to ask.
    let has_timer = catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok();
    LAST.set(Some((id, has_timer)));
    has_timer
}

/// A random number from 0 (inclusive) to 1 (exclusive).
pub(crate) fn random_fraction(system: &dyn System) -> f64 {
    let mut bytes = [0; 4];
    system.fill_random(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
}

/// 128 random bits.
pub(crate) fn random_number(system: &dyn System) -> u128 {
    let mut bytes = [0; 16];
    system.fill_random(&mut bytes);
    u128::from_be_bytes(bytes)
}

/// A random (version 4) UUID.
pub(crate) fn random_uuid(system: &dyn System) -> String {
    uuid(random_number(system)).map(char::from).iter().collect()
}

/// A number as a UUID of version 4, in ASCII.
pub(crate) fn uuid(number: u128) -> [u8; 36] {
    let number = number & !(0xf << 76) | 0x4 << 76;
    let number = number & !(0b11 << 62) | 0b10 << 62;
    let mut nibbles = (0..32).rev().map(|index| (number >> (4 * index)) as u8 & 0xf);
    std::array::from_fn(|index| match index {
        8 | 13 | 18 | 23 => b'-',
        _ => match nibbles.next().unwrap_or_default() {
            nibble @ 0..=9 => b'0' + nibble,
            nibble => b'a' + nibble - 10,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{OsSystem, random_fraction, random_uuid};
    use crate::testing::ManualSystem;

    #[test]
    fn a_uuid_has_version_4_and_the_standard_variant() {
        let system = OsSystem::default();
        let uuid = random_uuid(&system);
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{uuid}");
        assert_ne!(uuid, random_uuid(&system));
    }

    #[test]
    fn a_fraction_stays_below_one() {
        let fraction = random_fraction(&ManualSystem::default().with_random(255));
        assert!((0.999..1.0).contains(&fraction), "{fraction}");
    }
}
