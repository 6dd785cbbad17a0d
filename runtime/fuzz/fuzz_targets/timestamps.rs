//! Any text is a time or none, in each format.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::timestamps(data));
