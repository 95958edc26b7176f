//! Editions that this process has seen: hashes of the catalogue's regulations, and texts read from the store.

use std::{
    collections::HashMap,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use catalogue::Catalogue;
use domain::{
    ids::{EditionHash, RegulationId},
    regulation::{EditionText, Regulation},
};

use crate::store::{Store, StoreError};

pub enum CaseRegulation<'a> {
    /// The one of the catalogue.
    Present(&'a Regulation),
    /// One that the catalogue has no more.
    Former(Arc<Regulation>),
}

impl Deref for CaseRegulation<'_> {
    type Target = Regulation;

    fn deref(&self) -> &Regulation {
        match self {
            CaseRegulation::Present(regulation) => regulation,
            CaseRegulation::Former(regulation) => regulation,
        }
    }
}

/// What is kept so that a page neither hashes nor parses a regulation. Few: an edition a change of a file.
#[derive(Default)]
pub struct Editions {
    present: Mutex<HashMap<RegulationId, EditionHash>>,
    former: Mutex<HashMap<EditionHash, Arc<Regulation>>>,
    stored: Mutex<Vec<EditionHash>>,
    /// The last edition of each regulation that left the catalogue.
    gone: HashMap<RegulationId, Arc<Regulation>>,
}

/// A panic while a lock was held left at worst an entry less.
fn open<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Editions {
    /// Reads the last edition of each regulation that has cases and is not in the catalogue: lists of cases name it.
    pub async fn open(store: &Store, catalogue: &Catalogue) -> Result<Editions, StoreError> {
        let mut gone = HashMap::new();
        for (id, hash) in store.last_editions().await? {
            if catalogue.get(&id).is_some() {
                continue;
            }
            let json = store.edition(&hash).await?.unwrap_or_default();
            match Regulation::of_edition(&json) {
                Ok(regulation) => drop(gone.insert(id.into(), Arc::new(regulation))),
                Err(error) => tracing::error!(hash, %error, "an edition cannot be read"),
            }
        }
        Ok(Editions {
            gone,
            ..Editions::default()
        })
    }

    /// A regulation by its id, for lists: the present one, else the last one.
    pub fn named<'a>(&self, catalogue: &'a Catalogue, id: &str) -> Option<CaseRegulation<'a>> {
        let gone = || self.gone.get(id).cloned().map(CaseRegulation::Former);
        catalogue.get(id).map(CaseRegulation::Present).or_else(gone)
    }

    /// The hash of a regulation of the catalogue.
    pub fn hash_of(&self, regulation: &Regulation) -> Result<EditionHash, serde_json::Error> {
        if let Some(hash) = open(&self.present).get(&regulation.id) {
            return Ok(hash.clone());
        }
        let hash = regulation.edition()?.hash;
        open(&self.present).insert(regulation.id.clone(), hash.clone());
        Ok(hash)
    }

    /// The text to store with a case, unless this process knows that it is stored.
    pub fn to_store(
        &self,
        regulation: &Regulation,
    ) -> Result<Option<EditionText>, serde_json::Error> {
        let hash = self.hash_of(regulation)?;
        if open(&self.stored).contains(&hash) {
            return Ok(None);
        }
        regulation.edition().map(Some)
    }

    /// That the edition is in the store.
    pub fn is_stored(&self, hash: EditionHash) {
        let mut stored = open(&self.stored);
        if !stored.contains(&hash) {
            stored.push(hash);
        }
    }

    /// An edition that was read before.
    pub fn former(&self, hash: &EditionHash) -> Option<Arc<Regulation>> {
        open(&self.former).get(hash).cloned()
    }

    /// Keeps an edition that was read.
    pub fn keep(&self, hash: EditionHash, regulation: Arc<Regulation>) {
        open(&self.former).insert(hash, regulation);
    }
}
