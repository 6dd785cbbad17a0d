// @generated from #/components/schemas/ParticipantTokenConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use sdk_runtime::validate;
use std::collections::BTreeMap;

/// What one of the tokens that [`CreateStage`](crate::operations::CreateStage) makes along with the
/// stage allows.
///
/// The members mean what they mean in
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken), which makes tokens later.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ParticipantTokenConfiguration {
    /// Data of your application that travels inside the token, as keys and values.
    ///
    /// Keys and values are UTF-8 and may take 1 KB together. Everyone on the stage can read them,
    /// so keep personal and confidential data out. Left out, there are none.
    pub attributes: Option<BTreeMap<String, String>>,
    /// What the holder may do on the stage: publish, subscribe or both.
    ///
    /// AWS states a default, both, for
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) only; name what you
    /// need here.
    ///
    /// At most 2 elements.
    pub capabilities: Option<Vec<types::ParticipantTokenCapability>>,
    /// How long the token is good for, in minutes.
    ///
    /// Left out, 720 minutes (12 hours). The longest, 20160 minutes, are two weeks.
    ///
    /// 1 to 20160.
    pub duration: Option<i64>,
    /// Your own name for the person, to match participants with users of your system.
    ///
    /// Any UTF-8 text will do, and it need not be unique. Everyone on the stage can read it, so
    /// choose an opaque ID rather than a name or an e-mail address. Left out, there is none.
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
        value: impl Into<Vec<types::ParticipantTokenCapability>>,
    ) -> Self {
        self.capabilities = Some(value.into());
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

impl validate::Validate for ParticipantTokenConfiguration {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.length("capabilities", &self.capabilities, &Limits::new().max_length(2));
        visitor.member("duration", &self.duration, &Limits::new().minimum(1.0).maximum(20160.0));
        visitor.member("userId", &self.user_id, &Limits::new().max_length(128));
    }
}
