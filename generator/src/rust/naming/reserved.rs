//! Names that mean something else already.

/// The keywords of the 2024 edition, reserved ones too, but for those that cannot be raw.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Type names that a generated type must not hide.
pub(super) const TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ErrorCode",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Type names that the file of an operation imports.
pub(super) const OPERATIONS: &[&str] = &[
    "BTreeMap",
    "CallOptions",
    "Client",
    "DecodeError",
    "Items",
    "Method",
    "Operation",
    "OperationMeta",
    "PageSized",
    "Pages",
    "Paginated",
    "PreparedRequest",
    "PresignedRequest",
    "Request",
    "Response",
    "Validate",
    "Violations",
];

/// Type names that the file of a waiter imports.
pub(super) const WAITERS: &[&str] = &[
    "AcceptorState",
    "BTreeMap",
    "Client",
    "Duration",
    "Waiter",
    "WaiterDefinition",
];

/// Variant names that mean something else in an open enum.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Methods of every pending call, which a setter must not hide.
pub(super) const SETTERS: &[&str] = &[
    "clone",
    "input",
    "into",
    "items",
    "new",
    "options",
    "pages",
    "prepare",
    "presign",
    "send",
    "send_blocking",
    "to_curl",
    "validate",
];
