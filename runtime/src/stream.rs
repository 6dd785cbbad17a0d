//! Bodies that are sent or received in chunks and are not in memory as a whole.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker, ready};

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncRead, ReadBuf};

use crate::Blob;

/// The size of the chunks that are read from a reader.
const CHUNK: usize = 64 * 1024;

/// A body that is sent or received in chunks.
///
/// In a response it is the unread body: call [`next`](Self::next) until it returns `None`, or
/// [`collect`](Self::collect). In a request it is made from bytes, which each attempt can send, or from a reader: a
/// stream [from one reader](Self::from_reader) can be sent once, so that the call is not retried after the first byte
/// was read; a stream [from readers](Self::from_readers) opens a reader for each attempt.
///
/// ```
/// # use sdk_runtime::ByteStream;
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut stream = ByteStream::from_reader(Some(5), &b"hello"[..]);
/// let mut length = 0;
/// while let Some(chunk) = stream.next().await {
///     length += chunk?.len();
/// }
/// assert_eq!(length, 5);
/// # std::io::Result::Ok(())
/// # }).unwrap();
/// ```
///
/// Clones share the position in the stream: each chunk is delivered to one of them.
#[derive(Clone)]
pub struct ByteStream(Source, Option<Arc<FileInfo>>);

/// What a part of a multipart body states about its file, or a request about its body.
#[derive(Clone, Default)]
struct FileInfo {
    name: Option<String>,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    /// One reader, or the body of a response.
    Reader(Arc<Mutex<ReaderState>>),
    /// A reader for each attempt, and one for reading this value itself.
    Readers(Arc<Open>, Option<Arc<Mutex<ReaderState>>>),
}

struct ReaderState {
    chunks: Box<dyn Chunks>,
    length: Option<u64>,
    is_started: bool,
    waiting: Arc<Waiting>,
}

/// The tasks that wait for a chunk. A source wakes only the task that polled it last.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.wakers();
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    /// Wakes all tasks but this one.
    fn wake_others(&self, waker: &Waker) {
        let wakers = std::mem::take(&mut *self.wakers());
        wakers.into_iter().filter(|other| !other.will_wake(waker)).for_each(Waker::wake);
    }

    fn wakers(&self) -> MutexGuard<'_, Vec<Waker>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        let wakers = std::mem::take(&mut *self.wakers());
        wakers.into_iter().for_each(Waker::wake);
    }
}

struct Open {
    open: Box<dyn Fn() -> Box<dyn Chunks> + Send + Sync>,
    length: Option<u64>,
}

/// A source of chunks: a reader, or the body of a response in the transport.
pub(crate) trait Chunks: Send {
    /// The next chunk, which is not empty; `None` at the end and after an error.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>>;
}

impl ByteStream {
    /// Creates a stream from a reader, which can be sent once.
    ///
    /// Many services require the `length` in bytes.
    pub fn from_reader(
        length: Option<u64>,
        reader: impl AsyncRead + Send + Unpin + 'static,
    ) -> Self {
        Self::from_chunks(length, ReaderChunks::new(reader))
    }

