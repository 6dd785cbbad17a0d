//! A server on the loopback interface that records requests as they are received and sends scripted responses.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use e2e_tests::repository::{self, Finished};
use generator::FileTree;

use crate::{cargo, remove_stale};

/// A request as it was received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Method, path and query: `GET /pets?limit=1`.
    pub(crate) line: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The value of a header; empty if it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The line, the values of headers, and the body: `GET /pets | application/json | `.
    pub(crate) fn with_headers(&self, names: &[&str]) -> String {
        let headers = names.iter().map(|name| self.header(name));
        let parts: Vec<_> = [&*self.line].into_iter().chain(headers).collect();
        format!("{} | {}", parts.join(" | "), self.text())
    }
}

/// The server.
pub(crate) struct Loopback {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Loopback {
    /// Starts a server. `respond` gets the number of each request, from 0, and returns the response: head and body.
    /// With an empty head the connection is closed without a response.
    pub(crate) fn start(
        respond: impl Fn(&Received, usize) -> (String, Vec<u8>) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(request) = read(&stream) else { continue };
                let number = {
                    let mut log = log.lock().expect("no test panicked");
                    log.push(request.clone());
                    log.len() - 1
                };
                let (head, body) = respond(&request, number);
                if head.is_empty() {
                    continue;
                }
                let head = format!(
                    "HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    body.len()
                );
                let mut stream = &stream;
                let _ = stream.write_all(head.as_bytes());
                if !request.line.starts_with("HEAD ") {
                    let _ = stream.write_all(&body);
                }
            }
        });
        Self { url, received }
    }

    /// The requests so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no test panicked").clone()
    }
}

/// Reads a request with a body of known length or in chunks.
fn read(stream: &TcpStream) -> Option<Received> {
    // A client may open a connection that it does not use; the others wait for it.
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        match header.trim_end().split_once(':') {
            Some((name, value)) => {
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
            None => break,
        }
    }
    let mut body = Vec::new();
    if headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked") {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = usize::from_str_radix(size.trim_end(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).ok()?;
            body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = headers.get("content-length") {
        body = vec![0; length.parse().ok()?];
        reader.read_exact(&mut body).ok()?;
    }
    Some(Received { line, headers, body })
}

/// Compiles a program that uses a generated crate, `sdk`, without warnings, runs it with the URL of the server, and
/// returns what it prints.
pub(crate) fn run(name: &str, files: &FileTree, program: &str, server: &Loopback) -> String {
    let root = repository::scratch().join(name);
    write(&root.join("sdk"), files);
    repository::write(&root.join("driver/src/main.rs"), program);
    let runtime = repository::root().join("runtime");
    let driver = format!("driver-{name}");
    let manifest = format!(
        "[package]\nname = {driver:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         sdk = {{ path = \"../sdk\", features = [\"serde\", \"testing\"] }}\n\
         sdk-runtime = {{ path = {runtime:?}, default-features = false }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n"
    );
    repository::write(&root.join("driver/Cargo.toml"), &manifest);
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"sdk\", \"driver\"]\n\n[profile.dev]\ndebug = false\n";
    repository::write(&root.join("Cargo.toml"), workspace);
    std::fs::copy(repository::root().join("Cargo.lock"), root.join("Cargo.lock"))
        .expect("the lock file can be copied");
    for arguments in [
        &["check", "--quiet", "--package", "sdk", "--features", "cli"][..],
        &["build", "--quiet", "--package", &driver],
    ] {
        Finished::new(&mut cargo(&root, arguments)).successful("cargo");
    }
    let program = repository::scratch()
        .join(format!("target/debug/{driver}{}", std::env::consts::EXE_SUFFIX));
    let mut run = std::process::Command::new(program);
    run.arg(&server.url).env("AWS_EC2_METADATA_DISABLED", "true");
    Finished::new(&mut run).successful("the program").stdout
}

/// Writes a crate whose warnings are errors.
fn write(folder: &Path, files: &FileTree) {
    remove_stale(folder, files);
    for (path, text) in files.iter() {
        let denied = match path {
            "Cargo.toml" => "\n[lints.rust]\nwarnings = \"deny\"\n",
            _ => "",
        };
        repository::write(&folder.join(path), &format!("{text}{denied}"));
    }
}
