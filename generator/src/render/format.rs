//! Printing of files and of the code in them.
//!
//! Templates define the files, prettyplease prints the bodies of functions, and the driver runs rustfmt
//! over the result ([`crate::rustfmt`]). rustfmt leaves an expression as it is when a string in it is
//! too long for a line, so bodies are printed first.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns the contents of a generated file: a line that names its source, and the text of a template.
pub(crate) fn file(text: &str, source: &str) -> String {
    let text = text.trim();
    // A key of the document may have line ends and controls of the text direction.
    let source = match source {
        "#" => "the service's OpenAPI document".to_owned(),
        source => source.escape_debug().to_string(),
    };
    format!(
        "// @generated from {source}. Do not edit: change the document or an overlay.\n\n{text}\n"
    )
}

/// Checks the syntax of a file.
///
/// # Errors
///
/// Returns an error if the text is not Rust.
pub(super) fn verify(text: &str) -> Result<(), FormatError> {
    syn::parse_file(text).map(drop).map_err(|error| FormatError::new(&error, text))
}

/// Prints the statements of a function body, without the function around them.
///
/// # Errors
///
/// Returns an error if the tokens are not statements.
pub(super) fn statements(code: TokenStream) -> Result<Vec<String>, FormatError> {
    let error = |error| FormatError::new(&error, &code.to_string());
    let function = syn::parse2(quote!(async fn body() { #code })).map_err(error)?;
    let file =
        syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![function] };
    let printed = prettyplease::unparse(&file);
    let lines: Vec<&str> = printed.lines().collect();
    let body = lines.get(1..lines.len().saturating_sub(1));
    let body = body.unwrap_or_default().iter();
    Ok(body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect())
}

/// The error for output that is not Rust, which is a defect of the generator.
#[derive(Debug)]
pub(crate) struct FormatError(String);

impl FormatError {
    fn new(error: &syn::Error, text: &str) -> Self {
        let start = error.span().start();
        let line = text.lines().nth(start.line.saturating_sub(1));
        Self(format!(
            "not Rust at line {}, column {}: {error}\n{}",
            start.line,
            start.column + 1,
            line.unwrap_or_default(),
        ))
    }
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_source_and_ends_with_one_line_end() {
        let text = file("\n\nfn a() {}\n\n\n", "#/info");
        assert_eq!(
            text,
            "// @generated from #/info. Do not edit: change the document or an overlay.\n\nfn a() {}\n"
        );
    }

    #[test]
    fn output_that_is_not_rust_is_an_error_with_its_line() {
        let error = verify("fn ok() {}\nfn 1bad() {}").expect_err("a digit starts no name");
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn statements_keep_their_indentation_and_lose_the_function() {
        let lines = statements(quote!(let output = client.get().await?; if output.ok { print(); }));
        let expected = ["let output = client.get().await?;", "if output.ok {", "    print();", "}"];
        assert_eq!(lines.expect("they are statements"), expected);
    }
}