    /// Creates a stream that opens a reader for each attempt, such as a file.
    ///
    /// Many services require the `length` in bytes.
    pub fn from_readers<R: AsyncRead + Send + Unpin + 'static>(
        length: Option<u64>,
        open: impl Fn() -> R + Send + Sync + 'static,
    ) -> Self {
        Self::from_openers(length, move || Box::new(ReaderChunks::new(open())))
    }

    pub(crate) fn from_openers(
        length: Option<u64>,
        open: impl Fn() -> Box<dyn Chunks> + Send + Sync + 'static,
    ) -> Self {
        let open = Box::new(open);
        Self(Source::Readers(Arc::new(Open { open, length }), None), None)
    }

    /// Sets the name of the file, which a part of a multipart body has; by default that of the member.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file().name = Some(name.into());
        self
    }

    /// Sets the media type, which a part of a multipart body has, or the request whose body this is; by default that of
    /// the member or the operation, of several the one of the file's extension, or `application/octet-stream`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.file().media_type = Some(media_type.into());
        self
    }

    fn file(&mut self) -> &mut FileInfo {
        Arc::make_mut(self.1.get_or_insert_default())
    }

    /// Returns the name of the file, if it is set.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.1.as_ref()?.name.as_deref()
    }

    /// Returns the media type, if it is set.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.1.as_ref()?.media_type.as_deref()
    }

    pub(crate) fn from_chunks(length: Option<u64>, chunks: impl Chunks + 'static) -> Self {
        let state = ReaderState::new(Box::new(chunks), length);
        Self(Source::Reader(Arc::new(Mutex::new(state))), None)
    }

    /// Reads the next chunk, which is not empty; `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns the errors of the source, such as a closed connection. The stream ends after an error.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// Reads the rest of the stream into memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`next`](Self::next).
    pub async fn collect(mut self) -> io::Result<Bytes> {
        let Some(first) = self.next().await.transpose()? else {
            return Ok(Bytes::new());
        };
        let mut all = BytesMut::new();
        while let Some(chunk) = self.next().await {
            if all.is_empty() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&chunk?);
        }
        Ok(if all.is_empty() { first } else { all.freeze() })
    }

    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        let state = match &mut self.0 {
            Source::Bytes(bytes) => {
                let chunk = std::mem::take(bytes);
                return Poll::Ready((!chunk.is_empty()).then_some(Ok(chunk)));
            }
            Source::Reader(state) => state,
            Source::Readers(open, state) => {
                state.get_or_insert_with(|| Arc::new(Mutex::new(open.reader())))
            }
        };
        let mut state = lock(state);
        state.is_started = true;
        state.waiting.add(context.waker());
        let waker = Waker::from(Arc::clone(&state.waiting));
        let polled = state.chunks.poll_chunk(&mut Context::from_waker(&waker));
        if polled.is_ready() {
            // The next chunk may be there already.
            state.waiting.wake_others(context.waker());
        }
        polled
    }

    /// The bytes, if they are in memory.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes),
            Source::Reader(_) | Source::Readers(..) => None,
        }
    }

    /// The length, if it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Source::Reader(state) => lock(state).length,
            Source::Readers(open, _) => open.length,
        }
    }

    /// Whether an attempt would send the stream from its start.
    pub(crate) fn is_replayable(&self) -> bool {
        match &self.0 {
            Source::Bytes(_) | Source::Readers(..) => true,
            Source::Reader(state) => !lock(state).is_started,
        }
    }

    /// Whether each attempt reads the stream anew.
    #[cfg(feature = "multipart")]
    pub(crate) fn opens_for_attempt(&self) -> bool {
        matches!(self.0, Source::Bytes(_) | Source::Readers(..))
    }

    /// The stream that one attempt sends.
    pub(crate) fn for_attempt(&self) -> Self {
        match &self.0 {
            Source::Readers(open, _) => {
                Self(Source::Readers(Arc::clone(open), None), self.1.clone())
            }
            Source::Bytes(_) | Source::Reader(_) => self.clone(),
        }
    }
}

impl Open {
    fn reader(&self) -> ReaderState {
        ReaderState::new((self.open)(), self.length)
    }
}

impl ReaderState {
    fn new(chunks: Box<dyn Chunks>, length: Option<u64>) -> Self {
        Self { chunks, length, is_started: false, waiting: Arc::default() }
    }
}

fn lock(state: &Mutex<ReaderState>) -> MutexGuard<'_, ReaderState> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Default for ByteStream {
    fn default() -> Self {
        Self(Source::Bytes(Bytes::new()), None)
    }
}

/// Equal bytes, or clones of one stream.
impl PartialEq for ByteStream {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Source::Bytes(one), Source::Bytes(other)) => one == other,
            (Source::Reader(one), Source::Reader(other)) => Arc::ptr_eq(one, other),
            (Source::Readers(one, _), Source::Readers(other, _)) => Arc::ptr_eq(one, other),
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
    ($($ty:ty),*) => {
        $(impl From<$ty> for ByteStream {
            fn from(bytes: $ty) -> Self {
                Self(Source::Bytes(Blob::from(bytes).into_bytes()), None)
            }
        })*
    };
}

from_bytes!(Blob, Bytes, Vec<u8>, String, &[u8], &str);

