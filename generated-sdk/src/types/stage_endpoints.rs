// @generated from #/components/schemas/StageEndpoints. Do not edit: change the document or an overlay.

/// The addresses at which programs other than the broadcast SDK reach a stage.
///
/// They rarely change: AWS recommends keeping them when the stage is made, and lets the kept values
/// be used for 14 days.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StageEndpoints {
    /// Address for events; AWS does not say more.
    ///
    /// At most 2048 characters.
    pub events: Option<String>,
    /// Address at which an encoder or browser publishes by WHIP.
    ///
    /// At most 2048 characters.
    pub whip: Option<String>,
    /// Address to which an encoder streams by RTMP, without encryption.
    ///
    /// It takes an [`IngestConfiguration`](crate::types::IngestConfiguration) with that protocol.
    ///
    /// At most 2048 characters.
    pub rtmp: Option<String>,
    /// Address to which an encoder streams by RTMPS.
    ///
    /// It takes an [`IngestConfiguration`](crate::types::IngestConfiguration) with that protocol.
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
