//! Instructions that encoding, signing and decoding take, counted one by one: the same in every run.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::calls::Server;
use super::figure::Figure;
use super::row::{Goal, Line, Row, Unit};
use super::{Bench, child, peers};
use crate::corpus::table::number;
use crate::files;
use crate::report::Failure;

/// One run may take as long: each instruction is counted.
const LIMIT: Duration = Duration::from_secs(300);

/// The parts of a call that are counted by themselves.
const STAGES: [&str; 3] = ["encode", "sign", "decode"];

/// A row for each operation: all stages together, and each of them in the words.
pub(super) fn measure(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let line = |operation: &str, how: String| Line {
        what: format!("{}: {operation}", Figure::Instructions.title()),
        how,
        goal: Goal::Reported,
        peer: "–".to_owned(),
    };
    if peers::valgrind().is_none() {
        let line = line("encode, sign, decode", "callgrind".to_owned());
        return Ok(vec![Row::missing(line, "Debian's `valgrind`")]);
    }
    let program = bench.program("bench-stages", &[])?;
    let server = bench.program("bench-server", &[])?;
    let times = bench.effort.of(500).max(50);
    let mut rows = Vec::new();
    for (work, operation) in [
        ("get-stage", "GetStage"),
        ("list-stages", "ListStages"),
        ("start-composition", "StartComposition"),
    ] {
        let answer = bench.place.folder().join("answers").join(work);
        let running = Server::start(&server, 0, None)?;
        files::update(&answer, &body(&running.endpoint, operation)?)?;
        let mut counts = Vec::new();
        for stage in STAGES {
            bench.say(&format!("{operation}: {stage}"));
            let count = |times| count(bench, &program, &answer, [stage, work], times);
            // What the program needs besides is in both.
            let (few, many) = (count(times)?, count(times * 2)?);
            counts.push(many.saturating_sub(few) as f64 / times as f64);
        }
        let parts = STAGES
            .iter()
            .zip(&counts)
            .map(|(stage, count)| format!("{stage} {}", number(count.round() as usize)));
        let how = format!("callgrind: {}", parts.collect::<Vec<_>>().join(", "));
        let all = counts.iter().sum();
        rows.push(Row::alone(line(operation, how), Unit::Count, &[all]));
    }
    Ok(rows)
}

/// Instructions of one whole run.
fn count(
    bench: &Bench<'_>,
    program: &Path,
    answer: &Path,
    [stage, work]: [&str; 2],
    times: usize,
) -> Result<u64, Failure> {
    let out = bench.place.folder().join("callgrind.out");
    let input = File::open(answer).map_err(|error| Failure::io("read", answer, &error))?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args([stage, work, &times.to_string()])
        .stdin(input);
    child::run_fed(
        &mut valgrind,
        &format!("callgrind-{stage}"),
        &bench.place.logs(),
        LIMIT,
    )?;
    let text = fs::read_to_string(&out).map_err(|error| Failure::io("read", &out, &error))?;
    total(&text).ok_or_else(|| Failure::new(format!("{} has no total", out.display())))
}

/// The sum of a profile.
fn total(profile: &str) -> Option<u64> {
    let line = profile
        .lines()
        .find_map(|line| line.strip_prefix("summary:"))?;
    line.trim().parse().ok()
}

/// The body of the server's answer to a call.
fn body(endpoint: &str, operation: &str) -> Result<Vec<u8>, Failure> {
    let address = endpoint.trim_start_matches("http://");
    let lost = |error: std::io::Error| Failure::new(format!("no answer of the server: {error}"));
    let mut stream = TcpStream::connect(address).map_err(lost)?;
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .map_err(lost)?;
    let request =
        format!("POST /{operation} HTTP/1.1\r\nhost: {address}\r\ncontent-length: 2\r\n\r\n{{}}");
    stream.write_all(request.as_bytes()).map_err(lost)?;
    // The server keeps the connection, so the end is where the answer says.
    let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let length = stream.read(&mut buffer).map_err(lost)?;
        answer.extend_from_slice(buffer.get(..length).unwrap_or_default());
        if let Some(body) = whole_body(&answer) {
            return Ok(body);
        }
        if length == 0 {
            return Err(Failure::new("the server's answer has no end"));
        }
    }
}

/// The body of an answer, if all of it is there.
fn whole_body(answer: &[u8]) -> Option<Vec<u8>> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(answer.get(..end)?).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))?;
    let length: usize = length.trim().parse().ok()?;
    answer
        .get(end..end.checked_add(length)?)
        .map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_a_profile_is_read() {
        let profile = "# callgrind format\nevents: Ir\nsummary: 1234567\n\nfl=(1) a.rs\n";
        assert_eq!(total(profile), Some(1_234_567));
        assert_eq!(total("events: Ir\n"), None);
    }

    #[test]
    fn an_answer_is_read_to_the_end_of_its_body() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(whole_body(answer).as_deref(), Some(&b"{}"[..]));
        for length in 0..answer.len() {
            assert_eq!(whole_body(&answer[..length]), None, "{length}");
        }
    }
}
