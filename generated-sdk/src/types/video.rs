// @generated from #/components/schemas/Video. Do not edit: change the document or an overlay.

/// Size, frame rate and bit rate of the video of a composition.
///
/// All members are optional. Defaults: 1280 × 720 pixels, 30 frames per second, 2.5 Mbit/s.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let video = types::Video::default().with_width(2).with_height(2).with_bitrate(1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Video {
    /// Width of the video in pixels, an even number.
    ///
    /// Width × height is at most 2073600 pixels (1920 × 1080). Default: 1280.
    ///
    /// 2 to 1920.
    pub width: Option<i64>,
    /// Height of the video in pixels, an even number.
    ///
    /// Width × height is at most 2073600 pixels (1920 × 1080). Default: 720.
    ///
    /// 2 to 1920.
    pub height: Option<i64>,
    /// Frame rate of the video, in frames per second.
    ///
    /// Default: 30.
    ///
    /// 1 to 60.
    pub framerate: Option<f32>,
    /// Bit rate of the video, in bits per second.
    ///
    /// Default: 2500000. Maximum: 8500000.
    ///
    /// 1 to 8500000.
    pub bitrate: Option<i64>,
}

impl Video {
    /// Sets [`width`](Self::width).
    pub fn with_width(mut self, value: i64) -> Self {
        self.width = Some(value);
        self
    }

    /// Sets [`height`](Self::height).
    pub fn with_height(mut self, value: i64) -> Self {
        self.height = Some(value);
        self
    }

    /// Sets [`framerate`](Self::framerate).
    pub fn with_framerate(mut self, value: f32) -> Self {
        self.framerate = Some(value);
        self
    }

    /// Sets [`bitrate`](Self::bitrate).
    pub fn with_bitrate(mut self, value: i64) -> Self {
        self.bitrate = Some(value);
        self
    }
}

sdk_runtime::structure! {
    Video: decode, encode;
    "width" => width;
    "height" => height;
    "framerate" => framerate;
    "bitrate" => bitrate;
}

sdk_runtime::limits! {
    Video;
    member "width" => width, minimum(2.0), maximum(1920.0);
    member "height" => height, minimum(2.0), maximum(1920.0);
    member "framerate" => framerate, minimum(1.0), maximum(60.0);
    member "bitrate" => bitrate, minimum(1.0), maximum(8500000.0);
}
