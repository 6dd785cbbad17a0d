//! Encoding loses nothing, and what is canonical stays so.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::uris(data));
