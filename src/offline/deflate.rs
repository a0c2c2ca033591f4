//! Bytes into a zlib stream, quickly: the format that every browser unpacks by itself, and the same bytes on every machine.
//!
//! It is made for pages, of which each has most of its beginning and its end in common with the one before: where a run of
//! bytes is the longest that the format can name, the next run is looked for at the same distance, without asking the
//! table. Of every other place the table knows only the newest one with the same five bytes. That makes packs a quarter
//! smaller than a general library's quickest level, in less time; a host's own compression comes on top.

use super::huffman::{self, Code};

/// How far back a run may begin.
const WINDOW: usize = 32 * 1024;
/// The longest run.
const LONGEST: usize = 258;
/// The shortest that is looked for.
const SHORTEST: usize = 5;
/// A block has its own codes, and so many signs at most.
const SIGNS: usize = 32 * 1024;
/// The table has two to this power places.
const TABLE: u32 = 15;
/// Inside runs, one place of so many enters the table.
const STRIDE: usize = 8;

/// The sign that ends a block, and the first one that stands for a run.
const END: usize = 256;

/// Packs some bytes.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x01], at: 2, open: 0, count: 0 };
    let mut finder = Finder { bytes, at: 0, table: vec![0; 1 << TABLE] };
    loop {
        let start = finder.at;
        let block = finder.block();
        let is_last = finder.at == bytes.len();
        block.write(&bytes[start..finder.at], is_last, &mut bits);
        if is_last {
            break;
        }
    }
    let mut packed = bits.finish();
    packed.extend_from_slice(&adler(bytes).to_be_bytes());
    packed
}

/// Looks for what stood there before.
struct Finder<'b> {
    bytes: &'b [u8],
    at: usize,
    /// The newest place of each five bytes, by their hash.
    table: Vec<u32>,
}

impl Finder<'_> {
    /// The signs of the next block.
    fn block(&mut self) -> Block {
        let mut block = Block::new();
        while self.at < self.bytes.len() && block.signs.len() < SIGNS {
            let Some(distance) = self.known(self.at) else {
                block.byte(self.bytes[self.at]);
                self.at += 1;
                continue;
            };
            let mut length = self.alike(distance);
            if length < SHORTEST {
                block.byte(self.bytes[self.at]);
                self.at += 1;
                continue;
            }
            loop {
                block.run(length, distance);
                let end = self.at + length;
                if length < LONGEST {
                    (self.at + 1..end).step_by(STRIDE).for_each(|at| {
                        self.known(at);
                    });
                    self.at = end;
                    break;
                }
                self.at = end;
                length = self.alike(distance);
                if length < SHORTEST {
                    break;
                }
            }
        }
        block
    }

    /// How far back the same bytes may stand; the table learns that they stand here.
    #[inline]
    fn known(&mut self, at: usize) -> Option<usize> {
        let word = self.bytes.get(at..at + 8)?;
        let word = u64::from_le_bytes(word.try_into().expect("eight bytes are eight bytes"));
        let hash = ((word << 24).wrapping_mul(0x9e37_79b1_85eb_ca87) >> (64 - TABLE)) as usize;
        let known = &mut self.table[hash];
        let distance = at - *known as usize;
        *known = u32::try_from(at).expect("a pack has fewer than four billion bytes");
        (1..=WINDOW).contains(&distance).then_some(distance)
    }

    /// How many bytes from here on are those at a distance before.
    #[inline]
    fn alike(&self, distance: usize) -> usize {
        let here = &self.bytes[self.at..self.bytes.len().min(self.at + LONGEST)];
        let there = &self.bytes[self.at - distance..][..here.len()];
        let (mut here_words, mut there_words) = (here.chunks_exact(8), there.chunks_exact(8));
        let mut length = 0;
        for (a, b) in here_words.by_ref().zip(there_words.by_ref()) {
            let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes are eight bytes"));
            let differs = word(a) ^ word(b);
            if differs != 0 {
                return length + (differs.trailing_zeros() / 8) as usize;
            }
            length += 8;
        }
        let rest = here_words.remainder().iter().zip(there_words.remainder());
        length + rest.take_while(|(a, b)| a == b).count()
    }
}

