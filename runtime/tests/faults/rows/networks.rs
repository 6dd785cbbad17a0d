//! Names, certificates and proxies.

use sdk_runtime::ErrorKind::{Connection, Timeout};

use crate::act::ok;
use crate::certificates::Tls;
use crate::proxy::Conduct;
use crate::row::{Route, Row, millis, row};

fn proxy(conduct: Conduct) -> Route {
    Route::Proxy {
        conduct,
        secure: true,
        user: "",
    }
}

pub(crate) fn rows() -> Vec<Row> {
    let tls = |name: &str, tls| row(name, [ok()]).route(Route::Secure(tls));
    let through = |name: &str, conduct| row(name, [ok()]).route(proxy(conduct));
    vec![
        row("a name without address", [])
            .route(Route::NoName)
            .fails(
                Connection,
                "the name no-such-host.invalid:80 cannot be resolved",
                3,
            ),
        tls("TLS", Tls::Good),
        tls("TLS 1.2 only", Tls::Only(&rustls::version::TLS12)),
        tls("TLS 1.3 only", Tls::Only(&rustls::version::TLS13)),
        tls("a certificate of a strange authority", Tls::OfAStranger).fails(
            Connection,
            "no secure connection to localhost",
            1,
        ),
        tls("a certificate of another name", Tls::WrongName).fails(
            Connection,
            "not valid for name",
            1,
        ),
        tls("a certificate that has expired", Tls::Expired).fails(
            Connection,
            "certificate expired",
            1,
        ),
        tls("a certificate that is not valid yet", Tls::NotYet).fails(
            Connection,
            "certificate not valid yet",
            1,
        ),
        through("a proxy", Conduct::Opens),
        row("a proxy that wants a password and gets it", [ok()]).route(Route::Proxy {
            conduct: Conduct::OpensForUser,
            secure: true,
            user: "user:pass@",
        }),
        through(
            "a proxy that wants a password and gets none",
            Conduct::OpensForUser,
        )
        .fails(
            Connection,
            "refused a tunnel to service.test:443: HTTP 407",
            1,
        ),
        through(
            "a proxy that refuses",
            Conduct::Says("HTTP/1.1 403 No\r\n\r\n"),
        )
        .fails(
            Connection,
            "refused a tunnel to service.test:443: HTTP 403",
            1,
        ),
        through(
            "a proxy that cannot reach the service",
            Conduct::Says("HTTP/1.1 502 No\r\n\r\n"),
        )
        .fails(
            Connection,
            "refused a tunnel to service.test:443: HTTP 502",
            3,
        ),
        through(
            "a proxy that is none",
            Conduct::Says("220 mail ESMTP\r\n\r\n"),
        )
        .fails(Connection, "does not speak HTTP", 1),
        through("a proxy that hangs up", Conduct::Says("")).fails(
            Connection,
            "closed the connection",
            3,
        ),
        through("a proxy that says nothing", Conduct::Silent)
            .connect_limit(millis(200))
            .fails(Timeout, "no connection to service.test", 3),
        row("a proxy that is not there", [ok()])
            .route(Route::NoProxy)
            .fails(Connection, "cannot be reached", 3),
        row("a proxy for a plain address", [ok()]).route(Route::Proxy {
            conduct: Conduct::Forwards,
            secure: false,
            user: "",
        }),
    ]
}
