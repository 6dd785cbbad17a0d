//! Any text is a shared configuration file or rejected.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sdk_runtime::fuzzing::profiles(data));
