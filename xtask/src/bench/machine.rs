//! What the numbers were measured on, and with which versions.

use std::fs;
use std::process::Command;

use toml_edit::DocumentMut;

use super::child;
use super::peers::{self, said};
use super::place::Place;

/// Pairs of a name and what there is, in the order of the page.
pub(super) type Facts = Vec<(&'static str, String)>;

/// The machine: what bears on the numbers, and nothing that names it.
pub(super) fn machine() -> Facts {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = field(&read("/proc/cpuinfo"), "model name");
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    let release = read("/proc/sys/kernel/osrelease");
    vec![
        ("cores", cores.to_string()),
        ("processor", cpu.unwrap_or_else(unknown)),
        (
            "memory",
            memory.and_then(|text| gib(&text)).unwrap_or_else(unknown),
        ),
        (
            "system",
            format!("{} {}", std::env::consts::OS, release.trim()),
        ),
    ]
}

/// The versions of all that takes part; what is not there is said to be so.
pub(super) fn versions(place: &Place) -> Facts {
    let lock = fs::read_to_string(place.workspace().join("Cargo.lock")).unwrap_or_default();
    let locked = |name: &str| version(&lock, name).unwrap_or_else(unknown);
    let absent = || "not installed".to_owned();
    let boto3 = peers::boto3(place).and_then(|python| {
        let script = "import boto3, platform; print(boto3.__version__, 'on Python', platform.python_version())";
        said(Command::new(python).args(["-c", script]))
    });
    let java = peers::java();
    let openapi_generator = peers::openapi_generator(place).and_then(|archive| {
        let version = said(Command::new("java").arg("-jar").arg(archive).arg("version"))?;
        Some(format!("{version} on {}", java.clone()?))
    });
    // It does not tell its version, but cargo does.
    let progenitor = peers::progenitor(place).and_then(|program| {
        let root = program.parent()?.parent()?.to_owned();
        let list = said(
            child::cargo()
                .args(["install", "--list", "--root"])
                .arg(root),
        )?;
        Some(list.trim_end_matches(':').to_owned())
    });
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    vec![
        (
            "compiler",
            said(Command::new(rustc).arg("--version")).unwrap_or_else(unknown),
        ),
        (
            "official SDK",
            format!(
                "aws-sdk-ivsrealtime {}, aws-config {}",
                locked("aws-sdk-ivsrealtime"),
                locked("aws-config")
            ),
        ),
        (
            "baseline",
            format!("hyper {}, ring {}", locked("hyper"), locked("ring")),
        ),
        ("boto3", boto3.unwrap_or_else(absent)),
        (
            "openapi-generator",
            openapi_generator.unwrap_or_else(absent),
        ),
        ("progenitor", progenitor.unwrap_or_else(absent)),
        ("callgrind", peers::valgrind().unwrap_or_else(absent)),
    ]
}

/// The commit that is measured, and whether something was changed since; `unknown` without git.
pub(super) fn commit(place: &Place) -> String {
    let git = |words: &[&str]| said(Command::new("git").arg("-C").arg(place.root()).args(words));
    let Some(commit) = git(&["rev-parse", "--short", "HEAD"]) else {
        return unknown();
    };
    // Only what is measured counts, not the page itself.
    let parts = [
        "runtime",
        "generated-sdk",
        "generator",
        "templates",
        "tests/bench",
        "Cargo.lock",
        "Cargo.toml",
    ];
    let words = [&["status", "--porcelain", "--"][..], &parts].concat();
    match git(&words) {
        Some(_) => format!("{commit} with changes"),
        None => commit,
    }
}

/// The day, in UTC.
pub(super) fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn unknown() -> String {
    "unknown".to_owned()
}

/// The value of the first line that begins with the name and has a colon.
fn field(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })
}

/// `24 GiB` of `24593912 kB`.
fn gib(text: &str) -> Option<String> {
    let kib: f64 = text.strip_suffix("kB")?.trim().parse().ok()?;
    Some(format!("{:.0} GiB", kib / 1024.0 / 1024.0))
}

/// The newest version of a crate in a lock file.
fn version(lock: &str, name: &str) -> Option<String> {
    let document: DocumentMut = lock.parse().ok()?;
    let packages = document.get("package")?.as_array_of_tables()?;
    let named = packages
        .iter()
        .filter(|package| package.get("name").and_then(|item| item.as_str()) == Some(name));
    // They are in the order of their versions.
    let last = named.last()?;
    last.get("version")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_files_are_read() {
        let text = "processor\t: 0\nmodel name\t: A Processor @ 2 GHz\nmodel name\t: again\n";
        assert_eq!(
            field(text, "model name").as_deref(),
            Some("A Processor @ 2 GHz")
        );
        assert_eq!(field(text, "vendor"), None);
        assert_eq!(gib("24593912 kB").as_deref(), Some("23 GiB"));
        assert_eq!(gib("much"), None);
    }

    #[test]
    fn the_newest_of_several_versions_is_named() {
        let lock = "[[package]]\nname = \"hyper\"\nversion = \"0.14.32\"\n\n[[package]]\nname = \"hyper\"\nversion = \"1.12.0\"\n";
        assert_eq!(version(lock, "hyper").as_deref(), Some("1.12.0"));
        assert_eq!(version(lock, "ring"), None);
    }
}
