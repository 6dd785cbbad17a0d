// @generated from #/components/schemas/ParticipantTokenConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Settings of a token that [`CreateStage`](crate::operations::CreateStage) creates with the stage.
///
/// The members have the same meaning as in
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let participant_token_configuration = types::ParticipantTokenConfiguration::default()
///     .with_duration(1)
///     .with_user_id("user-id")
///     .with_attributes([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantTokenConfiguration {
    /// Application data included in the token, as key-value pairs.
    ///
    /// Keys and values are UTF-8, at most 1 KB in total. All participants of the stage can read
    /// them: do not include personal or confidential data. Default: none.
    pub attributes: Option<BTreeMap<String, String>>,
    /// Capabilities of the token: publish, subscribe or both.
    ///
    /// AWS states a default (both) for
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) only. Set it
    /// explicitly here.
    ///
    /// At most 2 elements.
    pub capabilities: Option<Vec<types::ParticipantTokenCapability>>,
    /// Validity of the token, in minutes.
    ///
    /// Default: 720 (12 hours). Maximum: 20160 (14 days).
    ///
    /// 1 to 20160.
    pub duration: Option<i64>,
    /// Application-defined user ID, to match participants with users of your system.
    ///
    /// Any UTF-8 string. It need not be unique. All participants of the stage can read it: use an
    /// opaque ID, not a name or an e-mail address. Default: none.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
}

impl ParticipantTokenConfiguration {
    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = Some(convert::map(value));
        self
    }

    /// Sets [`capabilities`](Self::capabilities).
    pub fn with_capabilities(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantTokenCapability>,
    ) -> Self {
        self.capabilities = Some(convert::list(value));
        self
    }

    /// Sets [`duration`](Self::duration).
    pub fn with_duration(mut self, value: i64) -> Self {
        self.duration = Some(value);
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ParticipantTokenConfiguration: encode;
    "attributes" => attributes;
    "capabilities" => capabilities;
    "duration" => duration;
    "userId" => user_id;
}

sdk_runtime::limits! {
    ParticipantTokenConfiguration;
    length "capabilities" => capabilities, max_length(2);
    member "duration" => duration, minimum(1.0), maximum(20160.0);
    member "userId" => user_id, max_length(128);
}
