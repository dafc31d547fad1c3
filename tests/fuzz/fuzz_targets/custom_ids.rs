#![no_main]

#[path = "../targets/custom_ids.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|data: &[u8]| target::holds(data));
