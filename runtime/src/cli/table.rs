//! The rows of the table that a generated binary is, and what is generic over operations.

use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::failure::Failure;
use crate::codec::{self, Decode, DecodeOutcome, Encode, Format, Slot, View};
use crate::{
    ByteStream, CallOptions, Client, Error, Json, Operation, OperationMeta, Paginated, Waiter,
    WaiterDefinition,
};

/// An operation, which is a subcommand.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) flags: &'static [Flag],
    pub(super) meta: OperationMeta,
    pub(super) send: Send,
    pub(super) list: Option<List>,
}

/// The pagination of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// The path to the items in the output, names with dots between, if there is exactly one list.
    pub(super) items: Option<&'static str>,
    /// The path to the token of the next page; empty if it is not in the output.
    pub(super) token: &'static str,
    pub(super) pages: FetchPages,
}

/// A waiter, which is a subcommand of `wait`.
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The operation that it polls, whose flags it has.
    operation: &'static str,
    pub(super) wait: Poll,
}

/// A member of an input, which is a flag.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Its name without `--`.
    pub(super) name: &'static str,
    /// The member's name on the wire.
    pub(super) key: &'static str,
    pub(super) kind: Kind,
    pub(super) about: &'static str,
    pub(super) is_required: bool,
    /// The one value of a required string, which need not be given.
    pub(super) constant: Option<&'static str>,
    pub(super) is_list: bool,
    /// The known values of an enum; others are accepted.
    pub(super) values: &'static [&'static str],
}

/// The form of a flag's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Boolean,
    Integer,
    Number,
    Timestamp,
    Date,
    /// Base64, or `@FILE`.
    Blob,
    /// A JSON object, or `@FILE`.
    Object,
    /// Any JSON, or `@FILE`.
    Json,
    /// The path of a file, or `-`.
    Stream,
}

/// The input of an operation: its members in JSON, and those that are files.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub(super) json: serde_json::Map<String, Json>,
    pub(super) files: Vec<Files>,
}

/// A member that is a file, or a list of files.
#[derive(Debug)]
pub(super) struct Files {
    /// The member's name on the wire.
    pub(super) key: &'static str,
    pub(super) is_list: bool,
    pub(super) streams: Vec<ByteStream>,
}

/// The output of an operation: its members in JSON, and its stream.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) json: Json,
    pub(super) stream: Option<ByteStream>,
}

type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + 'a>>;
type Send = for<'a> fn(&'a Client, Input) -> LocalFuture<'a, Output>;
/// Passes each page on, until the function returns `false`.
type FetchPages =
    for<'a> fn(&'a Client, Input, &'a mut dyn FnMut(Json) -> bool) -> LocalFuture<'a, ()>;
/// Returns a description of the calls that were made.
type Poll = for<'a> fn(&'a Client, Input, Option<Duration>) -> LocalFuture<'a, String>;

impl Call {
    /// Creates the row of the operation `O`.
    #[must_use]
    pub const fn new<O>(name: &'static str, about: &'static str, flags: &'static [Flag]) -> Self
    where
        O: Operation<Input: Decode + Encode, Output: Decode + Encode, Error: Into<Error>>,
    {
        Self { name, about, flags, meta: O::META, send: send::<O>, list: None }
    }

    /// Creates the row of a paginated operation, with the paths to the items and the token in its output.
    #[must_use]
    pub const fn list<O>(
        name: &'static str,
        about: &'static str,
        flags: &'static [Flag],
        items: Option<&'static str>,
        token: &'static str,
    ) -> Self
    where
        O: Paginated
            + Operation<Input: Decode + Encode, Output: Decode + Encode, Error: Into<Error>>,
    {
        let list = List { items, token, pages: pages::<O> };
        Self { list: Some(list), ..Self::new::<O>(name, about, flags) }
    }
}

impl Wait {
    /// Creates the row of the waiter `W`.
    #[must_use]
    pub const fn new<W>(name: &'static str, about: &'static str) -> Self
    where
        W: WaiterDefinition<
            Operation: Operation<Input: Decode + Encode, Error: Into<Error> + Display>,
        >,
    {
        Self { name, about, operation: W::Operation::META.name, wait: wait::<W> }
    }