/// Some signs: bytes, and runs of bytes that stood there before.
struct Block {
    /// A byte as it is; a run as its length and its distance, each less one, and a mark.
    signs: Vec<u32>,
    /// How often each sign stands in it, the one that ends it too.
    bytes_and_lengths: [u32; 286],
    /// How often each kind of distance.
    distances: [u32; 30],
}

/// The mark of a run, and where its length stands.
const RUN: u32 = 1 << 31;
const LENGTH: u32 = 16;

impl Block {
    fn new() -> Block {
        let mut bytes_and_lengths = [0; 286];
        bytes_and_lengths[END] = 1;
        Block { signs: Vec::with_capacity(SIGNS + 16), bytes_and_lengths, distances: [0; 30] }
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.bytes_and_lengths[usize::from(byte)] += 1;
        self.signs.push(u32::from(byte));
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "a length has nine bits, a distance fifteen")]
    fn run(&mut self, length: usize, distance: usize) {
        self.bytes_and_lengths[of_length(length).sign] += 1;
        self.distances[of_distance(distance).sign] += 1;
        self.signs.push(RUN | (length as u32) << LENGTH | (distance - 1) as u32);
    }

    /// Writes it with codes of its own; as it is, where that is shorter.
    fn write(&self, bytes: &[u8], is_last: bool, bits: &mut Bits) {
        let (signs, distances) =
            (huffman::codes::<286>(&self.bytes_and_lengths, 15), huffman::codes::<30>(&self.distances, 15));
        let table = Table::of(&signs, &distances);
        let extra = |found: &[u32], kind: fn(usize) -> u32| -> u64 {
            found.iter().enumerate().map(|(at, count)| u64::from(*count) * u64::from(kind(at))).sum()
        };
        let of = |found: &[u32], codes: &[Code]| -> u64 {
            found.iter().zip(codes).map(|(count, code)| u64::from(*count) * u64::from(code.length)).sum()
        };
        let length = table.bits()
            + of(&self.bytes_and_lengths, &signs)
            + of(&self.distances, &distances)
            + extra(&self.bytes_and_lengths[END + 1..], |at| if at < 8 || at == 28 { 0 } else { at as u32 / 4 - 1 })
            + extra(&self.distances, |at| if at < 4 { 0 } else { at as u32 / 2 - 1 });
        if length / 8 > bytes.len() as u64 + 8 {
            return as_they_are(bytes, is_last, bits);
        }
        bits.make_room(usize::try_from(length / 8).unwrap_or(usize::MAX) + 64);
        bits.push(u64::from(is_last) | 2 << 1, 3);
        table.write(bits);
        let lengths: Vec<(u64, u32)> = (0..=LONGEST).map(|length| of_length(length.max(3)).coded(&signs)).collect();
        for &sign in &self.signs {
            if sign & RUN == 0 {
                let code = signs[sign as usize];
                bits.push(u64::from(code.bits), code.length);
            } else {
                let (length, width) = lengths[((sign & !RUN) >> LENGTH) as usize];
                let (distance, more) = of_distance((sign & 0xffff) as usize + 1).coded(&distances);
                bits.push(length | distance << width, width + more);
            }
        }
        bits.push(u64::from(signs[END].bits), signs[END].length);
    }
}

/// Bytes that would not become fewer, at most 65,535 of them at a time.
fn as_they_are(bytes: &[u8], is_last: bool, bits: &mut Bits) {
    let count = bytes.len().div_ceil(0xffff).max(1);
    for at in 0..count {
        let part = &bytes[at * 0xffff..bytes.len().min((at + 1) * 0xffff)];
        bits.make_room(part.len() + 64);
        bits.push(u64::from(is_last && at + 1 == count), 3);
        bits.fill_byte();
        let length = part.len() as u64;
        bits.push(length | (!length & 0xffff) << 16, 32);
        bits.add(part);
    }
}

