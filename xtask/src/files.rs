//! Reading and writing whole files, with errors that name the file.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use flate2::read::GzDecoder;

use crate::report::Failure;

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::io("read", path, &error))
}

/// The bytes of a file; `None` if the file does not exist.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}

/// Writes a file unless it already has this content, and returns whether it wrote. Creates its folder.
///
/// The write is atomic: a temporary file in the same folder is renamed.
pub(crate) fn update(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    if read_optional(path)?.as_deref() == Some(bytes) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    let error_of = |error: std::io::Error| Failure::io("write", path, &error);
    let mut file = new_file().tempfile_in(folder).map_err(error_of)?;
    file.write_all(bytes).map_err(error_of)?;
    file.persist(path).map_err(|error| error_of(error.error))?;
    Ok(true)
}

/// The content of a file that may be compressed with gzip. `name` is used in errors only.
pub(crate) fn decompress(name: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut content = Vec::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut content)
        .map_err(|error| Failure::io("decompress", name, &error))?;
    Ok(content)
}

/// Temporary files with the permissions of any new file; `tempfile` makes them readable by the owner only.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has permissions to set")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask applies to this.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn update_writes_only_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.txt");
        assert_eq!(read_optional(&path).unwrap(), None);
        assert!(update(&path, b"one").unwrap());
        assert!(!update(&path, b"one").unwrap());
        assert!(update(&path, b"two").unwrap());
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(
            fs::read_dir(folder.path().join("new")).unwrap().count(),
            1,
            "no temporary file is left"
        );
    }

    #[test]
    fn errors_name_the_file() {
        let error = read(Path::new("/no/such/file")).unwrap_err().to_string();
        assert!(error.contains(": cannot read /no/such/file: "), "{error}");
    }
}
