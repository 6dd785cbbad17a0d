//! The benchmark server: `bench-common [HOLD]` prints its endpoint and exits when its standard input
//! is closed.

use std::io;

use tokio::net::TcpListener;
use tokio::runtime::Builder;

fn main() -> Result<(), bench_common::Problem> {
    let hold = std::env::args().nth(1).map(|hold| hold.parse()).transpose()?;
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        tokio::spawn(bench_common::server::serve(listener, hold));
        tokio::task::spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink())).await??;
        Ok(())
    })
}
