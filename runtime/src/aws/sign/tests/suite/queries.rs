//! Vectors about the query: its order and its encoding.

use super::{HOST_AND_DATE, POST, VANILLA, Vector};

pub(super) const VECTORS: &[Vector] = &[
    Vector {
        name: "get-vanilla-query",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-empty-query-key",
        query: "Param1=value1",
        canonical: ["/", "Param1=value1", HOST_AND_DATE],
        hash: "1e24db194ed7d0eec2de28d7369675a243488e08526e8c1c73571282f7c517ab",
        header_signature: "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
        query_signature: "49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-query-order-encoded",
        query: "Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        canonical: [
            "/",
            "%E1%88%B4=Value1&Param=Value2&Param-3=Value3",
            HOST_AND_DATE,
        ],
        hash: "868294f5c38bd141c4972a373a76654f1418a8e4fc18b2e7903ae45e8ae0ec71",
        header_signature: "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
        query_signature: "c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-query-order-key",
        query: "Param1=value2&Param1=Value1",
        canonical: ["/", "Param1=Value1&Param1=value2", HOST_AND_DATE],
        hash: "704b4cef673542d84cdff252633f065e8daeba5f168b77116f8b1bcaf3d38f89",
        header_signature: "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
        query_signature: "",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-query-order-key-case",
        query: "Param2=value2&Param1=value1",
        canonical: ["/", "Param1=value1&Param2=value2", HOST_AND_DATE],
        hash: "816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0",
        header_signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        query_signature: "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-query-order-value",
        query: "Param1=value2&Param1=value1",
        canonical: ["/", "Param1=value1&Param1=value2", HOST_AND_DATE],
        hash: "c968629d70850097a2d8781c9bf7edcb988b04cac14cca9be4acc3595f884606",
        header_signature: "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
        query_signature: "",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-query-unreserved",
        query: "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=\
                -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        canonical: [
            "/",
            "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=\
             -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            HOST_AND_DATE,
        ],
        hash: "c30d4703d9f799439be92736156d47ccfb2d879ddf56f5befa6d1d6aab979177",
        header_signature: "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
        query_signature: "8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf",
        ..VANILLA
    },
    Vector {
        name: "get-vanilla-utf8-query",
        query: "\u{1234}=bar",
        canonical: ["/", "%E1%88%B4=bar", HOST_AND_DATE],
        hash: "eb30c5bed55734080471a834cc727ae56beb50e5f39d1bff6d0d38cb192a7073",
        header_signature: "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        query_signature: "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600",
        ..VANILLA
    },
    POST_QUERY,
    Vector {
        name: "post-vanilla-empty-query-value",
        ..POST_QUERY
    },
];

const POST_QUERY: Vector = Vector {
    name: "post-vanilla-query",
    query: "Param1=value1",
    canonical: ["/", "Param1=value1", HOST_AND_DATE],
    hash: "9d659678c1756bb3113e2ce898845a0a79dbbc57b740555917687f1b3340fbbd",
    header_signature: "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    query_signature: "a9ef26247f293bffe40eeff86a0480ba8c14d31503b2e0c3399e3a16bf1a3682",
    ..POST
};
