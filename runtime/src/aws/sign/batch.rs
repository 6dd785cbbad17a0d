//! Where the texts of a signature are written to: a string for people, or a hash.

/// Takes a text piece by piece.
pub(super) trait Sink {
    fn push(&mut self, text: &str);
}

impl Sink for String {
    fn push(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Hands on to a hash what it gets, in larger pieces.
///
/// A canonical request is some fifty pieces of a few bytes each, and ring needs some 60 instructions
/// for any. This way its text needs no memory of its own, of which a call was to take 2 KiB.
pub(super) struct Batch<F> {
    update: F,
    buffer: [u8; SIZE],
    length: usize,
}

/// Several blocks of SHA-256.
const SIZE: usize = 512;

impl<F: FnMut(&[u8])> Batch<F> {
    pub(super) fn new(update: F) -> Self {
        Self {
            update,
            buffer: [0; SIZE],
            length: 0,
        }
    }

    /// Hands on what is left.
    pub(super) fn finish(mut self) {
        self.flush();
    }

    fn flush(&mut self) {
        (self.update)(self.buffer.get(..self.length).unwrap_or_default());
        self.length = 0;
    }
}

impl<F: FnMut(&[u8])> Sink for Batch<F> {
    fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        if text.len() > SIZE - self.length {
            self.flush();
        }
        let end = self.length + text.len();
        match self.buffer.get_mut(self.length..end) {
            Some(place) => {
                place.copy_from_slice(text);
                self.length = end;
            }
            // Larger than the buffer.
            None => (self.update)(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, SIZE, Sink as _};

    #[test]
    fn all_that_goes_in_comes_out_in_order_and_in_few_pieces() {
        let longer = "x".repeat(SIZE + 1);
        let full = "y".repeat(SIZE);
        for texts in [
            vec!["a", "", "b", "c"],
            vec!["a", &longer, "b"],
            vec![&full, "b", &full, &full],
            vec![],
        ] {
            let mut pieces = Vec::new();
            let mut batch = Batch::new(|bytes: &[u8]| pieces.push(bytes.to_vec()));
            for text in &texts {
                batch.push(text);
            }
            batch.finish();
            assert_eq!(pieces.concat(), texts.concat().as_bytes());
            assert!(pieces.len() <= texts.len() + 1, "{pieces:?}");
        }
    }
}
