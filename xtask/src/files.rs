//! Reading and writing whole files, with errors that name the file.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use flate2::read::GzDecoder;

use crate::failure::Failure;

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::io("read", path, &error))
}

/// The bytes of a file; `None` if there is no such file.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}

/// Brings a file and its folder into being, unless it already holds these bytes; whether it wrote.
///
/// The file is never seen half written: it is made beside its place and then moved there.
pub(crate) fn update(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    if read_if_there(path)?.as_deref() == Some(bytes) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    let unwritten = |error: std::io::Error| Failure::io("write", path, &error);
    let mut file = new_file().tempfile_in(folder).map_err(unwritten)?;
    file.write_all(bytes).map_err(unwritten)?;
    file.persist(path).map_err(|error| unwritten(error.error))?;
    Ok(true)
}

/// What bytes are that may be packed with gzip. `name` is only shown.
pub(crate) fn unpacked(name: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut unpacked)
        .map_err(|error| Failure::io("unpack", name, &error))?;
    Ok(unpacked)
}

/// Makes temporary files with the permissions of any new file; the default is for the owner alone.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has permissions to set")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask takes its part away from this.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_once_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.txt");
        assert_eq!(read_if_there(&path).unwrap(), None);
        assert!(update(&path, b"one").unwrap());
        assert!(!update(&path, b"one").unwrap());
        assert!(update(&path, b"two").unwrap());
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(
            fs::read_dir(folder.path().join("new")).unwrap().count(),
            1,
            "nothing is left over"
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = read(Path::new("/no/such/file")).unwrap_err().to_string();
        assert!(error.contains(": cannot read /no/such/file: "), "{error}");
    }
}
