//! What is documentation, and what only looks like it.

/// Texts that the conversion put where OpenAPI wants a description. Other rules read them.
const MARKERS: &[&str] = &[
    "Success",
    super::invented_pagination::TOKEN,
    super::invented_pagination::LIMIT,
];

/// The description, unless it is empty or a marker.
pub(super) fn text(description: Option<&str>) -> Option<String> {
    let text = description?;
    let trimmed = text.trim();
    (!trimmed.is_empty() && !MARKERS.contains(&trimmed)).then(|| text.to_owned())
}