    /// The row of the operation that it polls.
    pub(super) fn call_of<'a>(&self, calls: &'a [Call]) -> Option<&'a Call> {
        calls.iter().find(|call| call.meta.name == self.operation)
    }
}

macro_rules! kinds {
    ($($(#[$docs:meta])* $name:ident => $kind:ident;)*) => {
        impl Flag {
            $(
                $(#[$docs])*
                #[must_use]
                pub const fn $name(
                    name: &'static str,
                    key: &'static str,
                    about: &'static str,
                ) -> Self {
                    Self::new(name, key, about, Kind::$kind)
                }
            )*
        }
    };
}

kinds! {
    /// Creates a flag for a string.
    string => String;
    /// Creates a flag for a boolean.
    boolean => Boolean;
    /// Creates a flag for an integer.
    integer => Integer;
    /// Creates a flag for a floating-point number.
    number => Number;
    /// Creates a flag for a timestamp.
    timestamp => Timestamp;
    /// Creates a flag for a date.
    date => Date;
    /// Creates a flag for bytes.
    blob => Blob;
    /// Creates a flag for a structure, a union or a map.
    object => Object;
    /// Creates a flag for any JSON.
    json => Json;
    /// Creates a flag for a stream.
    stream => Stream;
}

impl Flag {
    const fn new(name: &'static str, key: &'static str, about: &'static str, kind: Kind) -> Self {
        let (is_required, is_list) = (false, false);
        Self { name, key, kind, about, is_required, constant: None, is_list, values: &[] }
    }

    /// Makes the member required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Sets the one value of the member, which is sent if no other one is given.
    #[must_use]
    pub const fn constant(mut self, value: &'static str) -> Self {
        self.constant = Some(value);
        self
    }

    /// Makes the member a list of such values.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.is_list = true;
        self
    }

    /// Sets the known values of an enum.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}

fn send<O>(client: &Client, input: Input) -> LocalFuture<'_, Output>
where
    O: Operation<Input: Decode + Encode, Output: Decode + Encode, Error: Into<Error>>,
{
    Box::pin(async move {
        let input = decoded::<O::Input>(input)?;
        match client.send::<O>(&input, &CallOptions::default()).await {
            Ok(output) => encoded(output),
            Err(error) => Err(Failure::Call(error.into())),
        }
    })
}

fn pages<'a, O>(
    client: &'a Client,
    input: Input,
    each: &'a mut dyn FnMut(Json) -> bool,
) -> LocalFuture<'a, ()>
where
    O: Paginated + Operation<Input: Decode + Encode, Output: Decode + Encode, Error: Into<Error>>,
{
    Box::pin(async move {
        let input = decoded::<O::Input>(input)?;
        let mut pages = crate::Pages::<O>::new(client.clone(), input, CallOptions::default());
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| Failure::Call(error.into()))?;
            if !each(encoded(page)?.json) {
                break;
            }
        }
        Ok(())
    })
}

fn wait<W>(client: &Client, input: Input, timeout: Option<Duration>) -> LocalFuture<'_, String>
where
    W: WaiterDefinition<Operation: Operation<Input: Decode + Encode, Error: Into<Error> + Display>>,
{
    Box::pin(async move {
        let input = decoded::<<W::Operation as Operation>::Input>(input)?;
        let mut waiter = Waiter::<W>::new(client.clone(), input);
        if let Some(timeout) = timeout {
            waiter = waiter.timeout(timeout);
        }
        let waited = waiter.wait().await;
        let waited = waited.map_err(|error| Failure::Call(Error::from(error)))?;
        Ok(format!("{} calls in {:.1?}", waited.attempts, waited.elapsed))
    })
}

