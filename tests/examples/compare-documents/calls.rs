//! The calls of one operation through the command-line client of its crate.

use crate::common::prism::VIOLATIONS;
use crate::document::{Body, Document, Operation};
use crate::output::difference;
use crate::relay::{Exchange, Relay};
use crate::sample::Sampler;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The time limit of one call, in seconds.
const LIMIT: &str = "20";

/// Prism's kinds of responses: made of examples, and random ones.
const RESPONSES: [&str; 2] = ["dynamic=false", "dynamic=true"];

/// What a command with a stream as its output requires.
const OUT_FILE: &str = "--out-file <FILE>";

/// The results of an operation.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) operation: String,
    /// Calls whose request Prism accepted and whose response the SDK decoded.
    pub(crate) successful: usize,
    pub(crate) failures: Vec<String>,
}

/// The command-line client of a crate.
pub(crate) struct Program {
    path: PathBuf,
    /// Its commands for operations.
    pub(crate) commands: Vec<String>,
    /// Credentials for all security schemes.
    variables: Vec<(String, String)>,
}

/// The end of a command.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Program {
    pub(crate) fn new(path: &Path, document: &Document) -> Result<Self, String> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut program = Self {
            path: path.to_owned(),
            commands: Vec::new(),
            variables: variables(&name, document),
        };
        let help = program.run(&["--help"])?.stdout;
        let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let commands = commands.take_while(|line| !line.is_empty());
        let commands = commands.filter_map(|line| line.strip_prefix("  "));
        let commands = commands.filter(|line| !line.starts_with(' '));
        program.commands = commands
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| !["completions", "help", "wait"].contains(name))
            .map(str::to_owned)
            .collect();
        Ok(program)
    }

    fn run(&self, arguments: &[&str]) -> Result<Ended, String> {
        let mut command = Command::new(&self.path);
        command.args(arguments).env_clear().envs(self.variables.iter().cloned());
        command.env("AWS_EC2_METADATA_DISABLED", "true").stdin(Stdio::null());
        let output = tokio::task::block_in_place(|| command.output());
        let output = output.map_err(|error| format!("{}: {error}", self.path.display()))?;
        Ok(Ended {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// The keys of an operation's input, which the error of an unknown one names.
    fn keys(&self, command: &str) -> Result<Vec<String>, String> {
        let arguments = [command, "--json", r#"{"no such key":0}"#];
        let mut stderr = self.run(&arguments)?.stderr;
        if stderr.contains(OUT_FILE) {
            stderr = self.run(&[&arguments[..], &["--out-file", "-"]].concat())?.stderr;
        }
        if stderr.contains("; the input has no members") {
            return Ok(Vec::new());
        }
        let line = stderr.lines().next().unwrap_or_default();
        let Some((_, keys)) = line.split_once("; the input has ") else {
            return Err(format!("the keys of the input are unknown: {stderr}"));
        };
        Ok(keys.split('`').skip(1).step_by(2).map(str::to_owned).collect())
    }
}

/// The variables that hold credentials.
fn variables(name: &str, document: &Document) -> Vec<(String, String)> {
    let upper = |text: &str| -> String {
        let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
        text.chars().map(upper).collect()
    };
    let prefix = upper(name);
    let schemes = document.security_schemes().map(upper);
    let names = ["TOKEN", "USERNAME", "PASSWORD", "API_KEY"].map(str::to_owned);
    let names = names.into_iter().chain(schemes);
    names.map(|name| (format!("{prefix}_{name}"), "not-a-secret".to_owned())).collect()
}

/// Calls an operation with every input and for every status.
pub(crate) fn check(
    document: &Document,
    operation: &Operation,
    program: &Program,
    relay: &Relay,
    keeps_slashes: bool,
) -> Row {
    let mut row = Row { operation: operation.name.clone(), successful: 0, failures: Vec::new() };
    let command = operation.command(&program.commands);
    let keys = match command {
        Some(command) => program.keys(command),
        None => Err("the SDK does not have it".to_owned()),
    };
    let (Some(command), Ok(keys)) = (command, &keys) else {
        row.failures.extend(keys.err());
        return row;
    };
    let mut caller =
        Caller { document, operation, program, relay, command, keys, keeps_slashes, row };
    let inputs: Vec<_> = [(0, false), (0, true), (1, false)]
        .into_iter()
        .map(|it| caller.input(it.0, it.1))
        .collect();
    let successes: Vec<u16> = operation.successes().collect();
    let first = successes.first().copied();
    for (number, input) in inputs.iter().enumerate() {
        if number == 2 && inputs[0] == *input {
            continue;
        }
        for kind in RESPONSES {
            let prefer = first.map(|code| format!("code={code}, {kind}"));
            caller.call(input, prefer.as_deref().unwrap_or(kind), first);
        }
    }
    for code in successes.into_iter().skip(1) {
        for kind in RESPONSES {
            caller.call(&inputs[0], &format!("code={code}, {kind}"), Some(code));
        }
    }
    if let Some(code) = operation.error() {
        caller.fail(&inputs[0], code);
    }
    let mut row = caller.row;
    row.failures.dedup();
    row
}

struct Caller<'a> {
    document: &'a Document,
    operation: &'a Operation,
    program: &'a Program,
    relay: &'a Relay,
    command: &'a str,
    keys: &'a [String],
    keeps_slashes: bool,
    row: Row,
}

impl Caller<'_> {
    /// An input: by the keys that the command has.
    fn input(&mut self, variant: usize, only_required: bool) -> Value {
        let sampler = Sampler { document: self.document, variant, only_required };
        let mut input = Map::new();
        for parameter in &self.operation.parameters {
            let qualified = format!("{} ({})", parameter.name, parameter.location);
            let key = [qualified, parameter.name.clone()]
                .into_iter()
                .find(|key| self.keys.contains(key) && !input.contains_key(key));
            match key {
                Some(key) if parameter.required || !only_required => {
                    let mut value = sampler.value(&parameter.schema);
                    if let (Value::String(text), "path") = (&mut value, &*parameter.location)
                        && self.keeps_slashes
                    {
                        *text = text.replace('/', "-");
                    }
                    input.insert(key, value);
                }
                Some(_) => {}
                None if is_header_of_the_runtime(&parameter.name, self.document) => {}
                None => {
                    let failure = format!("parameter `{}` is no member", parameter.name);
                    self.row.failures.push(failure);
                }
            }
        }
        if let Some(body) = &self.operation.body {
            self.add_body(&mut input, body, sampler);
        }
        Value::Object(input)
    }

    fn add_body(&mut self, input: &mut Map<String, Value>, body: &Body, sampler: Sampler<'_>) {
        let members = sampler.members(&body.schema);
        // The required members of a body are arguments, even if the body is not required.
        if sampler.only_required && !body.required && members.is_empty() {
            return;
        }
        let is_flat = members.keys().all(|key| self.keys.contains(key)) && !members.is_empty();
        match is_flat {
            true => input.extend(members),
            false if self.keys.iter().any(|key| key == "body") => {
                let is_text = body.media_type.contains("json")
                    || body.media_type.starts_with("text/")
                    || !members.is_empty();
                let value = match sampler.value(&body.schema) {
                    value if is_text => value,
                    _ => "aGVsbG8gd29ybGQ=".into(),
                };
                input.insert("body".to_owned(), value);
            }
            false if members.is_empty() => {}
            false => {
                let lost: Vec<_> = members.keys().filter(|key| !self.keys.contains(key)).collect();
                self.row
                    .failures
                    .push(format!("members of the body that are none of the input: {lost:?}"));
                input.extend(members.into_iter().filter(|(key, _)| self.keys.contains(key)));
            }
        }
    }

    /// Calls with an input; returns the end of the command and the exchange.
    fn send(&self, input: &Value, prefer: &str) -> Result<(Ended, Exchange), String> {
        self.relay.prefer(prefer);
        let (url, input) = (format!("http://{}", self.relay.address), input.to_string());
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = folder.path().join("stream");
        let file = file.to_string_lossy();
        let mut arguments = vec![self.command, "--json", &input, "--endpoint-url", &url];
        arguments.extend(["--timeout", LIMIT]);
        let mut ended = self.program.run(&arguments)?;
        if ended.stderr.contains(OUT_FILE) {
            arguments.extend(["--out-file", &file]);
            ended = self.program.run(&arguments)?;
        }
        match self.relay.last() {
            Some(exchange) => Ok((ended, exchange)),
            None => Err(format!("nothing is sent for {input}: {}", ended.stderr.trim())),
        }
    }

    /// A call that must succeed.
    fn call(&mut self, input: &Value, prefer: &str, status: Option<u16>) {
        let result = self.send(input, prefer).and_then(|(ended, exchange)| {
            accepted(&exchange, status)?;
            // The document has no success.
            if status.is_none() && exchange.status >= 400 {
                return Ok(());
            }
            self.compare(&ended, &exchange).map_err(|problem| {
                let body: String =
                    String::from_utf8_lossy(&exchange.body).chars().take(600).collect();
                format!("{problem}\n      {} {body}", exchange.status)
            })
        });
        match result {
            Ok(()) => self.row.successful += 1,
            Err(failure) => self.row.failures.push(format!("{prefer}: {failure}")),
        }
    }

    fn compare(&self, ended: &Ended, exchange: &Exchange) -> Result<(), String> {
        if ended.code != Some(0) {
            return Err(format!("the SDK: {}", ended.stderr.trim()));
        }
        let Some(schema) = self.operation.schema(exchange.status) else { return Ok(()) };
        let Ok(response) = serde_json::from_slice::<Value>(&exchange.body) else { return Ok(()) };
        let output: Value = serde_json::from_str(&ended.stdout)
            .map_err(|error| format!("the output is not JSON: {error}"))?;
        let of_members = difference(self.document, schema, &response, &output, "");
        let of_body = || difference(self.document, schema, &response, output.get("body")?, "");
        let whole = output.get("body").is_some().then(of_body);
        match (of_members, whole) {
            (None, _) | (_, Some(None)) => Ok(()),
            (Some(of_members), None) => Err(format!("response and output differ: {of_members}")),
            (_, Some(Some(of_body))) => Err(format!("response and output differ: {of_body}")),
        }
    }

    /// A call that must fail with a status.
    fn fail(&mut self, input: &Value, code: u16) {
        let prefer = format!("code={code}, dynamic=false");
        let failure = match self.send(input, &prefer) {
            Err(failure) => failure,
            Ok((_, exchange)) if exchange.status != code => {
                format!("Prism has status {}", exchange.status)
            }
            Ok((ended, _)) if ended.code == Some(1) && ended.stderr.contains(&code.to_string()) => {
                self.row.successful += 1;
                return;
            }
            Ok((ended, _)) => format!("exit code {:?}: {}", ended.code, ended.stderr.trim()),
        };
        self.row.failures.push(format!("{prefer}: {failure}"));
    }
}

/// Headers that the runtime sends by other rules, and parameters that hold credentials.
fn is_header_of_the_runtime(name: &str, document: &Document) -> bool {
    let headers = ["accept", "content-type", "authorization", "user-agent"];
    headers.iter().any(|header| name.eq_ignore_ascii_case(header)) || document.is_key(name)
}

/// Prism's violations of a request, or its error.
fn accepted(exchange: &Exchange, status: Option<u16>) -> Result<(), String> {
    // A warning is one of a deprecated parameter.
    let of_request = |violation: &&Value| {
        violation["location"][0] == "request" && violation["severity"] != "Warning"
    };
    let violations = exchange.headers.get(VIOLATIONS);
    let violations = violations.and_then(|header| serde_json::from_slice(header.as_bytes()).ok());
    let violations: Vec<Value> = violations.unwrap_or_default();
    let found: Vec<_> = violations.iter().filter(of_request).map(Value::to_string).collect();
    if !found.is_empty() {
        return Err(format!("{}\n      {}", found.join("\n      "), exchange.request));
    }
    if status.is_some_and(|status| status != exchange.status) {
        let body = serde_json::from_slice(&exchange.body).unwrap_or(json!(null));
        let request = &exchange.request;
        let (status, title, validation) = (exchange.status, &body["title"], &body["validation"]);
        return Err(format!("Prism has status {status}: {title} {validation}\n      {request}"));
    }
    Ok(())
}
