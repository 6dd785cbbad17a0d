//! Files of botocore's source distribution, which has the test cases that its wheel leaves out.
//!
//! It is got from PyPI with pip, pinned by its hash, once; what was got is kept below cargo's target folder.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};

use crate::repository::{Finished, scratch};

const PACKAGE: &str = "botocore";
const VERSION: &str = "1.44.5";
const SHA256: &str = "a988f39e3a4484def0b8010f41128f71157da0515a4804fccce4739aa8f216da";

/// A file of the distribution, by its path below the distribution's folder.
pub(super) fn file(path: &str) -> Vec<u8> {
    let wanted = Path::new(&format!("{PACKAGE}-{VERSION}")).join(path);
    let compressed = fs::File::open(archive()).expect("what was got can be read");
    let mut archive = tar::Archive::new(GzDecoder::new(compressed));
    for entry in archive.entries().expect("it is an archive") {
        let mut entry = entry.expect("its entries can be read");
        if entry.path().expect("entries have paths") == wanted {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("a whole file");
            return bytes;
        }
    }
    panic!("{PACKAGE} {VERSION} has no {path}");
}

/// The archive, with the recorded hash.
fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let kept = scratch().join(format!("{PACKAGE}-{VERSION}.tar.gz"));
        if !kept.exists() {
            fs::rename(download(), &kept).expect("both are below the target folder");
        }
        let found = hash(&fs::read(&kept).expect("it can be read"));
        assert_eq!(found, SHA256, "{} is not what PyPI had", kept.display());
        kept
    })
}

/// pip wants to know a distribution's metadata even where it only fetches, and so runs its `setup.py`, for
/// which it gets setuptools by itself.
fn download() -> PathBuf {
    let folder = scratch().join(format!("pip-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let pip = ["pip", "pip3"].iter().find(|pip| {
        let found = Command::new(pip).arg("--version").output();
        found.is_ok_and(|output| output.status.success())
    });
    let mut command = Command::new(pip.expect("pip is needed to get botocore: install Python"));
    command.args([
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary=:all:",
        "--dest",
    ]);
    command.arg(&folder).arg(format!("{PACKAGE}=={VERSION}"));
    Finished::new(&mut command).successful("pip gets botocore");
    folder.join(format!("{PACKAGE}-{VERSION}.tar.gz"))
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
