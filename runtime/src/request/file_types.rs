//! The media type of a file, of those that a document lists for its part.
//!
//! An extension of the file's name states the type: one of the table, or the subtype itself, such as `gif`. Where
//! none of the listed ones has that extension, the first that is no range is sent.

/// Extensions that are not the subtype, and those that ranges such as `image/*` may stand for.
const TYPES: [(&str, &str); 56] = [
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("gif", "image/gif"),
    ("heic", "image/heic"),
    ("ico", "image/vnd.microsoft.icon"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("jpg", "image/jpg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("webp", "image/webp"),
    ("aac", "audio/aac"),
    ("flac", "audio/flac"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("mpga", "audio/mpeg"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/opus"),
    ("wav", "audio/wav"),
    ("wav", "audio/wave"),
    ("weba", "audio/webm"),
    ("avi", "video/x-msvideo"),
    ("m4v", "video/mp4"),
    ("mkv", "video/x-matroska"),
    ("mov", "video/quicktime"),
    ("mp4", "video/mp4"),
    ("mpeg", "video/mpeg"),
    ("mpg", "video/mpeg"),
    ("webm", "video/webm"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("js", "application/javascript"),
    ("md", "text/markdown"),
    ("txt", "text/plain"),
    ("tsv", "text/tab-separated-values"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gz", "application/gzip"),
    ("json", "application/json"),
    ("pdf", "application/pdf"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("yml", "application/x-yaml"),
    ("zip", "application/zip"),
];

/// The media type of a file with that name, of those that are `listed`, separated by commas; `None` if they are ranges
/// that do not have it.
pub(super) fn media_type(listed: &'static str, file_name: Option<&str>) -> Option<&'static str> {
    let listed = || listed.split(',').map(str::trim).filter(|name| !name.is_empty());
    let is_range = |name: &str| name.contains('*');
    if let (Some(one), None) = (listed().next(), listed().nth(1))
        && !is_range(one)
    {
        return Some(one);
    }
    let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let by_name = extension.and_then(|extension| {
        listed().find_map(|name| match is_range(name) {
            true => types_of(extension).find(|known| is_in_range(name, known)),
            false => has_extension(name, extension).then_some(name),
        })
    });
    by_name.or_else(|| listed().find(|name| !is_range(name)))
}

fn types_of(extension: &str) -> impl Iterator<Item = &'static str> {
    let known = TYPES.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(extension));
    known.map(|(_, media_type)| *media_type)
}

/// Whether files of a media type usually have the extension: `image/svg+xml` is that of `svg`.
fn has_extension(media_type: &str, extension: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    let subtype = subtype.split('+').next().unwrap_or_default();
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    subtype.eq_ignore_ascii_case(extension)
        || types_of(extension).any(|known| known.eq_ignore_ascii_case(essence))
}

/// Whether a range such as `image/*` or `*/*` has the media type.
fn is_in_range(range: &str, media_type: &str) -> bool {
    let kind = |name: &str| name.split('/').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind(range) == "*" || kind(range) == kind(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_selects_one_of_the_listed_types() {
        let images = "image/png, image/jpeg;q=1, image/svg+xml, audio/x-wav";
        for (listed, name, expected) in [
            (images, "a.JPG", Some("image/jpeg;q=1")),
            (images, "a.b.svg", Some("image/svg+xml")),
            (images, "a.wav", Some("audio/x-wav")),
            (images, "a.gif", Some("image/png")),
            (images, "jpg", Some("image/png")),
            ("image/*", "a.gif", Some("image/gif")),
            ("image/*", "a.pdf", None),
            ("*/*", "a.pdf", Some("application/pdf")),
            ("*/*", "a.unknown", None),
            ("image/*, text/csv", "a.csv", Some("text/csv")),
            ("image/*, text/csv", "a.tif", Some("image/tiff")),
            ("image/png", "a.jpg", Some("image/png")),
        ] {
            assert_eq!(media_type(listed, Some(name)), expected, "{listed} {name}");
        }
        assert_eq!(media_type(images, None), Some("image/png"));
        assert_eq!(media_type("image/*", None), None);
    }
}