impl<const N: usize> From<&[u8; N]> for ByteStream {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

/// The chunks of a reader.
struct ReaderChunks<R> {
    /// `None` at the end and after an error.
    reader: Option<R>,
    buffer: Vec<u8>,
}

impl<R> ReaderChunks<R> {
    fn new(reader: R) -> Self {
        Self { reader: Some(reader), buffer: Vec::new() }
    }
}

impl<R: AsyncRead + Send + Unpin> Chunks for ReaderChunks<R> {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Some(reader) = &mut self.reader else {
            return Poll::Ready(None);
        };
        self.buffer.resize(CHUNK, 0);
        let mut buffer = ReadBuf::new(&mut self.buffer);
        let result = ready!(Pin::new(reader).poll_read(context, &mut buffer));
        let chunk = Bytes::copy_from_slice(buffer.filled());
        if result.is_err() || chunk.is_empty() {
            self.reader = None;
        }
        Poll::Ready(match result {
            Ok(()) => (!chunk.is_empty()).then_some(Ok(chunk)),
            Err(error) => Some(Err(error)),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::AsyncWriteExt as _;

    use super::*;

    #[tokio::test]
    async fn bytes_are_one_chunk_and_not_copied() {
        let bytes = Bytes::from_static(b"hello");
        let mut stream = ByteStream::from(bytes.clone());
        assert_eq!(stream.length(), Some(5));
        let chunk = stream.next().await.unwrap().unwrap();
        assert_eq!(chunk.as_ptr(), bytes.as_ptr());
        assert!(stream.next().await.is_none());
        assert_eq!(ByteStream::default().collect().await.unwrap(), "");
    }

    #[tokio::test]
    async fn a_reader_is_read_once_to_its_end() {
        let long = vec![7_u8; 200_000];
        let stream = ByteStream::from_reader(None, io::Cursor::new(long.clone()));
        assert!(stream.is_replayable());
        let clone = stream.clone();
        assert_eq!(stream.collect().await.unwrap(), long);
        assert!(!clone.is_replayable());
        assert_eq!(clone.collect().await.unwrap(), "", "clones share the position");
    }

    #[tokio::test]
    async fn a_reader_is_opened_for_each_attempt() {
        let opened = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&opened);
        let stream = ByteStream::from_readers(Some(3), move || {
            count.fetch_add(1, Ordering::Relaxed);
            &b"abc"[..]
        });
        for attempt in 1..=3 {
            assert!(stream.is_replayable());
            assert_eq!(stream.for_attempt().collect().await.unwrap(), "abc");
            assert_eq!(opened.load(Ordering::Relaxed), attempt);
        }
    }

    #[tokio::test]
    async fn readers_of_one_stream_do_not_hang_each_other() {
        for aborts_last in [false, true] {
            let (mut sender, receiver) = tokio::io::duplex(64);
            let stream = ByteStream::from_reader(None, receiver);
            let mut readers = Vec::new();
            for _ in 0..3 {
                readers.push(tokio::spawn(stream.clone().collect()));
                // It waits before the next one does.
                tokio::task::yield_now().await;
            }
            if aborts_last {
                readers.pop().unwrap().abort();
                tokio::task::yield_now().await;
            }
            sender.write_all(b"hello").await.unwrap();
            drop(sender);
            let mut read = 0;
            for reader in readers {
                let reading = tokio::time::timeout(std::time::Duration::from_secs(20), reader);
                read += reading.await.expect("a reader hangs").unwrap().unwrap().len();
            }
            assert_eq!(read, 5);
        }
    }

    #[tokio::test]
    async fn the_stream_ends_after_an_error() {
        struct Broken;
        impl AsyncRead for Broken {
            fn poll_read(
                self: Pin<&mut Self>,
                _: &mut Context<'_>,
                _: &mut ReadBuf<'_>,
            ) -> Poll<io::Result<()>> {
                Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
            }
        }
        let mut stream = ByteStream::from_reader(None, Broken);
        assert!(stream.next().await.unwrap().is_err());
        assert!(stream.next().await.is_none());
        assert!(ByteStream::from_reader(None, Broken).collect().await.is_err());
    }

    #[test]
    fn only_streams_in_memory_have_a_json_form() {
        let stream = ByteStream::from("f");
        assert_eq!(serde_json::to_string(&stream).unwrap(), r#""Zg==""#);
        assert_eq!(serde_json::from_str::<ByteStream>(r#""Zg==""#).unwrap(), stream);
        let unread = ByteStream::from_reader(Some(2), &b"ab"[..]);
        assert!(serde_json::to_string(&unread).is_err());
        assert_eq!(
            format!("{unread:?} {:?}", ByteStream::from_reader(None, &b""[..])),
            "ByteStream(2 bytes) ByteStream(..)"
        );
    }
}
