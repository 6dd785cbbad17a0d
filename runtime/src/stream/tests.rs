use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[tokio::test]
async fn bytes_come_in_one_piece_without_a_copy() {
    let bytes = Bytes::from_static(b"hello");
    let mut stream = ByteStream::from(bytes.clone());
    assert_eq!(stream.length(), Some(5));
    let piece = stream.next().await.unwrap().unwrap();
    assert_eq!(piece.as_ptr(), bytes.as_ptr());
    assert!(stream.next().await.is_none());
    assert_eq!(ByteStream::default().collect().await.unwrap(), "");
}

#[tokio::test]
async fn a_reader_is_read_to_its_end_once() {
    let long = vec![7_u8; 200_000];
    let stream = ByteStream::from_reader(None, io::Cursor::new(long.clone()));
    assert!(stream.can_be_sent());
    let clone = stream.clone();
    assert_eq!(stream.collect().await.unwrap(), long);
    assert!(!clone.can_be_sent());
    assert_eq!(
        clone.collect().await.unwrap(),
        "",
        "clones share what is left"
    );
}

#[tokio::test]
async fn readers_are_opened_for_each_attempt() {
    let opened = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&opened);
    let stream = ByteStream::from_readers(Some(3), move || {
        count.fetch_add(1, Ordering::Relaxed);
        &b"abc"[..]
    });
    for attempt in 1..=3 {
        assert!(stream.can_be_sent());
        assert_eq!(stream.of_attempt().collect().await.unwrap(), "abc");
        assert_eq!(opened.load(Ordering::Relaxed), attempt);
    }
}

#[tokio::test]
async fn nothing_comes_after_an_error() {
    struct Broken;
    impl AsyncRead for Broken {
        fn poll_read(
            self: std::pin::Pin<&mut Self>,
            _: &mut Context<'_>,
            _: &mut tokio::io::ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
        }
    }
    let mut stream = ByteStream::from_reader(None, Broken);
    assert!(stream.next().await.unwrap().is_err());
    assert!(stream.next().await.is_none());
    assert!(
        ByteStream::from_reader(None, Broken)
            .collect()
            .await
            .is_err()
    );
}

#[test]
fn only_bytes_have_a_form_in_text() {
    let stream = ByteStream::from("f");
    assert_eq!(serde_json::to_string(&stream).unwrap(), r#""Zg==""#);
    assert_eq!(
        serde_json::from_str::<ByteStream>(r#""Zg==""#).unwrap(),
        stream
    );
    let unread = ByteStream::from_reader(Some(2), &b"ab"[..]);
    assert!(serde_json::to_string(&unread).is_err());
    assert_eq!(
        format!("{unread:?} {:?}", ByteStream::from_reader(None, &b""[..])),
        "ByteStream(2 bytes) ByteStream(..)"
    );
}
