//! The servers of a service, among which a caller chooses.

use super::Docs;
use proc_macro2::Ident;

/// A type for a server.
#[derive(Clone, Debug)]
pub struct ServerType {
    /// Its pointer in the document.
    pub source: String,
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// The URL.
    pub url: Vec<UrlPart>,
    /// Its variables, in the order of the document.
    pub variables: Vec<ServerVariable>,
}

impl ServerType {
    /// The variables in the URL that are secrets.
    pub fn secrets(&self) -> impl Iterator<Item = &ServerVariable> {
        let variables = self.variables.iter().enumerate();
        let is_sent = |at| self.url.contains(&UrlPart::Variable(at));
        variables.filter(move |(at, it)| it.is_secret && is_sent(*at)).map(|(_, it)| it)
    }
}

/// A part of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlPart {
    /// A string.
    Literal(String),
    /// The value of the variable at that position.
    Variable(usize),
}

/// A variable of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its field and its setter.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its default; without one it is an argument.
    pub default: Option<String>,
    /// The type of its values; a string if there is none.
    pub values: Option<VariableValues>,
    /// Whether the string is a secret.
    pub is_secret: bool,
}

/// The values of a variable.
#[derive(Clone, Debug)]
pub struct VariableValues {
    /// The name of the enum.
    pub name: Ident,
    /// Its variants, and their values.
    pub variants: Vec<(Ident, String)>,
}
