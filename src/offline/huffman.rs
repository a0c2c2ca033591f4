//! How often signs stand somewhere into the shortest code for them, of which no sign's is longer than a limit.

/// A sign's code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    /// Its bits, the first one lowest.
    pub(super) bits: u32,
    /// How many; none where the sign does not stand there.
    pub(super) length: u32,
}

/// A code for signs that stand so often somewhere, of at most `limit` bits each.
pub(super) fn codes<const SIGNS: usize>(often: &[u32; SIGNS], limit: u32) -> [Code; SIGNS] {
    let mut often = *often;
    let mut lengths = lengths(&often);
    // Rarely is one too long; the differences are made smaller then, until none is.
    while lengths.iter().any(|length| *length > limit) {
        often.iter_mut().filter(|often| **often > 0).for_each(|often| *often = *often / 2 + 1);
        lengths = self::lengths(&often);
    }
    let mut codes = [Code::default(); SIGNS];
    let mut next = 0u32;
    for length in 1..=limit {
        next <<= 1;
        for (code, _) in codes.iter_mut().zip(&lengths).filter(|(_, own)| **own == length) {
            *code = Code { bits: next.reverse_bits() >> (32 - length), length };
            next += 1;
        }
    }
    codes
}

/// How many bits each sign's code has, by Huffman's way: the two rarest are joined until one is left.
fn lengths<const SIGNS: usize>(often: &[u32; SIGNS]) -> [u32; SIGNS] {
    let mut lengths = [0; SIGNS];
    let mut rare: Vec<(u32, usize)> =
        often.iter().enumerate().filter(|(_, often)| **often > 0).map(|(sign, often)| (*often, sign)).collect();
    rare.sort_unstable();
    if let [(_, only)] = rare.as_slice() {
        lengths[*only] = 1;
        return lengths;
    }
    // Pairs come out in order of how often they stand there, so two queues are enough. A node's number is its place in
    // `rare`, or behind those its place among the pairs.
    let leaves = rare.len();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::with_capacity(leaves);
    let (mut leaf, mut pair) = (0, 0);
    while pairs.len() + 1 < leaves {
        let mut rarest = || {
            let is_leaf = match (rare.get(leaf), pairs.get(pair)) {
                (Some((a, _)), Some((b, _, _))) => a <= b,
                (leaf, _) => leaf.is_some(),
            };
            if is_leaf {
                leaf += 1;
                (rare[leaf - 1].0, leaf - 1)
            } else {
                pair += 1;
                (pairs[pair - 1].0, leaves + pair - 1)
            }
        };
        let (a, b) = (rarest(), rarest());
        pairs.push((a.0 + b.0, a.1, b.1));
    }
    let mut depths = vec![0u32; pairs.len()];
    for at in (0..pairs.len()).rev() {
        let (_, a, b) = pairs[at];
        for node in [a, b] {
            match node.checked_sub(leaves) {
                Some(pair) => depths[pair] = depths[at] + 1,
                None => lengths[rare[node].1] = depths[at] + 1,
            }
        }
    }
    lengths
}
