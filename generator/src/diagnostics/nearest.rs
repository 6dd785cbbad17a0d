//! "Did you mean …?"

/// The candidate that a misspelt name most likely stands for; the first of several equally near
/// ones. `None` if no candidate is near enough to be worth a suggestion.
///
/// ```
/// use generator::diagnostics::nearest;
///
/// assert_eq!(nearest("Stge", ["Token", "Stage"]), Some("Stage"));
/// assert_eq!(nearest("Stge", ["Token", "Recording"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let max_distance = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= max_distance * 4)
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= max_distance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
