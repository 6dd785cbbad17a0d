//! Connections that wait for a next request.
//!
//! They are kept apart by the runtime that opened them: only that runtime's reactor knows when there
//! is something to read, and another may outlive it, or stand still, as the caller's does while it
//! makes a blocking call.
//!
//! Nobody watches them while they wait. That a server has closed one is seen when it is taken, or it is
//! closed here as well when its time is up.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::uri::Authority;
use tokio::runtime::{Handle, Id};
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::line::Line;
use super::way::Way;

/// Longer than most load balancers keep an idle connection would only make for dead ones.
const IDLE: Duration = Duration::from_secs(50);

/// So many connections to a host are kept of those that a burst of calls leaves behind. Each takes
/// some 20 KiB.
const MOST_IDLE: usize = 256;

/// The idle connections of one transport, and those that calls share.
#[derive(Default)]
pub(super) struct Pool(Arc<Mutex<Rooms>>);

/// Where a request goes, and whose connections may take it there.
#[derive(Clone)]
pub(super) struct Destination {
    pub(super) is_secure: bool,
    /// Without user and password.
    pub(super) authority: Authority,
    pub(super) runtime: Handle,
}

/// A room for each runtime: one in most programs, two in some.
#[derive(Default)]
struct Rooms(Vec<Room>);

struct Room {
    runtime: Id,
    /// Sorted by name. A map of a type of its own would be 7,500 lines of LLVM's.
    hosts: Vec<Host>,
    /// The task that closes what waits too long. It ends with the room or with the runtime.
    sweeper: AbortHandle,
}

struct Host {
    /// With its port.
    name: Box<str>,
    /// In the order in which they came: the first has waited longest.
    idle: Vec<Idle>,
    #[cfg(feature = "http2")]
    shared: Option<Shared>,
}

struct Idle {
    line: Box<Line>,
    is_secure: bool,
    since: Instant,
}

#[cfg(feature = "http2")]
struct Shared {
    sender: super::way::Sender,
    used: Instant,
}

impl Pool {
    /// A connection that was open when it was last looked at, and how long ago that is.
    pub(super) fn take(&self, destination: &Destination) -> Option<(Way, Duration)> {
        let mut rooms = self.lock();
        let room = rooms.of(destination.runtime.id())?;
        let at = room.place_of(destination).ok()?;
        let host = room.hosts.get_mut(at)?;
        #[cfg(feature = "http2")]
        if destination.is_secure
            && let Some(sender) = host.shared()
        {
            return Some((Way::Shared(sender), Duration::ZERO));
        }
        let (line, waited) = host.take(destination.is_secure)?;
        Some((Way::Own(line), waited))
    }

    /// Keeps a connection for the next request.
    pub(super) fn put(&self, destination: &Destination, line: Box<Line>) {
        let idle = Idle {
            line,
            is_secure: destination.is_secure,
            since: Instant::now(),
        };
        self.change(destination, |host| {
            if host.idle.len() < MOST_IDLE {
                host.idle.push(idle);
            }
        });
    }

    /// Has calls share a connection; the one that they share already, if another call was faster.
    #[cfg(feature = "http2")]
    pub(super) fn share(&self, destination: &Destination, new: super::way::Sender) -> Way {
        let mut sender = new.clone();
        self.change(destination, |host| match host.shared() {
            Some(shared) => sender = shared,
            None => {
                let used = Instant::now();
                host.shared = Some(Shared { sender: new, used });
            }
        });
        Way::Shared(sender)
    }

    /// Parts with a shared connection that takes no request.
    #[cfg(feature = "http2")]
    pub(super) fn forget_shared(&self, destination: &Destination) {
        self.change(destination, |host| host.shared = None);
    }

