//! Bytes that come or go piece by piece, so that nobody has to hold them all at once.

mod pieces;

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use tokio::io::AsyncRead;

pub(crate) use self::pieces::Pieces;
use self::pieces::Reader;
use crate::Blob;

/// A body that is read or written piece by piece.
///
/// In an answer it holds what has not been read yet: call [`next`](Self::next) until it gives `None`, or
/// [`collect`](Self::collect). In a request it is made from bytes, which can be sent as often as it takes, or
/// from a reader: [`from_reader`](Self::from_reader) can be sent once, so that such a call is not repeated;
/// [`from_readers`](Self::from_readers) starts anew for each attempt.
///
/// ```
/// use sdk_runtime::ByteStream;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut stream = ByteStream::from_reader(Some(5), &b"hello"[..]);
/// let mut length = 0;
/// while let Some(piece) = stream.next().await {
///     length += piece?.len();
/// }
/// assert_eq!(length, 5);
/// # std::io::Result::Ok(())
/// # }).unwrap();
/// ```
///
/// Clones share what is left to read.
#[derive(Clone)]
pub struct ByteStream(Inner);

#[derive(Clone)]
enum Inner {
    Bytes(Bytes),
    /// Read once.
    Once(Arc<Mutex<State>>),
    /// Opened anew for each attempt, and when somebody reads it here.
    Again(Arc<Open>, Option<Arc<Mutex<State>>>),
}

struct State {
    pieces: Box<dyn Pieces>,
    length: Option<u64>,
    is_begun: bool,
}

struct Open {
    open: Box<dyn Fn() -> Box<dyn Pieces> + Send + Sync>,
    length: Option<u64>,
}

impl ByteStream {
    /// A stream of what a reader gives, which can be sent once. With its length, if that is known: many
    /// services ask for it.
    pub fn from_reader(
        length: Option<u64>,
        reader: impl AsyncRead + Send + Unpin + 'static,
    ) -> Self {
        Self::from_pieces(length, Reader::new(reader))
    }

    /// A stream of what a reader gives that is opened anew for each attempt, such as a file.
    pub fn from_readers<R: AsyncRead + Send + Unpin + 'static>(
        length: Option<u64>,
        open: impl Fn() -> R + Send + Sync + 'static,
    ) -> Self {
        let open = Box::new(move || Box::new(Reader::new(open())) as Box<dyn Pieces>);
        Self(Inner::Again(Arc::new(Open { open, length }), None))
    }

    pub(crate) fn from_pieces(length: Option<u64>, pieces: impl Pieces + 'static) -> Self {
        let pieces = Box::new(pieces);
        Self(Inner::Once(Arc::new(Mutex::new(State {
            pieces,
            length,
            is_begun: false,
        }))))
    }

    /// The next piece, which is not empty; `None` at the end.
    ///
    /// # Errors
    ///
    /// The source's, such as a connection that breaks. Nothing more comes after one.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// Everything that is left, in one piece.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub async fn collect(mut self) -> io::Result<Bytes> {
        let Some(first) = self.next().await.transpose()? else {
            return Ok(Bytes::new());
        };
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await {
            if all.is_empty() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&piece?);
        }
        Ok(if all.is_empty() { first } else { all.freeze() })
    }

    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        let state = match &mut self.0 {
            Inner::Bytes(bytes) => {
                let piece = std::mem::take(bytes);
                return Poll::Ready((!piece.is_empty()).then_some(Ok(piece)));
            }
            Inner::Once(state) => state,
            Inner::Again(source, state) => {
                state.get_or_insert_with(|| Arc::new(Mutex::new(source.state())))
            }
        };
        let mut state = lock(state);
        state.is_begun = true;
        state.pieces.poll_piece(context)
    }

    /// The bytes, if they are all here.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Once(_) | Inner::Again(..) => None,
        }
    }

    /// The length, if it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match &self.0 {
            Inner::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Inner::Once(state) => lock(state).length,
            Inner::Again(source, _) => source.length,
        }
    }

    /// Whether another attempt would send all of it.
    pub(crate) fn can_be_sent(&self) -> bool {
        match &self.0 {
            Inner::Bytes(_) | Inner::Again(..) => true,
            Inner::Once(state) => !lock(state).is_begun,
        }
    }

    /// The stream of one attempt.
    pub(crate) fn of_attempt(&self) -> Self {
        match &self.0 {
            Inner::Again(source, _) => Self(Inner::Again(Arc::clone(source), None)),
            Inner::Bytes(_) | Inner::Once(_) => self.clone(),
        }
    }
}

impl Open {
    fn state(&self) -> State {
        State {
            pieces: (self.open)(),
            length: self.length,
            is_begun: false,
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for ByteStream {
    fn default() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }
}

/// Equal bytes, or the same stream.
impl PartialEq for ByteStream {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Inner::Bytes(one), Inner::Bytes(other)) => one == other,
            (Inner::Once(one), Inner::Once(other)) => Arc::ptr_eq(one, other),
            (Inner::Again(one, _), Inner::Again(other, _)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream(..)"),
        }
    }
}

macro_rules! from_bytes {
    ($($source:ty),*) => {
        $(impl From<$source> for ByteStream {
            fn from(source: $source) -> Self {
                Self(Inner::Bytes(Blob::from(source).into_bytes()))
            }
        })*
    };
}

from_bytes!(Bytes, Vec<u8>, String, &[u8], &str);

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        Self(Inner::Bytes(blob.into_bytes()))
    }
}

#[cfg(test)]
mod tests;
