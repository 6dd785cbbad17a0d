//! Any string is a timestamp in one of the formats or rejected.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::timestamps(data));