    fn change(&self, destination: &Destination, change: impl FnOnce(&mut Host)) {
        let id = destination.runtime.id();
        let mut rooms = self.lock();
        // A sweeper that ended and left its room behind has ended with its runtime.
        rooms.0.retain(|room| !room.sweeper.is_finished());
        if rooms.of(id).is_none() {
            let sweeping = sweep(Arc::downgrade(&self.0), id);
            rooms.0.push(Room {
                runtime: id,
                hosts: Vec::new(),
                sweeper: destination.runtime.spawn(sweeping).abort_handle(),
            });
        }
        let Some(room) = rooms.of(id) else { return };
        let at = room.place_of(destination).unwrap_or_else(|at| {
            room.hosts.insert(at, Host::new(destination));
            at
        });
        if let Some(host) = room.hosts.get_mut(at) {
            change(host);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Rooms> {
        lock(&self.0)
    }
}

impl Clone for Pool {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl Rooms {
    fn of(&mut self, runtime: Id) -> Option<&mut Room> {
        self.0.iter_mut().find(|room| room.runtime == runtime)
    }

    /// What has waited too long in a room, and when something will have next. A room in which nothing
    /// waits is closed.
    fn sweep(&mut self, runtime: Id, now: Instant) -> (Vec<Idle>, Option<Instant>) {
        let Some(room) = self.of(runtime) else {
            return (Vec::new(), None);
        };
        let (mut old, mut next) = (Vec::new(), None);
        room.hosts.retain_mut(|host| {
            let first = host.sweep(now, &mut old);
            next = [next, first].into_iter().flatten().min();
            first.is_some()
        });
        if next.is_none() {
            self.0.retain(|room| room.runtime != runtime);
        }
        (old, next)
    }
}

impl Room {
    /// Where a host is, or else where it is to be.
    fn place_of(&self, destination: &Destination) -> Result<usize, usize> {
        let name = destination.authority.as_str();
        self.hosts.binary_search_by(|host| (*host.name).cmp(name))
    }
}

impl Host {
    fn new(destination: &Destination) -> Self {
        Self {
            name: destination.authority.as_str().into(),
            idle: Vec::new(),
            #[cfg(feature = "http2")]
            shared: None,
        }
    }

    fn take(&mut self, is_secure: bool) -> Option<(Box<Line>, Duration)> {
        let fits = |idle: &Idle| idle.is_secure == is_secure;
        // The last has waited least; if that is too long, the sweeper is late.
        let at = self.idle.iter().rposition(fits)?;
        let idle = self.idle.remove(at);
        let waited = idle.since.elapsed();
        (waited < IDLE).then_some((idle.line, waited))
    }

    #[cfg(feature = "http2")]
    fn shared(&mut self) -> Option<super::way::Sender> {
        let shared = self.shared.as_mut()?;
        // Where the runtime stood still, the sweeper is late, and so is the news that the server has closed.
        if !shared.sender.is_ready() || shared.used.elapsed() >= IDLE {
            self.shared = None;
            return None;
        }
        shared.used = Instant::now();
        Some(shared.sender.clone())
    }

    /// Parts with what has waited too long. Tells when the next will have.
    fn sweep(&mut self, now: Instant, old: &mut Vec<Idle>) -> Option<Instant> {
        let is_old = |since: Instant| now.duration_since(since) >= IDLE;
        let fresh = self.idle.partition_point(|idle| is_old(idle.since));
        old.extend(self.idle.drain(..fresh));
        let first = self.idle.first().map(|idle| idle.since);
        #[cfg(feature = "http2")]
        let first = {
            self.shared.take_if(|shared| is_old(shared.used));
            let shared = self.shared.as_ref().map(|shared| shared.used);
            [first, shared].into_iter().flatten().min()
        };
        first.map(|since| since + IDLE)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.sweeper.abort();
    }
}

/// Closes what waits too long in the room of a runtime, until it is empty.
async fn sweep(pool: Weak<Mutex<Rooms>>, runtime: Id) {
    // Nothing has waited too long yet. One who looked at once would often find the room empty, as
    // the next call has taken the connection out again.
    tokio::time::sleep(IDLE).await;
    loop {
        let Some(rooms) = pool.upgrade() else { return };
        let (old, next) = lock(&rooms).sweep(runtime, Instant::now());
        drop(rooms);
        for idle in old {
            idle.line.close();
        }
        let Some(next) = next else { return };
        tokio::time::sleep_until(next).await;
    }
}

fn lock(rooms: &Mutex<Rooms>) -> MutexGuard<'_, Rooms> {
    rooms.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
