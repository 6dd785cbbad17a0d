//! Where the pieces of a stream come from: a reader, or what the transport has.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::io::{AsyncRead, ReadBuf};

/// A source of pieces.
pub(crate) trait Pieces: Send {
    /// The next piece, which is not empty; `None` at the end and after an error.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>>;
}

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// A reader as a source of pieces.
pub(super) struct Reader<R> {
    /// `None` when it is at its end.
    reader: Option<R>,
    buffer: Vec<u8>,
}

impl<R> Reader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: Some(reader),
            buffer: Vec::new(),
        }
    }
}

impl<R: AsyncRead + Send + Unpin> Pieces for Reader<R> {
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Some(reader) = &mut self.reader else {
            return Poll::Ready(None);
        };
        self.buffer.resize(PIECE, 0);
        let mut buffer = ReadBuf::new(&mut self.buffer);
        let read = ready!(Pin::new(reader).poll_read(context, &mut buffer));
        let piece = Bytes::copy_from_slice(buffer.filled());
        if read.is_err() || piece.is_empty() {
            self.reader = None;
        }
        Poll::Ready(match read {
            Ok(()) => (!piece.is_empty()).then_some(Ok(piece)),
            Err(error) => Some(Err(error)),
        })
    }
}
