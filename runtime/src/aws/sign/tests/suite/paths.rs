//! Vectors about the path: normalized or not, and its encoding.

use super::super::super::SigningOptions;
use super::{HOST_AND_DATE, VANILLA, Vector};

pub(super) const VECTORS: &[Vector] = &[
    Vector {
        name: "get-relative-normalized",
        path: "/example/..",
        ..VANILLA
    },
    Vector {
        name: "get-relative-relative-normalized",
        path: "/example1/example2/../..",
        ..VANILLA
    },
    Vector {
        name: "get-slash-normalized",
        path: "//",
        ..VANILLA
    },
    Vector {
        name: "get-slash-dot-slash-normalized",
        path: "/./",
        ..VANILLA
    },
    Vector {
        name: "get-slash-pointless-dot-normalized",
        path: "/./example",
        canonical: ["/example", "", HOST_AND_DATE],
        hash: "214d50c111a8edc4819da6a636336472c916b5240f51e9a51b5c3305180cf702",
        header_signature: "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
        query_signature: "35034b1a0bdd969f346975386daf8aedfd4976573b8348cf4f67eaa41c5857de",
        ..VANILLA
    },
    Vector {
        name: "get-slashes-normalized",
        path: "//example//",
        canonical: ["/example/", "", HOST_AND_DATE],
        hash: "cb96b4ac96d501f7c5c15bc6d67b3035061cfced4af6585ad927f7e6c985c015",
        header_signature: "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
        query_signature: "c1834e8fb0307243711f0f907f6ab7311ed300d87f13792d7ee4da89ab93e082",
        ..VANILLA
    },
    Vector {
        name: "get-relative-unnormalized",
        path: "/example/..",
        options: AS_IT_IS,
        canonical: ["/example/..", "", HOST_AND_DATE],
        hash: "0511f456aa502b456d135fcb9d749374a55228f9dbeedda1eacf659e05b0615b",
        header_signature: "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282",
        query_signature: "cbcb213b928a077e43275df47b500f1dfaa864ab3f5a18f6b95f4ff0938167ee",
        ..VANILLA
    },
    Vector {
        name: "get-relative-relative-unnormalized",
        path: "/example1/example2/../..",
        options: AS_IT_IS,
        canonical: ["/example1/example2/../..", "", HOST_AND_DATE],
        hash: "76115030c0f3ff06c20fdff5ceb6d5e0b835a1743e00b94fea7c7f381269437b",
        header_signature: "dc33e0856fd4baca4d7aa2146c38958283844764f38c74252a333df5e613003b",
        query_signature: "b45db0bfd1cf15003493b733e33aa208dd981bd0e63037a6ed953f71d2118a16",
        ..VANILLA
    },
    Vector {
        name: "get-slash-unnormalized",
        path: "//",
        options: AS_IT_IS,
        canonical: ["//", "", HOST_AND_DATE],
        hash: "80cb39203d058af815de2b79250ff56e1b73eb9b4718c86556cdc6f150c5d209",
        header_signature: "c88bcd3d312d75078c0cd961d6deae3f4c754924b01669efcfcb439fd5e5b76e",
        query_signature: "b2a9542809db687769200f56a844a03f2bd0291d6eb90232d5101c6a579446cd",
        ..VANILLA
    },
    Vector {
        name: "get-slash-dot-slash-unnormalized",
        path: "/./",
        options: AS_IT_IS,
        canonical: ["/./", "", HOST_AND_DATE],
        hash: "d67825e2268bd77a97c7688b8d72c31a3c1855b309808505ba0a9747d2465aa7",
        header_signature: "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145",
        query_signature: "a9b13e8f3484d9505bf1a6f347219f8f35b0fe8f128ceea597efc146a3dfe90c",
        ..VANILLA
    },
    Vector {
        name: "get-slash-pointless-dot-unnormalized",
        path: "/./example",
        options: AS_IT_IS,
        canonical: ["/./example", "", HOST_AND_DATE],
        hash: "73895e0e829507e28e39fd24669aedc2434a8e179e547e3c075b42921f952cdb",
        header_signature: "beb03f223f7deae4146464f06e29eebbee9c8afbe15c290cf07aa8b119e14cff",
        query_signature: "72b11f16d9530b18204bfb71f2d6ab085894c0ed8d352730a6e76234c58b5e10",
        ..VANILLA
    },
    Vector {
        name: "get-slashes-unnormalized",
        path: "//example//",
        options: AS_IT_IS,
        canonical: ["//example//", "", HOST_AND_DATE],
        hash: "528ec3105ee1f34ab014bb0a1a45da0ed2742a4fea3555149e5b4d5d201eb240",
        header_signature: "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5",
        query_signature: "822a5a9ba28072c5ab2bb4a6307d0c88276d40e49fec6b724c03fb4d4ba60fc2",
        ..VANILLA
    },
    Vector {
        name: "get-space-normalized",
        path: "/example space/",
        canonical: ["/example%20space/", "", HOST_AND_DATE],
        hash: "63ee75631ed7234ae61b5f736dfc7754cdccfedbff4b5128a915706ee9390d86",
        header_signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
        query_signature: "7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6",
        ..VANILLA
    },
    Vector {
        name: "get-unreserved",
        path: UNRESERVED,
        canonical: [UNRESERVED, "", HOST_AND_DATE],
        hash: "6a968768eefaa713e2a6b16b589a8ea192661f098f37349f4e2c0082757446f9",
        header_signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        query_signature: "95968482db1b9e0fadef6efc1bd24689f77c77d9ef56919c96a28cc92e0d6005",
        ..VANILLA
    },
    Vector {
        name: "get-utf8",
        path: "/\u{1234}",
        canonical: ["/%E1%88%B4", "", HOST_AND_DATE],
        hash: "2a0a97d02205e45ce2e994789806b19270cfbbb0921b278ccf58f5249ac42102",
        header_signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        query_signature: "10eae3f14a260bd3911cc6d008d3c576d143b05b62f09782a7a4b37f52178e44",
        ..VANILLA
    },
];

/// What the unnormalized vectors have in common.
const AS_IT_IS: fn(&mut SigningOptions) = |options| options.normalize_path = false;

const UNRESERVED: &str = "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
