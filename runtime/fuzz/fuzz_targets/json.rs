//! Any text is JSON as serde_json sees it, and a typed value or none.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::json(data));
