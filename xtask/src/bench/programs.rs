//! The programs of `tests/bench`: builds and runs them.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::Value;

use crate::report::Failure;
use crate::repository::Repository;

/// The core of the client, where `taskset` can bind it.
const CLIENT_CORE: usize = 1;

/// The programs that make calls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Client {
    Ours,
    Official,
    Baseline,
}

impl Client {
    fn package(self) -> &'static str {
        match self {
            Self::Ours => "bench-ours",
            Self::Official => "bench-official",
            Self::Baseline => "bench-baseline",
        }
    }
}

/// The arguments of a call program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calls {
    pub(super) operation: &'static str,
    pub(super) in_flight: usize,
    pub(super) warm_up: usize,
    /// The number of calls, or seconds such as `10s`.
    pub(super) limit: &'static str,
    /// Whether the server responds only when all calls are in flight.
    pub(super) hold: bool,
}

/// The output of a call program: the calls after the warm-up, seconds, and bytes.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Cost {
    pub(super) calls: f64,
    pub(super) wall: f64,
    pub(super) cpu: f64,
    pub(super) idle_memory: f64,
    pub(super) peak_memory: f64,
}

/// The workspace of the programs.
#[derive(Debug)]
pub(super) struct Programs {
    workspace: PathBuf,
    /// Their target folders.
    target: PathBuf,
    has_taskset: bool,
}

impl Programs {
    /// Downloads the dependencies, so that no build does.
    pub(super) fn new(repository: &Repository) -> Result<Self, Failure> {
        let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
        let programs = Self {
            workspace: repository.root().join("tests/bench"),
            target: repository.root().join("target/bench"),
            has_taskset: has_taskset && cfg!(target_os = "linux"),
        };
        run(&mut programs.cargo(&["fetch"], "programs"), "cargo fetch")?;
        Ok(programs)
    }

    /// Runs all three clients in turn, each with a new server; the costs of each client.
    pub(super) fn alternate(
        &self,
        calls: &Calls,
        rounds: usize,
    ) -> Result<Vec<Vec<Cost>>, Failure> {
        let server = self.server()?;
        let mut programs = Vec::new();
        for client in [Client::Ours, Client::Official, Client::Baseline] {
            let example = client.package().replace("bench", "calls");
            programs.push(match client {
                Client::Baseline => self.build(&["-p", client.package()], client.package()),
                _ => {
                    let arguments = ["-p", client.package(), "--example", &example];
                    self.build(&arguments, &format!("examples/{example}"))
                }
            }?);
        }
        self.in_turn(&server, &programs, calls, rounds)
    }

    /// Runs programs in turn, each with a new server; the costs of each.
    pub(super) fn in_turn(
        &self,
        server: &Path,
        programs: &[PathBuf],
        calls: &Calls,
        rounds: usize,
    ) -> Result<Vec<Vec<Cost>>, Failure> {
        let mut costs = vec![Vec::new(); programs.len()];
        for _ in 0..rounds {
            for (program, costs) in programs.iter().zip(&mut costs) {
                costs.push(self.call(server, program, calls)?);
            }
        }
        Ok(costs)
    }

    /// Builds the server.
    pub(super) fn server(&self) -> Result<PathBuf, Failure> {
        self.build(&["-p", "bench-common"], "bench-common")
    }

    fn call(&self, server: &Path, client: &Path, calls: &Calls) -> Result<Cost, Failure> {
        // With one call at a time, client and server share a core: on two, each core sleeps while the
        // other works, and waking it costs every client the same 20 to 30 µs on a virtual machine.
        let server_core = if calls.in_flight == 1 { CLIENT_CORE } else { 0 };
        let mut server = self.on_core(server_core, server);
        if calls.hold {
            server.arg(calls.in_flight.to_string());
        }
        let server = Server::start(server)?;
        let mut client = self.on_core(CLIENT_CORE, client);
        let numbers = [calls.in_flight, calls.warm_up].map(|number| number.to_string());
        client.args([&server.endpoint, calls.operation]).args(numbers).arg(calls.limit);
        // No configuration of the user and no proxy.
        for (name, _) in env::vars_os() {
            let upper = name.to_string_lossy().to_ascii_uppercase();
            if upper.starts_with("AWS_") || upper.ends_with("_PROXY") {
                client.env_remove(&name);
            }
        }
        client
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        let (_, output) = run(&mut client, calls.operation)?;
        serde_json::from_str(&output)
            .map_err(|error| Failure::new(format!("unexpected output of a program: {error}")))
    }

    fn on_core(&self, core: usize, program: &Path) -> Command {
        if !self.has_taskset {
            return Command::new(program);
        }
        let mut command = Command::new("taskset");
        command.args(["-c", &core.to_string()]).arg(program);
        command
    }

    /// Builds one package in the release profile. Built together, each would get the features that the
    /// others need.
    fn build(&self, arguments: &[&str], file: &str) -> Result<PathBuf, Failure> {
        let mut cargo = self.cargo(&["build", "--release"], "programs");
        run(cargo.args(arguments), &format!("cargo build of {file}"))?;
        Ok(self.target.join("programs/release").join(file))
    }

