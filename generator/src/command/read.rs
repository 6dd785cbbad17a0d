//! Reads what the generator is to be given.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use generator::document::Source;

use super::{Failure, Input};

/// The document and its overlays.
pub(super) fn input(input: &Input) -> Result<generator::Input, Failure> {
    let overlays: Result<Vec<Source>, Failure> =
        input.overlay.iter().map(|path| file(path)).collect();
    let document = match input.document.as_os_str() == "-" {
        true => standard_input(),
        false => file(&input.document),
    };
    Ok(generator::Input {
        document: document?,
        overlays: overlays?,
    })
}

fn file(path: &Path) -> Result<Source, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    source(path.display().to_string(), bytes)
}

fn standard_input() -> Result<Source, Failure> {
    const NAME: &str = "standard input";
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::io("read", Path::new(NAME), &error))?;
    source(NAME.to_owned(), bytes)
}

fn source(name: String, bytes: Vec<u8>) -> Result<Source, Failure> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source { name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("byte {at} of {name} is not UTF-8");
            Err(Failure::new(
                message,
                "save the document in the encoding UTF-8",
            ))
        }
    }
}
