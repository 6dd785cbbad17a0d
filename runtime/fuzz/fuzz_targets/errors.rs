//! Any response becomes an error whose message is one line.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::errors(data));
