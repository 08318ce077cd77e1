//! Name and number trees (ISO 32000-1 7.9.6, 7.9.7): what is looked up in a file, in order of its
//! keys.

use super::file::{Numbers, Objects};
use super::syntax::{dict, Dict, Id};

/// Entries in one leaf: a reader unpacks all of a leaf to get at one of them.
const LEAF: usize = 500;

/// What a tree holds: entries in order of their keys.
pub trait Entries: Sync {
    /// What the entries of a node are called: `Names` or `Nums`.
    const KIND: &'static str;
    /// How many there are.
    fn count(&self) -> usize;
    /// Writes the key of the entry at an index.
    fn key(&self, index: usize, out: &mut Vec<u8>);
    /// Writes what that entry leads to.
    fn value(&self, index: usize, out: &mut Vec<u8>);
}

/// Adds a tree and gives the object of its root, which holds few entries itself and many in leaves.
pub fn add<'a>(objects: &mut Objects<'a>, numbers: &mut Numbers, entries: impl Entries + 'a) -> Id {
    let root = numbers.one();
    let count = entries.count();
    if count <= LEAF {
        objects.one(root, move |out| {
            dict(out, |dict| leaf(dict, &entries, 0..count));
        });
        return root;
    }
    let leaves = numbers.take(count.div_ceil(LEAF));
    objects.add(leaves, move |index, out| {
        let own = index * LEAF..count.min((index + 1) * LEAF);
        dict(out, |dict| {
            let out = dict.entry("Limits");
            out.push(b'[');
            entries.key(own.start, out);
            out.push(b' ');
            entries.key(own.end - 1, out);
            out.push(b']');
            leaf(dict, &entries, own);
        });
    });
    objects.one(root, move |out| {
        dict(out, |dict| dict.references("Kids", leaves.iter()));
    });
    root
}

fn leaf<E: Entries>(dict: &mut Dict, entries: &E, own: std::ops::Range<usize>) {
    let out = dict.entry(E::KIND);
    out.push(b'[');
    for index in own {
        entries.key(index, out);
        out.push(b' ');
        entries.value(index, out);
        out.push(b' ');
    }
    out.push(b']');
}
