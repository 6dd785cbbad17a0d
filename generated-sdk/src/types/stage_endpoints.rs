// @generated from #/components/schemas/StageEndpoints. Do not edit: change the document or an overlay.

/// Endpoints of a stage for encoders and clients other than the broadcast SDK.
///
/// AWS recommends storing them when the stage is created; stored values may be used for 14 days.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let stage_endpoints = types::StageEndpoints::default()
///     .with_events("events")
///     .with_whip("whip")
///     .with_rtmp("rtmp");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StageEndpoints {
    /// Endpoint for events. AWS does not document its use.
    ///
    /// At most 2048 characters.
    pub events: Option<String>,
    /// Endpoint for WHIP ingest by an encoder or a browser.
    ///
    /// At most 2048 characters.
    pub whip: Option<String>,
    /// Endpoint for RTMP ingest, without encryption.
    ///
    /// Requires an [`IngestConfiguration`](crate::types::IngestConfiguration) with that protocol.
    ///
    /// At most 2048 characters.
    pub rtmp: Option<String>,
    /// Endpoint for RTMPS ingest.
    ///
    /// Requires an [`IngestConfiguration`](crate::types::IngestConfiguration) with that protocol.
    ///
    /// At most 2048 characters.
    pub rtmps: Option<String>,
}

impl StageEndpoints {
    /// Sets [`events`](Self::events).
    pub fn with_events(mut self, value: impl Into<String>) -> Self {
        self.events = Some(value.into());
        self
    }

    /// Sets [`whip`](Self::whip).
    pub fn with_whip(mut self, value: impl Into<String>) -> Self {
        self.whip = Some(value.into());
        self
    }

    /// Sets [`rtmp`](Self::rtmp).
    pub fn with_rtmp(mut self, value: impl Into<String>) -> Self {
        self.rtmp = Some(value.into());
        self
    }

    /// Sets [`rtmps`](Self::rtmps).
    pub fn with_rtmps(mut self, value: impl Into<String>) -> Self {
        self.rtmps = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    StageEndpoints: decode;
    "events" => events;
    "whip" => whip;
    "rtmp" => rtmp;
    "rtmps" => rtmps;
}
