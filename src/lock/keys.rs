//! A passphrase into keys, and texts into ciphertext that only they open. `lock.js` of the theme is its other side.
//!
//! Equal texts under an equal passphrase give equal bytes, and no key ever meets one nonce with two texts: each text has a
//! key and a nonce of its own, both derived from a hash of that very text under a secret key. `docs/lock.md` says why this
//! is safe and what it cannot do.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// Rounds of PBKDF2: what OWASP asks for with SHA-256.
pub const ROUNDS: u32 = 600_000;

/// The fewest signs of a passphrase.
pub const SHORTEST: usize = 12;

/// Words that a group of readers shares.
#[derive(Clone)]
pub struct Passphrase(String);

impl Passphrase {
    /// A passphrase, if it is long enough. Spaces around it do not count; the two ways of writing é are one.
    #[must_use]
    pub fn parse(words: &str) -> Option<Passphrase> {
        let words: String = words.trim().nfc().collect();
        (words.chars().count() >= SHORTEST).then_some(Passphrase(words))
    }
}

impl std::fmt::Debug for Passphrase {
    /// It is never shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// The keys of one audience's copy.
pub(super) struct Keys {
    data: [u8; 32],
    hash: [u8; 32],
    text: [u8; 32],
    /// What a shell must know to try a passphrase.
    pub(super) salt: [u8; 16],
    /// The data key under the passphrase's own.
    pub(super) wrapped: Vec<u8>,
}

impl Keys {
    /// The keys of a site, by its code: another site with the same passphrase has others.
    pub(super) fn of(passphrase: &Passphrase, site: &str) -> Keys {
        let mut salt = [0; 16];
        salt.copy_from_slice(&Sha256::digest(format!("gobag lock 1\n{site}").as_bytes())[..16]);
        let mut master = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha256>(passphrase.0.as_bytes(), &salt, ROUNDS, &mut master);
        let data = keyed(&master, &[b"data"]);
        let wrap = keyed(&master, &[b"wrap"]);
        // This key meets this one text only, since both come from the passphrase and the site.
        let wrapped = encrypted(&wrap, &keyed(&master, &[b"nonce"]), b"key", &data);
        Keys { data, hash: keyed(&data, &[b"hash"]), text: keyed(&data, &[b"text"]), salt, wrapped }
    }

    /// A text as ciphertext. `what` says what it is, so that one text is never taken for another.
    pub(super) fn seal(&self, what: &str, text: &[u8]) -> Vec<u8> {
        let hash = keyed(&self.hash, &[what.as_bytes(), b"\0", text]);
        let key = keyed(&self.text, &[&hash]);
        let mut sealed = hash.to_vec();
        sealed.extend(encrypted(&key, &hash, what.as_bytes(), text));
        sealed
    }

    /// What a file is called in addresses, so that they do not tell its title.
    pub(super) fn address(&self, path: &str) -> [u8; 9] {
        let mut short = [0; 9];
        short.copy_from_slice(&keyed(&self.data, &[b"address\0", path.as_bytes()])[..9]);
        short
    }
}

/// HMAC-SHA-256 of some pieces.
fn keyed(key: &[u8; 32], pieces: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of every length");
    pieces.iter().for_each(|piece| mac.update(piece));
    mac.finalize().into_bytes().into()
}

fn encrypted(key: &[u8; 32], nonce: &[u8; 32], what: &[u8], text: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new_from_slice(key).expect("the key has 32 bytes");
    let nonce = Nonce::try_from(&nonce[..12]).expect("a nonce has 12 bytes");
    cipher.encrypt(&nonce, Payload { msg: text, aad: what }).expect("no file is longer than AES-GCM takes (64 GiB)")
}
