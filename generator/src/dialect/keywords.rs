//! Which keywords a schema of each type may have.

/// Keywords that say nothing about the type.
const COMMON: &[&str] = &[
    "type",
    "title",
    "description",
    "deprecated",
    "example",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
];

/// The types and the keywords that only they may have.
const BY_TYPE: &[(&str, &[&str])] = &[
    (
        "string",
        &["format", "enum", "pattern", "minLength", "maxLength"],
    ),
    ("integer", NUMERIC),
    ("number", NUMERIC),
    ("boolean", &[]),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

const NUMERIC: &[&str] = &[
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// What a keyword is in a schema of a certain type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It belongs there.
    Here,
    /// It belongs to another type.
    OtherType,
    /// OpenAPI 3.0 does not have it.
    Nowhere,
}

/// What the keyword is in a schema of that type; without a type, only the common ones belong.
pub(super) fn place(keyword: &str, schema_type: Option<&str>) -> Place {
    if COMMON.contains(&keyword) || keyword.starts_with("x-") {
        return Place::Here;
    }
    let owners = || BY_TYPE.iter().filter(|(_, own)| own.contains(&keyword));
    if owners().any(|(name, _)| Some(*name) == schema_type) {
        Place::Here
    } else if owners().next().is_some() {
        Place::OtherType
    } else {
        Place::Nowhere
    }
}

/// The types that a schema can have.
pub(super) fn types() -> impl Iterator<Item = &'static str> {
    BY_TYPE.iter().map(|(name, _)| *name)
}
