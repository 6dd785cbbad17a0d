//! From parsed arguments to the input of an operation.

use std::fs;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use clap::ArgMatches;
use clap::parser::ValueSource;
use tokio::io::{AsyncRead, ReadBuf};

use super::arguments::JSON;
use super::failure::Failure;
use super::output::Console;
use super::table::{Call, Files, Flag, Input, Kind};
use crate::{ByteStream, Json};

/// The input: that of `--json`, and on top of it the flags.
pub(super) fn read(
    call: &Call,
    arguments: &ArgMatches,
    console: &mut Console<'_>,
) -> Result<Input, Failure> {
    let mut input = Input::default();
    if let Some(text) = arguments.get_one::<String>(JSON) {
        input.json = whole(text, console)?;
        check_names(call, &input)?;
    }
    for flag in call.flags {
        let is_given = arguments.value_source(flag.name) == Some(ValueSource::CommandLine);
        let values = arguments.get_many::<Json>(flag.name).filter(|_| is_given);
        let Some(mut values) = values.map(|values| values.cloned()) else {
            continue;
        };
        if flag.kind == Kind::Stream {
            let given: Vec<Json> = match flag.is_list {
                true => values.collect(),
                false => values.next_back().into_iter().collect(),
            };
            let paths = given.iter().filter_map(Json::as_str);
            let streams: Result<Vec<_>, _> = paths.map(|path| open(path, console)).collect();
            input.files.push(Files { key: flag.key, is_list: flag.is_list, streams: streams? });
            continue;
        }
        let value = match flag.is_list {
            true => list(flag, values),
            false => values.next_back().unwrap_or_default(),
        };
        input.json.insert(flag.key.to_owned(), value);
    }
    for flag in call.flags {
        if let Some(constant) = flag.constant {
            input.json.entry(flag.key).or_insert_with(|| constant.into());
        }
    }
    for flag in call.flags.iter().filter(|flag| flag.is_required) {
        let is_absent = input.json.get(flag.key).is_none_or(Json::is_null);
        let is_stream = input.files.iter().any(|files| files.key == flag.key);
        if is_absent && !is_stream {
            let Flag { name, key, .. } = flag;
            let message = format!("`{key}` is required: set it with --{name} or in --json");
            return Err(Failure::usage(message));
        }
    }
    Ok(input)
}

/// The values of a list; a JSON array has several objects.
fn list(flag: &Flag, values: impl Iterator<Item = Json>) -> Json {
    let mut list = Vec::new();
    for value in values {
        match value {
            Json::Array(values) if flag.kind == Kind::Object => list.extend(values),
            value => list.push(value),
        }
    }
    Json::Array(list)
}

/// The JSON object of `--json`.
fn whole(text: &str, console: &mut Console<'_>) -> Result<serde_json::Map<String, Json>, Failure> {
    let invalid = |error| Failure::usage(format!("--json: {error}"));
    let (json, source) = match text {
        "-" => {
            let mut json = Vec::new();
            let read = console.input.read_to_end(&mut json);
            read.map_err(|error| invalid(format!("cannot read standard input: {error}")))?;
            (json, "standard input")
        }
        text if text.trim_start().starts_with('{') => (text.as_bytes().to_vec(), "the argument"),
        path => {
            let json = fs::read(path);
            (json.map_err(|error| invalid(format!("cannot read {path}: {error}")))?, path)
        }
    };
    match serde_json::from_slice(&json) {
        Ok(Json::Object(members)) => Ok(members),
        Ok(_) => Err(invalid(format!("{source} is not a JSON object"))),
        Err(error) => Err(invalid(format!("{source} is not JSON: {error}"))),
    }
}

/// The codec ignores unknown members; in an input they are mistakes.
fn check_names(call: &Call, input: &Input) -> Result<(), Failure> {
    let is_known = |name: &str| call.flags.iter().any(|flag| flag.key == name);
    match input.json.keys().find(|name| !is_known(name)) {
        None => Ok(()),
        Some(name) => {
            let known: Vec<String> =
                call.flags.iter().map(|flag| format!("`{}`", flag.key)).collect();
            let known = match known.is_empty() {
                true => "the input has no members".to_owned(),
                false => format!("the input has {}", known.join(", ")),
            };
            Err(Failure::usage(format!("--json: unknown member `{name}`; {known}")))
        }
    }
}

/// The stream of a file, with its name, or of standard input.
pub(super) fn open(path: &str, console: &mut Console<'_>) -> Result<ByteStream, Failure> {
    let unreadable = |error| Failure::usage(format!("cannot read {path}: {error}"));
    if path == "-" {
        let mut bytes = Vec::new();
        console.input.read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok(ByteStream::from(bytes));
    }
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    let named = |stream: ByteStream| match name {
        Some(name) => stream.with_file_name(name),
        None => stream,
    };
    // A pipe can be opened and read once, and its length is unknown.
    if !metadata.is_file() {
        return Ok(named(ByteStream::from_reader(None, FileReader(Ok(file)))));
    }
    let path = path.to_owned();
    let open = move || FileReader(File::open(&path));
    Ok(named(ByteStream::from_readers(Some(metadata.len()), open)))
}

/// Reads a file on the thread of the call, which does nothing else meanwhile.
struct FileReader(io::Result<File>);

impl AsyncRead for FileReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let result = match &mut self.0 {
            Ok(file) => file.read(buffer.initialize_unfilled()),
            Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
        };
        Poll::Ready(result.map(|length| buffer.advance(length)))
    }
}
