//! Rust syntax as a template sees it.

use proc_macro2::TokenStream;
use serde::{Serialize, Serializer};

/// A piece of Rust: a type, a name, an attribute, an expression.
///
/// It is made from tokens and from nothing else, so that no text can slip into generated code without
/// having been quoted. Templates place it; they cannot look inside.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fragment(TokenStream);

impl From<TokenStream> for Fragment {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens)
    }
}

impl From<&proc_macro2::Ident> for Fragment {
    fn from(name: &proc_macro2::Ident) -> Self {
        Self(quote::quote!(#name))
    }
}

impl Serialize for Fragment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
