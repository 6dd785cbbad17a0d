//! From the table of a service to clap's commands.

use std::ffi::OsStr;
use std::fs;
use std::time::Duration;

use clap::builder::{
    EnumValueParser, PossibleValue, RangedU64ValueParser, StringValueParser, TypedValueParser,
};
use clap::{Arg, ArgAction, Command};
use clap_complete::Shell;

use super::Cli;
use super::failure::exit_codes;
use super::output::Layout;
use super::table::{Call, Flag, Kind};
use crate::codec::{special_float, timestamp};
use crate::{Blob, Json, ServiceMeta};

// Subcommands that every binary has. The generator names no operation after them.
pub(super) const COMPLETIONS: &str = "completions";
pub(super) const WAIT: &str = "wait";

// Flags that every command has. The generator names no member after them.
pub(super) const ENDPOINT_URL: &str = "endpoint-url";
pub(super) const OUTPUT: &str = "output";
pub(super) const PROFILE: &str = "profile";
pub(super) const REGION: &str = "region";
pub(super) const TIMEOUT: &str = "timeout";
pub(super) const VERBOSE: &str = "verbose";

// Flags of operations, likewise.
pub(super) const ALL: &str = "all";
pub(super) const JSON: &str = "json";
pub(super) const MAX_ITEMS: &str = "max-items";
pub(super) const OUT_FILE: &str = "out-file";

/// The command of the binary, with a subcommand for each operation. `variables` are environment variables, each with what
/// it sets.
pub(super) fn command(cli: &Cli, service: &ServiceMeta, variables: &[(String, String)]) -> Command {
    let about = format!("{}, version {} of its API", service.title, service.api_version);
    let notes = "\
Input: a flag for each member, --json for the whole input, or both; flags take precedence. A flag for a list can be \
repeated. A flag for a structure or a map takes JSON, or @FILE for the contents of a file.

Output: JSON with the names of the API. Secrets that the service returns are printed.\n\n";
    let root = Command::new(cli.name)
        .version(cli.version)
        .about(about)
        .after_help([notes, &environment(variables), &exit_codes(!cli.waits.is_empty())].concat())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100)
        .args(global_flags(service, !cli.waits.is_empty()));
    let mut calls: Vec<&Call> = cli.calls.iter().collect();
    calls.sort_by_key(|call| call.name);
    let mut root = root.subcommands(calls.into_iter().map(call_command));
    if !cli.waits.is_empty() {
        let waits = cli.waits.iter().map(|wait| {
            let flags = wait.call_of(cli.calls).map(|call| call.flags).unwrap_or_default();
            let about =
                format!("{} Prints nothing; --timeout limits the wait (default: 300).", wait.about);
            Command::new(wait.name).about(wait.about).long_about(about).args(input_flags(flags))
        });
        root = root.subcommand(
            Command::new(WAIT)
                .about("Polls an operation until a resource reaches a state")
                .display_order(1000)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommands(waits),
        );
    }
    let shell = Arg::new(COMPLETIONS)
        .value_name("SHELL")
        .required(true)
        .value_parser(EnumValueParser::<Shell>::new());
    root.subcommand(
        Command::new(COMPLETIONS)
            .about("Prints the completion script of a shell")
            .display_order(1001)
            .arg(shell),
    )
}

/// The environment variables, for `--help`; empty without any.
fn environment(variables: &[(String, String)]) -> String {
    if variables.is_empty() {
        return String::new();
    }
    let width = variables.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let lines = variables.iter().map(|(name, about)| format!("  {name:width$}  {about}\n"));
    format!("Environment variables:\n{}\n", lines.collect::<String>())
}

fn global_flags(service: &ServiceMeta, has_waits: bool) -> Vec<Arg> {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).global(true)
    };
    let mut flags = Vec::new();
    if cfg!(feature = "aws") && !service.signing_name.is_empty() {
        flags.extend([
            flag(REGION, "REGION", "Region [default: AWS_REGION, or the profile's]"),
            flag(PROFILE, "NAME", "Profile of the shared AWS configuration files"),
        ]);
    }
    let limit = match has_waits {
        true => "Limit of a call with all attempts, or of a wait",
        false => "Limit of a call with all attempts",
    };
    flags.extend([
        flag(ENDPOINT_URL, "URL", "Base URL of the service").visible_alias("base-url"),
        flag(TIMEOUT, "SECONDS", limit)
            .value_parser(StringValueParser::new().try_map(|text| seconds(&text))),
        flag(OUTPUT, "FORMAT", "Format of the output")
            .value_parser(EnumValueParser::<Layout>::new())
            .default_value("json"),
        Arg::new(VERBOSE)
            .long(VERBOSE)
            .short('v')
            .action(ArgAction::SetTrue)
            .help("Show attempts and causes of errors on standard error")
            .global(true),
    ]);
    flags.into_iter().map(|flag| flag.help_heading("Global options")).collect()
}