/// The typed input.
pub(super) fn decoded<T: Decode + Encode>(input: Input) -> Result<T, Failure> {
    let given = Json::Object(input.json.clone());
    let mut json = input.json;
    for files in &input.files {
        // Their place among the members, as a required one must not be missing.
        let place = if files.is_list { Json::Array(Vec::new()) } else { Json::from("") };
        json.insert(files.key.to_owned(), place);
    }
    let invalid = |error: &dyn Display| Failure::usage(format!("invalid input: {error}"));
    let mut value: T = codec::deserialize(Json::Object(json)).map_err(|error| invalid(&error))?;
    let kept = codec::serialize(&value, serde_json::value::Serializer);
    if let Some(path) = lost(&given, &kept.map_err(|error| invalid(&error))?) {
        return Err(invalid(&format_args!("unknown member `{path}`")));
    }
    for files in input.files {
        set_files(&mut value, files);
    }
    Ok(value)
}

/// The path to a member that the type does not have: the codec ignores it, and in an input it is a mistake.
fn lost(given: &Json, kept: &Json) -> Option<String> {
    let is_empty = |value: &Json| match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        _ => false,
    };
    match (given, kept) {
        (Json::Object(given), Json::Object(kept)) => {
            let mut given = given.iter().filter(|(_, value)| !is_empty(value));
            given.find_map(|(name, value)| match kept.get(name) {
                Some(kept) => lost(value, kept).map(|rest| format!("{name}.{rest}")),
                None => Some(name.clone()),
            })
        }
        (Json::Array(given), Json::Array(kept)) => {
            let mut pairs = given.iter().zip(kept).enumerate();
            pairs.find_map(|(at, (given, kept))| Some(format!("{at}.{}", lost(given, kept)?)))
        }
        _ => None,
    }
}

/// The members in JSON. A stream is not read, and is not among them.
fn encoded<T: Decode + Encode>(mut output: T) -> Result<Output, Failure> {
    let key = stream_member(&output);
    let stream = key.as_deref().and_then(|key| stream_slot(&mut output, key)).map(std::mem::take);
    let mut json = codec::serialize(&output, serde_json::value::Serializer)
        .map_err(|error| Failure::Output(std::io::Error::other(error)))?;
    if let (Some(key), Some(members)) = (key, json.as_object_mut()) {
        members.remove(&key);
    }
    Ok(Output { json, stream })
}

/// The name of the member that is a stream.
fn stream_member<T: Encode>(value: &T) -> Option<String> {
    let mut found = None;
    if let View::Structure(structure) = value.view(Format::default()) {
        let mut each = |name: &str, view: View<'_>| {
            if matches!(view, View::Stream(_)) {
                found = Some(name.to_owned());
            }
        };
        structure.members(&mut each);
        structure.bound_members(&mut each);
    }
    found
}

/// Sets the member of a structure that is a file, or a list of files.
fn set_files<T: Decode>(value: &mut T, files: Files) {
    let Slot::Structure(structure) = value.slot(Format::default()) else {
        return;
    };
    let member = codec::any_member(structure, files.key).map(Slot::present);
    let mut streams = files.streams.into_iter();
    match member {
        Some(Slot::Stream(slot)) => *slot = streams.next().unwrap_or_default(),
        Some(Slot::List(list, format)) => {
            for stream in streams {
                list.push(format, &mut |element| match element.present() {
                    Slot::Stream(slot) => {
                        *slot = stream.clone();
                        DecodeOutcome::Filled
                    }
                    _ => DecodeOutcome::Failed,
                });
            }
        }
        _ => {}
    }
}

/// The member of a structure that is a stream.
fn stream_slot<'a, T: Decode>(value: &'a mut T, name: &str) -> Option<&'a mut ByteStream> {
    let Slot::Structure(structure) = value.slot(Format::default()) else {
        return None;
    };
    match codec::any_member(structure, name)?.present() {
        Slot::Stream(stream) => Some(stream),
        _ => None,
    }
}
