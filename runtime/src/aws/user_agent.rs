//! The `user-agent` header, in the format of AWS's SDKs.

use http::HeaderValue;

use crate::ServiceMeta;

/// Returns a value such as
/// `sdk-runtime/0.1.0 ua/2.1 api/ivs-realtime#2020-07-14 os/linux md/arch#x86_64 lang/rust app/shop`
pub(crate) fn user_agent(service: &ServiceMeta, app_id: Option<&str>) -> HeaderValue {
    let mut value = format!(
        "sdk-runtime/{} ua/2.1 api/{}#{} os/{} md/arch#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        token(service.id),
        token(service.api_version),
        os(),
        std::env::consts::ARCH,
    );
    if let Some(app_id) = app_id {
        value.push_str(" app/");
        value.push_str(&token(app_id));
    }
    // All characters are valid, so the default is never used.
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("sdk-runtime"))
}

/// The operating system by AWS's names.
fn os() -> &'static str {
    match std::env::consts::OS {
        name @ ("linux" | "windows" | "macos" | "ios" | "android") => name,
        _ => "other",
    }
}

/// Replaces characters that are invalid in a token by `-`.
fn token(value: &str) -> String {
    value
        .chars()
        .map(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => character,
            '!' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~' => {
                character
            }
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::user_agent;
    use crate::ServiceMeta;

    #[test]
    fn it_has_library_service_system_and_application() {
        let service = ServiceMeta {
            id: "ivs-realtime",
            title: "",
            api_version: "2020-07-14",
            endpoint_prefix: "",
            signing_name: "",
        };
        let value = user_agent(&service, Some("my shop\n1"));
        let value = value.to_str().unwrap();
        assert!(value.starts_with("sdk-runtime/"), "{value}");
        assert!(
            value.contains(" ua/2.1 api/ivs-realtime#2020-07-14 os/"),
            "{value}"
        );
        assert!(value.ends_with(" lang/rust app/my-shop-1"), "{value}");
    }
}
