//! Security: the schemes of a service, and what each operation takes.

use crate::pointer::Pointer;

/// The security schemes of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Security {
    /// The schemes, in the order of the document.
    pub schemes: Vec<SecurityScheme>,
    /// What operations take that state nothing of their own.
    pub default: Alternatives,
}

/// One of these is enough: each is all the schemes at these positions. An empty one means that credentials are
/// optional; without any alternative none are sent.
pub type Alternatives = Vec<Vec<usize>>;

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// Its pointer in the document.
    pub pointer: Pointer,
    /// How its credential is sent.
    pub kind: SchemeKind,
    /// Its documentation (Markdown).
    pub documentation: Option<String>,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in the header of this name.
    Header(String),
    /// A key in the query parameter of this name.
    Query(String),
    /// A key in the cookie of this name.
    Cookie(String),
    /// A user name and a password.
    Basic,
    /// A bearer token.
    Bearer,
}
