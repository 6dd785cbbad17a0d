//! The command-line client.

use super::fragment::{Fragment, feature};
use crate::rust::{CallCommand, Flag, FlagKind, RustCrate};
use quote::{format_ident, quote};
use serde::Serialize;

/// The file of the command-line client.
#[derive(Serialize)]
pub(super) struct Client {
    krate: Fragment,
    calls: Vec<Call>,
    waits: Vec<Wait>,
}

#[derive(Serialize)]
struct Call {
    feature: Option<Fragment>,
    operation: Fragment,
    name: Fragment,
    about: Fragment,
    flags: Vec<Row>,
    list: Option<List>,
}

#[derive(Serialize)]
struct List {
    /// An expression of type `Option<&str>`.
    items: Fragment,
    token: Fragment,
}

/// A flag.
#[derive(Serialize)]
struct Row {
    /// The function that creates it.
    kind: Fragment,
    name: Fragment,
    key: Fragment,
    about: Fragment,
    required: bool,
    constant: Option<Fragment>,
    list: bool,
    values: Vec<Fragment>,
}

#[derive(Serialize)]
struct Wait {
    feature: Option<Fragment>,
    waiter: Fragment,
    name: Fragment,
    about: Fragment,
}

impl Client {
    pub(super) fn new(krate: &RustCrate) -> Self {
        let waits = krate.waits.iter().map(|wait| Wait {
            feature: feature(&wait.feature),
            waiter: (&wait.waiter).into(),
            name: literal(&wait.name),
            about: literal(&wait.about),
        });
        Self {
            krate: (&krate.name).into(),
            calls: krate.calls.iter().map(Call::new).collect(),
            waits: waits.collect(),
        }
    }
}

impl Call {
    fn new(call: &CallCommand) -> Self {
        Self {
            feature: feature(&call.feature),
            operation: (&call.operation).into(),
            name: literal(&call.name),
            about: literal(&call.about),
            flags: call.flags.iter().map(Row::new).collect(),
            list: call.list.as_ref().map(|list| List {
                items: match &list.items {
                    Some(items) => quote!(Some(#items)).into(),
                    None => quote!(None).into(),
                },
                token: literal(&list.token),
            }),
        }
    }
}

impl Row {
    fn new(flag: &Flag) -> Self {
        let kind = match flag.kind {
            FlagKind::String => "string",
            FlagKind::Boolean => "boolean",
            FlagKind::Integer => "integer",
            FlagKind::Number => "number",
            FlagKind::Timestamp => "timestamp",
            FlagKind::Date => "date",
            FlagKind::Blob => "blob",
            FlagKind::Object => "object",
            FlagKind::Json => "json",
            FlagKind::Stream => "stream",
        };
        Self {
            kind: (&format_ident!("{kind}")).into(),
            name: literal(&flag.name),
            key: literal(&flag.key),
            about: literal(&flag.about),
            required: flag.required,
            constant: flag.constant.as_deref().map(literal),
            list: flag.list,
            values: flag.values.iter().map(|value| literal(value)).collect(),
        }
    }
}

fn literal(value: &str) -> Fragment {
    quote!(#value).into()
}