    /// Clean builds of the small programs on both SDKs, in turn; the seconds of each.
    pub(super) fn clean_builds(
        &self,
        arguments: &[&str],
        rounds: usize,
    ) -> Result<[Vec<f64>; 2], Failure> {
        let mut seconds = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            for (client, seconds) in [Client::Ours, Client::Official].into_iter().zip(&mut seconds)
            {
                let target = self.target.join(client.package());
                if target.exists() {
                    fs::remove_dir_all(&target)
                        .map_err(|error| Failure::io("remove", &target, &error))?;
                }
                seconds.push(self.build_small(client, arguments)?.as_secs_f64());
            }
        }
        Ok(seconds)
    }

    fn build_small(&self, client: Client, arguments: &[&str]) -> Result<Duration, Failure> {
        let mut cargo = self.cargo(arguments, client.package());
        cargo
            .args(["--offline", "-p", client.package()])
            .env("CARGO_BUILD_JOBS", "2")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true");
        Ok(run(&mut cargo, &format!("cargo {}", arguments.join(" ")))?.0)
    }

    /// The size of the small program's release binary.
    pub(super) fn size(&self, client: Client) -> Result<f64, Failure> {
        self.build_small(client, &["build", "--release"])?;
        let path = self.target.join(client.package()).join("release").join(client.package());
        let size = fs::metadata(&path).map_err(|error| Failure::io("read", &path, &error))?;
        Ok(size.len() as f64)
    }

    /// How many crates the small program depends on, and how many names have several versions, build
    /// dependencies included.
    pub(super) fn crates(&self, client: Client) -> Result<[f64; 2], Failure> {
        let tree = |edges: &str| {
            let mut cargo = self.cargo(&["tree", "--prefix=none"], "programs");
            cargo.args(["--format={p}", "--edges", edges, "-p", client.package()]);
            Ok(packages(&run(&mut cargo, "cargo tree")?.1))
        };
        let twice =
            tree("normal,build")?.into_values().filter(|versions| versions.len() > 1).count();
        let all: usize = tree("normal")?.values().map(BTreeSet::len).sum();
        Ok([all as f64, twice as f64])
    }

    /// The source folder of a dependency.
    pub(super) fn source_of(&self, package: &str) -> Result<PathBuf, Failure> {
        let mut cargo = self.cargo(&["metadata", "--format-version=1"], "programs");
        let (_, output) = run(&mut cargo, "cargo metadata")?;
        let metadata: Value = serde_json::from_str(&output)
            .map_err(|error| Failure::new(format!("cargo metadata: {error}")))?;
        let mut packages = metadata["packages"].as_array().into_iter().flatten();
        packages
            .find(|each| each["name"] == package)
            .and_then(|each| Some(Path::new(each["manifest_path"].as_str()?).parent()?.to_owned()))
            .ok_or_else(|| Failure::new(format!("{package} is not a dependency of tests/bench")))
    }

    /// Runs the criterion benchmarks, and returns the folder of their results.
    pub(super) fn criterion(&self) -> Result<PathBuf, Failure> {
        let folder = self.target.join("criterion");
        let mut cargo = self.cargo(&["bench", "-p", "bench-ours"], "programs");
        run(cargo.args(["--bench", "stages"]).env("CRITERION_HOME", &folder), "cargo bench")?;
        Ok(folder)
    }

    fn cargo(&self, arguments: &[&str], target: &str) -> Command {
        cargo(arguments, &self.workspace, &self.target.join(target))
    }
}

/// Cargo in a folder, without the settings of the cargo that runs this program.
pub(super) fn cargo(arguments: &[&str], folder: &Path, target: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("CARGO_") && shown != "CARGO_HOME" || shown.starts_with("RUSTC_") {
            cargo.env_remove(&name);
        }
    }
    cargo
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", target);
    cargo
}

/// A running server; it is killed when the value is dropped.
struct Server {
    child: Child,
    endpoint: String,
}

impl Server {
    fn start(mut command: Command) -> Result<Self, Failure> {
        let error_of = |error| Failure::new(format!("the server did not start: {error}"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(error_of)?;
        let mut endpoint = String::new();
        if let Some(output) = child.stdout.as_mut() {
            BufReader::new(output).read_line(&mut endpoint).map_err(error_of)?;
        }
        let endpoint = endpoint.trim().to_owned();
        Ok(Self { child, endpoint })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end: the time that it took, and its standard output.
pub(super) fn run(command: &mut Command, name: &str) -> Result<(Duration, String), Failure> {
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("{name} did not start: {error}")))?;
    let taken = start.elapsed();
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("{name}: {}\n{}", output.status, stderr.trim())));
    }
    Ok((taken, String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// The versions of each crate in the output of `cargo tree --prefix=none`, whose first line is the program.
pub(super) fn packages(tree: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut packages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in tree.lines().skip(1) {
        let mut fields = line.split_whitespace();
        if let (Some(name), Some(version)) = (fields.next(), fields.next()) {
            packages.entry(name.to_owned()).or_default().insert(version.to_owned());
        }
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_of_a_crate_counts_once() {
        let tree = "program v0.0.0 (/p)\na v1.0.0\nb v1.0.0\na v2.0.0\na v1.0.0 (*)\n";
        let packages = packages(tree);
        assert_eq!(packages["a"], BTreeSet::from(["v1.0.0", "v2.0.0"].map(str::to_owned)));
        assert_eq!(packages["b"].len(), 1);
        assert!(!packages.contains_key("program"));
    }

    #[test]
    fn a_failed_program_is_reported_with_its_message() {
        let mut script = Command::new("sh");
        script.args(["-c", "echo the reason >&2; exit 3"]);
        let failure = run(&mut script, "it").unwrap_err().to_string();
        assert!(failure.contains("it: exit status: 3\nthe reason"), "{failure}");
    }
}