/// A sign with what tells the rest of a number.
struct Part {
    sign: usize,
    more: u32,
    rest: u64,
}

impl Part {
    fn coded(&self, codes: &[Code]) -> (u64, u32) {
        let code = codes[self.sign];
        (u64::from(code.bits) | self.rest << code.length, code.length + self.more)
    }
}

/// The sign of a run's length.
#[inline]
fn of_length(length: usize) -> Part {
    let rest = length - 3;
    if length == LONGEST {
        return Part { sign: 285, more: 0, rest: 0 };
    }
    if rest < 8 {
        return Part { sign: END + 1 + rest, more: 0, rest: 0 };
    }
    let more = rest.ilog2() - 2;
    Part { sign: END + 5 + 4 * more as usize + (rest >> more & 3), more, rest: (rest & ((1 << more) - 1)) as u64 }
}

/// The sign of a run's distance.
#[inline]
fn of_distance(distance: usize) -> Part {
    let rest = distance - 1;
    if rest < 4 {
        return Part { sign: rest, more: 0, rest: 0 };
    }
    let more = rest.ilog2() - 1;
    Part { sign: 2 + 2 * more as usize + (rest >> more & 1), more, rest: (rest & ((1 << more) - 1)) as u64 }
}

/// The two codes of a block as they are told before it: how long each sign's is, in a code of its own.
struct Table {
    /// How many signs and distances are told.
    counts: (usize, usize),
    /// Lengths, and marks of equal ones with how many there are.
    told: Vec<(u8, u8)>,
    codes: [Code; 19],
    /// How many lengths of the code's own codes are told.
    own: usize,
}

/// The order in which the lengths of that code are told.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Table {
    #[allow(clippy::cast_possible_truncation, reason = "lengths of codes are at most 15, runs of them at most 138")]
    fn of(signs: &[Code], distances: &[Code]) -> Table {
        let used = |codes: &[Code], least: usize| {
            codes.iter().rposition(|code| code.length > 0).map_or(least, |last| (last + 1).max(least))
        };
        let counts = (used(signs, END + 1), used(distances, 1));
        let all = signs[..counts.0].iter().chain(&distances[..counts.1]);
        let all: Vec<u8> = all.map(|code| code.length as u8).collect();
        let mut told = Vec::new();
        for run in all.chunk_by(|a, b| a == b) {
            let (length, mut left) = (run[0], run.len());
            if length > 0 {
                told.push((length, 0));
                left -= 1;
            }
            while left > 0 {
                let (mark, taken) = match (length, left) {
                    (0, 11..) => (18, left.min(138)),
                    (0, 3..) => (17, left.min(10)),
                    (1.., 3..) => (16, left.min(6)),
                    _ => (length, 1),
                };
                told.push((mark, taken as u8));
                left -= taken;
            }
        }
        let mut often = [0; 19];
        told.iter().for_each(|(mark, _)| often[usize::from(*mark)] += 1);
        let codes = huffman::codes(&often, 7);
        let own = ORDER.iter().rposition(|mark| codes[*mark].length > 0).map_or(4, |last| (last + 1).max(4));
        Table { counts, told, codes, own }
    }

    /// How many bits it takes.
    fn bits(&self) -> u64 {
        let each = self.told.iter().map(|(mark, _)| u64::from(self.codes[usize::from(*mark)].length + more(*mark)));
        17 + 3 * self.own as u64 + each.sum::<u64>()
    }

    fn write(&self, bits: &mut Bits) {
        bits.push((self.counts.0 - END - 1) as u64, 5);
        bits.push((self.counts.1 - 1) as u64, 5);
        bits.push(self.own as u64 - 4, 4);
        ORDER[..self.own].iter().for_each(|mark| bits.push(u64::from(self.codes[*mark].length), 3));
        for (mark, taken) in &self.told {
            let code = self.codes[usize::from(*mark)];
            bits.push(u64::from(code.bits), code.length);
            let least = if *mark == 18 { 11 } else { 3 };
            if more(*mark) > 0 {
                bits.push(u64::from(*taken) - least, more(*mark));
            }
        }
    }
}

