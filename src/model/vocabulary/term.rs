//! A term of a unit's vocabulary: a handle that is copied and compared like a number.

use serde::{Serialize, Serializer};
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// What a term stands for: its id in the rules, its name on pages, its place in its list.
pub trait Entry: Clone + PartialEq + Send + Sync + 'static {
    /// How the rules write it.
    fn id(&self) -> &str;
    /// How pages and findings show it.
    fn name(&self) -> &str;
    /// Its place among the others of its list, from 0.
    fn rank(&self) -> usize;
}

/// A term. Two are equal when they have the same place and id; the entry itself lives as long
/// as the program, and is kept once however often the rules are read.
pub struct Term<E: 'static>(&'static E);

type Kept = BTreeMap<(TypeId, String), Vec<&'static (dyn Any + Send + Sync)>>;

/// Every entry there has been, so that reading the rules again keeps no second one.
static KEPT: Mutex<Kept> = Mutex::new(BTreeMap::new());

impl<E: Entry> Term<E> {
    /// The term that `entry` describes.
    pub fn new(entry: E) -> Self {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let alike = kept
            .entry((TypeId::of::<E>(), entry.id().to_owned()))
            .or_default();
        let same = alike.iter().filter_map(|any| any.downcast_ref::<E>());
        if let Some(same) = same.into_iter().find(|same| **same == entry) {
            return Self(same);
        }
        let entry: &'static E = Box::leak(Box::new(entry));
        alike.push(entry);
        Self(entry)
    }

    /// How the rules write it.
    pub fn key(self) -> &'static str {
        self.0.id()
    }

    /// How pages and findings show it.
    pub fn chinese(self) -> &'static str {
        self.0.name()
    }

    /// Its place in its list, from 0.
    pub fn rank(self) -> usize {
        self.0.rank()
    }

    /// All that is known of it.
    pub fn entry(self) -> &'static E {
        self.0
    }
}

impl<E> Clone for Term<E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<E> Copy for Term<E> {}

impl<E: Entry> PartialEq for Term<E> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank() && self.key() == other.key()
    }
}
impl<E: Entry> Eq for Term<E> {}

/// In the order of the list.
impl<E: Entry> PartialOrd for Term<E> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<E: Entry> Ord for Term<E> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.rank(), self.key()).cmp(&(other.rank(), other.key()))
    }
}

/// As templates see it: its id and its name.
impl<E: Entry> Serialize for Term<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.key(), self.chinese()).serialize(serializer)
    }
}

impl<E: Entry> fmt::Debug for Term<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
