//! A server on a loopback port that treats each request by chance, and counts what it executes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Pseudorandom numbers (SplitMix64), so that a seed repeats the faults as far as the scheduler permits.
pub(crate) struct Random(AtomicU64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// A number below `end`.
    pub(crate) fn below(&self, end: u64) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let state = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % end
    }
}

pub(crate) struct Server {
    pub(crate) port: u16,
    state: Arc<State>,
}

struct State {
    random: Arc<Random>,
    /// How often a stage of this name was created.
    created: Mutex<HashMap<String, u32>>,
    requests: AtomicU64,
    faults: AtomicU64,
    connections: AtomicI64,
}

/// The treatment of one request.
#[derive(Clone, Copy)]
enum Treatment {
    Respond,
    /// Responds after some milliseconds.
    Late(u64),
    /// An error, after the request was executed or instead of that.
    Error {
        status: u16,
        code: &'static str,
        executes: bool,
    },
    /// Closes the connection without a response.
    Close {
        executes: bool,
    },
    /// Resets the connection without a response.
    Reset {
        executes: bool,
    },
    /// A part of the response, then the end of the connection.
    Cut,
    /// A part of the response, then nothing.
    Stall,
    /// Bytes that are not HTTP.
    Garbage,
    /// Interim responses before the response.
    Interim,
    /// A response that announces the end of its connection, which stays open.
    LastOfConnection,
}

impl Server {
    pub(crate) async fn start(random: Arc<Random>) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let state = Arc::new(State {
            random,
            created: Mutex::default(),
            requests: AtomicU64::new(0),
            faults: AtomicU64::new(0),
            connections: AtomicI64::new(0),
        });
        let server = Self { port: listener.local_addr()?.port(), state: Arc::clone(&state) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&state);
                tokio::spawn(async move {
                    state.connections.fetch_add(1, Ordering::SeqCst);
                    // A failure only means that the client has closed the connection.
                    let _ = state.serve(stream).await;
                    state.connections.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(server)
    }

    /// How often a stage of this name was created.
    pub(crate) fn created(&self, name: &str) -> u32 {
        self.state.created.lock().unwrap().get(name).copied().unwrap_or_default()
    }

    /// The number of stages that were created more than once.
    pub(crate) fn doubled(&self) -> usize {
        self.state.created.lock().unwrap().values().filter(|count| **count > 1).count()
    }

    pub(crate) fn requests(&self) -> u64 {
        self.state.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn faults(&self) -> u64 {
        self.state.faults.load(Ordering::SeqCst)
    }

    pub(crate) fn open_connections(&self) -> i64 {
        self.state.connections.load(Ordering::SeqCst)
    }
}

impl State {
    fn treatment(&self) -> Treatment {
        let executes = self.random.below(2) == 0;
        match self.random.below(100) {
            // Few enough that the retry quota of the client lasts.
            0..80 => Treatment::Respond,
            80..85 => Treatment::Late(self.random.below(300)),
            85 => Treatment::Error { status: 500, code: "InternalServerException", executes },
            86 => Treatment::Error { status: 503, code: "ServiceUnavailable", executes },
            87 => Treatment::Error { status: 429, code: "ThrottlingException", executes: false },
            88 => Treatment::Close { executes },
            89 => Treatment::Reset { executes },
            90..92 => Treatment::Cut,
            92 => Treatment::Stall,
            93 => Treatment::Garbage,
            94..97 => Treatment::Interim,
            _ => Treatment::LastOfConnection,
        }
    }

    async fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        loop {
            let (path, body) = read_request(&mut stream).await?;
            self.requests.fetch_add(1, Ordering::SeqCst);
            let treatment = self.treatment();
            if !matches!(treatment, Treatment::Respond) {
                self.faults.fetch_add(1, Ordering::SeqCst);
            }
            let executes = match treatment {
                Treatment::Error { executes, .. }
                | Treatment::Close { executes }
                | Treatment::Reset { executes } => executes,
                _ => true,
            };
            let name = body["name"].as_str().or(body["arn"].as_str()).unwrap_or_default();
            if executes && path == "/CreateStage" {
                *self.created.lock().unwrap().entry(name.to_owned()).or_default() += 1;
            }
            // The response tells for which request it is.
            let stage = json!({"stage": {"arn": name, "name": name}}).to_string();
            let good = response(200, "", &stage);
            match treatment {
                Treatment::Respond => stream.write_all(&good).await?,
                Treatment::Late(milliseconds) => {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                    stream.write_all(&good).await?;
                }
                Treatment::Error { status, code, .. } => {
                    let header = format!("x-amzn-errortype: {code}\r\n");
                    stream.write_all(&response(status, &header, "{}")).await?;
                }
                Treatment::Close { .. } => return Ok(()),
                Treatment::Reset { .. } => return stream.set_zero_linger(),
                Treatment::Cut => return stream.write_all(self.part(&good)).await,
                Treatment::Stall => {
                    stream.write_all(self.part(&good)).await?;
                    // Until the client closes the connection.
                    stream.read_u8().await?;
                }
                Treatment::Garbage => {
                    return stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n").await;
                }
                Treatment::Interim => {
                    stream.write_all(&b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(50)).await?;
                    stream.write_all(&good).await?;
                }
                Treatment::LastOfConnection => {
                    stream.write_all(&response(200, "connection: close\r\n", &stage)).await?;
                    stream.read_u8().await?;
                }
            }
        }
    }

    fn part<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        &bytes[..self.random.below(bytes.len() as u64) as usize]
    }
}

fn response(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\n\
         x-amzn-requestid: 1\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// The path and the body of the next request.
async fn read_request(stream: &mut TcpStream) -> std::io::Result<(String, Value)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.and_then(|length| length.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    let is_create = head.starts_with("post /createstage ");
    let path = if is_create { "/CreateStage" } else { "/GetStage" };
    Ok((path.to_owned(), serde_json::from_slice(&body).unwrap_or_default()))
}
