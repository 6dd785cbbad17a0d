//! The JSON reader agrees with serde_json, and typed values survive a round trip.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::json(data));
