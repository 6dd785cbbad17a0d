//! Random requests, the same in every run.

/// xorshift64*: small, and random enough to make odd requests.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(super) fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }

    /// One of the pieces that stand in `pool`, with a space between each.
    pub(super) fn pick<'a>(&mut self, pool: &'a str) -> &'a str {
        let count = pool.split(' ').count() as u64;
        let index = usize::try_from(self.below(count)).unwrap();
        pool.split(' ').nth(index).unwrap()
    }

    /// Up to `most` pieces of `pool` in a row.
    pub(super) fn text(&mut self, pool: &str, most: u64) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(pool)).collect()
    }

    pub(super) fn bytes(&mut self, most: u64) -> Vec<u8> {
        (0..self.below(most + 1))
            .map(|_| self.next().to_le_bytes()[0])
            .collect()
    }
}
