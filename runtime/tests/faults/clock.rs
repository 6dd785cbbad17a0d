//! Real time that can be put forward, and random numbers that make every back-off as short as can be.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sdk_runtime::{BoxFuture, OsSystem, System};

#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    system: OsSystem,
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// Puts the time of day forward; what is measured for time-outs goes on as it was.
    pub(crate) fn pass(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).unwrap();
        self.offset_seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl System for Clock {
    fn now(&self) -> Timestamp {
        let offset = self.offset_seconds.load(Ordering::SeqCst);
        self.system.now() + SignedDuration::from_secs(offset)
    }

    fn ticks(&self) -> Duration {
        self.system.ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.system.sleep(duration)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}
