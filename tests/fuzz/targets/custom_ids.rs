//! Only what the codec has written is read, and it is read as what was written.

use aktor::discord::components::{Codec, LONGEST};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::Sha256;

const KEY: [u8; 32] = [7; 32];

pub(crate) fn holds(data: &[u8]) {
    let codec = Codec::new(&KEY);
    // As it came.
    if let Ok(id) = std::str::from_utf8(data)
        && let Ok(action) = codec.read(id)
    {
        assert_eq!(codec.write(&action), id, "read as something else");
    }
    // As content that was sealed with the right key: what a reader of old or damaged forms meets.
    let mut bytes = vec![1];
    bytes.extend_from_slice(data);
    let mut seal = <Hmac<Sha256> as KeyInit>::new(&block().into());
    seal.update(b"aktor component");
    seal.update(&bytes);
    bytes.extend_from_slice(&seal.finalize().into_bytes()[..8]);
    let id = URL_SAFE_NO_PAD.encode(&bytes);
    let Ok(action) = codec.read(&id) else { return };
    assert!(id.len() <= LONGEST, "longer than the platform takes");
    let written = codec.write(&action);
    assert_eq!(codec.read(&written).as_ref(), Ok(&action), "what is written is read");
    assert_eq!(written, id, "two ids for {action:?}");
    // One bit of it changed, or a character more or less: nobody's.
    let at = data.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let mut changed = bytes.clone();
    let place = at % changed.len();
    changed[place] ^= 1 << (at % 8);
    assert!(codec.read(&URL_SAFE_NO_PAD.encode(&changed)).is_err(), "{action:?}, changed");
    assert!(codec.read(&id[..id.len() - 1]).is_err() && codec.read(&format!("{id}A")).is_err());
    assert!(Codec::new(&[8; 32]).read(&id).is_err(), "another bot's");
}

fn block() -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(&KEY);
    block
}