/// How many bits tell how many equal lengths a mark stands for.
fn more(mark: u8) -> u32 {
    match mark {
        16 => 2,
        17 => 3,
        18 => 7,
        _ => 0,
    }
}

/// Bits, the lowest first.
struct Bits {
    bytes: Vec<u8>,
    /// How many of the bytes are written.
    at: usize,
    open: u64,
    count: u32,
}

impl Bits {
    /// Makes sure that so many bytes fit.
    fn make_room(&mut self, bytes: usize) {
        self.bytes.resize(self.at + bytes + 16, 0);
    }

    /// Adds at most 56 bits.
    #[inline]
    fn push(&mut self, bits: u64, count: u32) {
        self.open |= bits << self.count;
        self.count += count;
        self.bytes[self.at..self.at + 8].copy_from_slice(&self.open.to_le_bytes());
        self.at += (self.count / 8) as usize;
        self.open >>= self.count & !7;
        self.count &= 7;
    }

    /// Fills the last byte with zeros.
    fn fill_byte(&mut self) {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
    }

    /// Adds whole bytes where a byte begins.
    fn add(&mut self, bytes: &[u8]) {
        self.bytes[self.at..self.at + bytes.len()].copy_from_slice(bytes);
        self.at += bytes.len();
    }

    fn finish(mut self) -> Vec<u8> {
        self.make_room(8);
        self.fill_byte();
        self.bytes.truncate(self.at);
        self.bytes
    }
}

/// The sum by which an unpacker checks what it has.
fn adler(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65_521;
    /// So many bytes until a sum might not fit.
    const SHARE: usize = 5_552;
    let (mut a, mut b) = (1u32, 0u32);
    for share in bytes.chunks(SHARE) {
        for byte in share {
            a += u32::from(*byte);
            b += a;
        }
        a %= PRIME;
        b %= PRIME;
    }
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::zlib;
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::prelude::*;

    fn comes_back(bytes: &[u8]) {
        let packed = zlib(bytes);
        assert!(decompress_to_vec_zlib(&packed).ok().as_deref() == Some(bytes), "{} bytes come back", bytes.len());
    }

    #[test]
    fn pages_that_are_alike_take_little_room() {
        let shell = "<nav><ul><li><a href=\"a.html\">What to do</a></li></ul></nav>".repeat(40);
        let pages: String = (0..400).map(|page| format!("{shell}<main><h1>Page {page}</h1></main>")).collect();
        comes_back(pages.as_bytes());
        assert!(zlib(pages.as_bytes()).len() * 50 < pages.len());
    }

    #[test]
    fn what_cannot_become_shorter_is_kept_as_it_is() {
        let mut seed = 1u64;
        let noise: Vec<u8> = (0..300_000)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 56) as u8
            })
            .collect();
        comes_back(&noise);
        assert!(zlib(&noise).len() < noise.len() + 200);
    }

    #[test]
    fn nothing_and_one_sign_come_back() {
        comes_back(b"");
        comes_back(b"a");
        comes_back(&[7; 100_000]);
    }

    #[test]
    fn codes_that_would_be_too_long_are_made_shorter() {
        // Each sign as often as the two before it together: the rarest would get a code of 20 bits.
        let (mut count, mut next) = (1usize, 1usize);
        let mut bytes = Vec::new();
        for sign in 0..21u8 {
            // With a sign of its own between, so that there are no runs.
            bytes.extend(std::iter::repeat_n(sign, count));
            (count, next) = (next, count + next);
        }
        let mut seed = 1u64;
        for at in (1..bytes.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.swap(at, (seed >> 33) as usize % at);
        }
        comes_back(&bytes);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(prop::sample::select(vec![0u8, 1, b'a', b'b', 255]), 0..3_000)) {
            comes_back(&bytes);
        }

        #[test]
        fn texts_come_back(words in prop::collection::vec("[a-z]{1,9}", 0..600), times in 1usize..40) {
            comes_back(words.join(" ").repeat(times).as_bytes());
        }
    }
}
