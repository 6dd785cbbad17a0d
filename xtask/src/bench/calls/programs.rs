//! The programs that make calls, and those that are called: built, and found.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::super::child;
use super::super::place::Place;
use crate::report::Failure;

/// A build may take as long: the official SDK takes minutes.
const BUILD: Duration = Duration::from_secs(30 * 60);

/// What one run of a call program costs, as it prints it itself; only the calls that count.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Cost {
    pub(crate) calls: u64,
    wall_us: f64,
    user_us: f64,
    system_us: f64,
    pub(crate) allocations: Option<f64>,
    pub(crate) allocated_bytes: Option<f64>,
    rss_kib: f64,
    rss_peak_kib: f64,
}

impl Cost {
    /// Out of what a program printed: its last line.
    pub(crate) fn read(printed: &str) -> Result<Self, Failure> {
        let line = printed.trim().lines().last().unwrap_or_default();
        let cost: Self = serde_json::from_str(line).map_err(|error| {
            Failure::new(format!("not the account of a program: {error}: {line}"))
        })?;
        match cost.calls {
            0 => Err(Failure::new("the program made no call")),
            _ => Ok(cost),
        }
    }

    /// User and system time for each call, in microseconds.
    pub(crate) fn cpu_per_call(&self) -> f64 {
        (self.user_us + self.system_us) / self.calls as f64
    }

    pub(crate) fn calls_per_second(&self) -> f64 {
        self.calls as f64 / (self.wall_us / 1e6)
    }

    /// Resident memory in bytes, at the end.
    pub(crate) fn resident(&self) -> f64 {
        self.rss_kib * 1024.0
    }

    /// The same, at most.
    pub(crate) fn peak(&self) -> f64 {
        self.rss_peak_kib * 1024.0
    }
}

/// Builds the package of the bench's workspace in the release profile, and copies its program to a place of
/// its own, so that the next build of it with other features leaves it alone.
///
/// Each is built by itself: together, each would get the features that any of them asks for.
pub(crate) fn build(place: &Place, package: &str, features: &[&str]) -> Result<PathBuf, Failure> {
    let mut cargo = child::cargo();
    cargo
        .current_dir(place.workspace())
        .args(["build", "--release", "--offline", "--message-format=json"])
        .args(["--package", package])
        .arg("--target-dir")
        .arg(place.folder().join("programs"));
    if !features.is_empty() {
        cargo.args(["--features", &features.join(",")]);
    }
    let name = [&[package], features].concat().join("-");
    let built = child::run(&mut cargo, &format!("build-{name}"), &place.logs(), BUILD)?;
    let program = executable(&built.printed, package)
        .ok_or_else(|| Failure::new(format!("cargo built no program of {package}")))?;
    let kept = place.folder().join("bin").join(&name);
    let unkept = |error: std::io::Error| Failure::io("write", &kept, &error);
    std::fs::create_dir_all(place.folder().join("bin")).map_err(unkept)?;
    std::fs::copy(&program, &kept).map_err(unkept)?;
    Ok(kept)
}

/// The program among cargo's messages.
fn executable(messages: &str, package: &str) -> Option<PathBuf> {
    let messages = messages.lines().map(serde_json::from_str::<Value>);
    messages.flatten().find_map(|message| {
        let path = message["executable"].as_str()?;
        (message["target"]["name"] == package).then(|| PathBuf::from(path))
    })
}

/// Fetches what the bench's workspace depends on, so that no build has to, and none counts a download.
pub(crate) fn fetch(place: &Place) -> Result<(), Failure> {
    let mut cargo = child::cargo();
    cargo.current_dir(place.workspace()).arg("fetch");
    child::run(&mut cargo, "fetch", &place.logs(), BUILD).map(|_| ())
}

/// A program bound to one core, where the system has a command for it.
pub(crate) fn on_core(core: usize, program: &Path) -> Command {
    if !has_taskset() {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", &core.to_string()]).arg(program);
    command
}

/// Whether programs can be bound to cores here.
pub(crate) fn has_taskset() -> bool {
    // Found out by a process, so once.
    static HAS: LazyLock<bool> = LazyLock::new(|| {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let mut taskset = Command::new("taskset");
        cores > 1
            && taskset
                .arg("--version")
                .output()
                .is_ok_and(|ended| ended.status.success())
    });
    *HAS
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"calls":100,"wall_us":20000,"user_us":9000,"system_us":1000,"allocations":null,"allocated_bytes":null,"rss_kib":4,"rss_peak_kib":8}"#;

    #[test]
    fn the_account_of_a_program_is_its_last_line() {
        let cost = Cost::read(&format!("a word before\n{LINE}\n")).unwrap();
        assert_eq!(cost.cpu_per_call(), 100.0);
        assert_eq!(cost.calls_per_second(), 5000.0);
        assert_eq!((cost.resident(), cost.peak()), (4096.0, 8192.0));
        assert_eq!(cost.allocations, None);
    }

    #[test]
    fn a_program_that_made_no_call_has_no_account() {
        let none = LINE.replace("\"calls\":100", "\"calls\":0");
        assert!(Cost::read(&none).is_err());
        assert!(Cost::read("").is_err());
    }

    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let messages = "\
            {\"reason\":\"compiler-artifact\",\"manifest_path\":\"/r/serde/Cargo.toml\",\"target\":{\"name\":\"build-script\"},\"executable\":\"/t/build-script\"}\n\
            {\"reason\":\"compiler-artifact\",\"manifest_path\":\"/b/ours/Cargo.toml\",\"target\":{\"name\":\"bench-ours\"},\"executable\":\"/t/bench-ours\"}\n\
            {\"reason\":\"build-finished\",\"success\":true}\n";
        let found = executable(messages, "bench-ours");
        assert_eq!(found, Some(PathBuf::from("/t/bench-ours")));
        assert_eq!(executable(messages, "bench-server"), None);
    }
}
