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

sdk_runtime::setters! {
    StageEndpoints;
    with_events(value: impl Into<String>) => events = Some(value.into());
    with_whip(value: impl Into<String>) => whip = Some(value.into());
    with_rtmp(value: impl Into<String>) => rtmp = Some(value.into());
    with_rtmps(value: impl Into<String>) => rtmps = Some(value.into());
}

sdk_runtime::structure! {
    StageEndpoints: read;
    "events" => events;
    "whip" => whip;
    "rtmp" => rtmp;
    "rtmps" => rtmps;
}
