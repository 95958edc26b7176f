//! Which connections are open, and which of them gives way when there is no place for one more.
//!
//! A connection without a request costs a flooder nothing and an honest browser little: it connects again. So the one
//! that has been idle for longest gives way, and a request under way never does.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio_util::sync::CancellationToken;

/// Open files that are not connections: the database, the files being written, the listeners, the log.
const RESERVED_FILES: u64 = 32;
/// A connection is a socket and, while it uploads, a file.
const FILES_A_CONNECTION: u64 = 2;
/// Not more by default, however many files may be open: each connection takes some 20 kB of memory.
const MOST: u64 = 16_384;
/// So long a connection may be without a request before it can lose its place: time for the first one to arrive.
const GRACE: Duration = Duration::from_millis(500);
/// The state of a connection with a request under way; any other number is since when it has none.
const BUSY: u64 = u64::MAX;

/// How many connections there may be at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Of all addresses together.
    pub most: usize,
    pub per_address: usize,
}

impl Caps {
    /// What the settings say; where they say nothing, what follows from the limit of open files.
    pub fn new(most: Option<u32>, per_address: Option<u32>) -> Caps {
        let most = match most {
            Some(most) => most as usize,
            None => most_for(open_files()),
        };
        Caps {
            most,
            per_address: per_address.map_or_else(|| (most / 4).max(8), |one| one as usize),
        }
    }
}

/// How many connections so many open files are enough for.
pub fn most_for(files: u64) -> usize {
    let most = files.saturating_sub(RESERVED_FILES) / FILES_A_CONNECTION;
    usize::try_from(most.clamp(4, MOST)).unwrap_or(4)
}

/// The limit of open files. The soft limit is raised to the hard one, as servers do: it is low only for the sake of
/// programs that use `select`.
fn open_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let soft = limit.current.unwrap_or(u64::MAX);
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum.unwrap_or(u64::MAX),
        Err(_) => soft,
    }
}

/// The open connections.
#[derive(Clone)]
pub struct Connections(Arc<Shared>);

struct Shared {
    caps: Caps,
    began: Instant,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    next: u64,
    /// In the order in which they came.
    by_id: BTreeMap<u64, OpenConnection>,
}

struct OpenConnection {
    address: IpAddr,
    state: Arc<State>,
}

/// What a connection is doing.
pub(super) struct State {
    idle_since: AtomicU64,
    began: Instant,
    /// Cancelled when the connection has lost its place.
    pub(super) evicted: CancellationToken,
}

/// The place of one connection; dropped, it is free again.
pub(super) struct ConnectionGuard {
    connections: Connections,
    id: u64,
    pub(super) state: Arc<State>,
}

/// One request under way; dropped, the connection is idle.
pub(super) struct Request(Arc<State>);

impl State {
    /// A request has arrived.
    pub(super) fn begin(self: &Arc<Self>) -> Request {
        self.idle_since.store(BUSY, Ordering::Relaxed);
        Request(self.clone())
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        let now = millis(self.0.began);
        self.0.idle_since.store(now, Ordering::Relaxed);
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        self.connections.lock().by_id.remove(&self.id);
    }
}

impl Connections {
    /// None open yet.
    pub fn new(caps: Caps) -> Connections {
        Connections(Arc::new(Shared {
            caps,
            began: Instant::now(),
            open: Mutex::default(),
        }))
    }

    pub fn caps(&self) -> Caps {
        self.0.caps
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.lock().by_id.len()
    }

    /// A place for a connection from `address`, if need be that of an idle one; none if all are busy. A proxy that is
    /// `trusted` speaks for many people: only the cap of all holds for it.
    pub(super) fn admit(&self, address: IpAddr, trusted: bool) -> Option<ConnectionGuard> {
        let address = of_one_household(address);
        let mut open = self.lock();
        let mine = |entry: &OpenConnection| entry.address == address;
        let count = open.by_id.values().filter(|entry| mine(entry)).count();
        if !trusted && count >= self.0.caps.per_address {
            self.evict(&mut open, mine)?;
        } else if open.by_id.len() >= self.0.caps.most {
            self.evict(&mut open, |_| true)?;
        }
        let state = Arc::new(State {
            idle_since: AtomicU64::new(millis(self.0.began)),
            began: self.0.began,
            evicted: CancellationToken::new(),
        });
        let id = open.next;
        open.next += 1;
        let entry = OpenConnection {
            address,
            state: state.clone(),
        };
        open.by_id.insert(id, entry);
        Some(ConnectionGuard {
            connections: self.clone(),
            id,
            state,
        })
    }

    /// Takes the place of the connection that has been idle for longest among `those`.
    fn evict(&self, open: &mut Open, those: impl Fn(&OpenConnection) -> bool) -> Option<()> {
        let last = millis(self.0.began).saturating_sub(GRACE.as_millis() as u64);
        let idle = open.by_id.iter().filter(|(_, entry)| those(entry));
        let since = |entry: &OpenConnection| entry.state.idle_since.load(Ordering::Relaxed);
        let (since, id) = idle.map(|(id, entry)| (since(entry), *id)).min()?;
        if since > last {
            return None;
        }
        open.by_id.remove(&id)?.state.evicted.cancel();
        Some(())
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn millis(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(BUSY - 1)
}

/// Of IPv6 one household has 2^64 addresses: they count as one.
pub fn of_one_household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from(network))
        }
        address => address,
    }
}