/// The subcommand of an operation.
fn call_command(call: &Call) -> Command {
    let mut command = Command::new(call.name).about(call.about).args(input_flags(call.flags));
    if let Some(list) = call.list {
        let help = "Follow all pages, and print them as one";
        command = command.arg(Arg::new(ALL).long(ALL).action(ArgAction::SetTrue).help(help));
        if list.items.is_some() {
            command = command.arg(
                Arg::new(MAX_ITEMS)
                    .long(MAX_ITEMS)
                    .value_name("NUMBER")
                    .value_parser(RangedU64ValueParser::<usize>::new().range(1..))
                    .help("Follow pages until there are so many items"),
            );
        }
    }
    if call.meta.streams_response {
        command =
            command.arg(
                Arg::new(OUT_FILE).long(OUT_FILE).value_name("FILE").required(true).help(
                    "File that the stream of the response is written to; - for standard output",
                ),
            );
    }
    command
}

/// The flags of an input.
fn input_flags(flags: &'static [Flag]) -> Vec<Arg> {
    let mut args: Vec<Arg> = flags.iter().map(member).collect();
    let help = "The whole input: JSON, a file with JSON, or - for standard input";
    args.push(
        Arg::new(JSON).long(JSON).value_name("JSON|FILE|-").help(help).allow_hyphen_values(true),
    );
    args
}

/// The flag of a member.
fn member(flag: &'static Flag) -> Arg {
    let value = match flag.kind {
        _ if !flag.values.is_empty() => "VALUE",
        Kind::String => "STRING",
        Kind::Boolean => "BOOLEAN",
        Kind::Integer => "INTEGER",
        Kind::Number => "NUMBER",
        Kind::Timestamp => "TIME",
        Kind::Date => "YYYY-MM-DD",
        Kind::Blob => "BASE64|@FILE",
        Kind::Object | Kind::Json => "JSON|@FILE",
        Kind::Stream => "FILE|-",
    };
    let mut arg = Arg::new(flag.name)
        .long(flag.name)
        .value_name(value)
        .help(flag.about)
        .value_parser(MemberParser(flag))
        .allow_negative_numbers(true);
    if flag.is_required {
        arg = arg.required_unless_present(JSON).help_heading("Required");
    }
    if let Some(constant) = flag.constant {
        arg = arg.default_value(constant);
    }
    match (flag.is_list, flag.kind) {
        (true, _) => arg.action(ArgAction::Append).num_args(1..),
        (false, Kind::Boolean) => arg.num_args(0..=1).default_missing_value("true"),
        (false, _) => arg,
    }
}

/// Parses a value of a flag into JSON. An enum accepts unknown values.
#[derive(Clone, Copy)]
struct MemberParser(&'static Flag);

impl TypedValueParser for MemberParser {
    type Value = Json;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let Self(flag) = *self;
        let parser =
            StringValueParser::new().try_map(move |text| parse(flag.kind, &text, flag.is_list));
        parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let Self(flag) = *self;
        let values: &[&'static str] = match flag.kind {
            Kind::Boolean => &["true", "false"],
            _ => flag.values,
        };
        if values.is_empty() {
            return None;
        }
        Some(Box::new(values.iter().map(|value| PossibleValue::new(*value))))
    }
}

/// The JSON of a value.
pub(super) fn parse(kind: Kind, text: &str, is_list: bool) -> Result<Json, String> {
    match kind {
        Kind::String | Kind::Stream => Ok(text.into()),
        // It is read in any format.
        Kind::Timestamp => match timestamp::parse(text.trim()) {
            Some(_) => Ok(text.into()),
            None => {
                Err("expected a timestamp such as 2026-01-31T12:00:00Z, or seconds since the epoch"
                    .to_owned())
            }
        },
        Kind::Date => match timestamp::parse_date(text.trim()) {
            Some(_) => Ok(text.into()),
            None => Err("expected a date: YYYY-MM-DD".to_owned()),
        },
        Kind::Boolean => match text {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err("expected true or false".to_owned()),
        },
        Kind::Integer => match text.parse::<i64>() {
            Ok(number) => Ok(number.into()),
            Err(error) => Err(error.to_string()),
        },
        Kind::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number.into()),
            Ok(number) if special_float(number) == Some(text) => Ok(text.into()),
            Ok(_) => Err("expected a number, NaN, Infinity or -Infinity".to_owned()),
            Err(error) => Err(error.to_string()),
        },
        Kind::Blob => match text.strip_prefix('@') {
            Some(path) => Ok(Blob::from(read(path)?).to_base64().into()),
            None if Blob::from_base64(text).is_none() => {
                Err("expected bytes in base64, or @FILE".to_owned())
            }
            None => Ok(text.into()),
        },
        Kind::Object | Kind::Json => {
            let file = match text.strip_prefix('@') {
                Some(path) => Some(read(path)?),
                None => None,
            };
            let json = serde_json::from_slice::<Json>(file.as_deref().unwrap_or(text.as_bytes()));
            let json = json.map_err(|error| format!("not JSON: {error}"))?;
            match kind == Kind::Object && !json.is_object() && !(is_list && json.is_array()) {
                true => Err("expected a JSON object".to_owned()),
                false => Ok(json),
            }
        }
    }
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {path}: {error}"))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(limit) if !limit.is_zero() => Ok(limit),
        _ => Err("expected a positive number of seconds".to_owned()),
    }
}
