//! Real sessions, written down once and played back in tests.

mod compare;
mod file;
mod holes;
mod recorder;
mod replayer;
mod scrub;

pub use self::recorder::Recorder;
pub use self::replayer::Replayer;

#[cfg(test)]
mod tests;
