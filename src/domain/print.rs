//! A few bytes by which a button or a form knows whether what it was shown with still stands.

/// The print of a text in parts (FNV-1a); other parts have another, but for one chance in four thousand million.
pub fn print<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let between = |n| (n > 0).then_some(0);
    let parts = parts.into_iter().enumerate();
    let bytes = parts.flat_map(|(n, part)| between(n).into_iter().chain(part.bytes()));
    bytes.fold(0x811c_9dc5, |print: u32, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
