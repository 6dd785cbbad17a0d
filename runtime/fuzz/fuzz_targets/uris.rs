//! Percent-encoding is reversible, and canonical forms are idempotent.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::uris(data));
