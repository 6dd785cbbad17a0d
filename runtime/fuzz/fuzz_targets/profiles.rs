//! Any text is a shared file or a problem that names the line.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::profiles(data));
