//! The structure tree (ISO 32000-1 14.7): what is a heading, a paragraph, a table cell.

use super::file::{Ids, Numbers, Objects};
use super::links::Annotation;
use super::syntax::{self, dict, int, Id};
use super::tree::{self, Entries};
use crate::typeset::document::{Node, NodeId, ROOT};
use crate::typeset::Document;
use std::sync::Arc;

/// A child of a structure element.
#[derive(Clone, Copy)]
enum Kid {
    /// Another element.
    Node(NodeId),
    /// Marked content: page and number.
    Content(u32, u32),
    /// The annotation of a link, by its place among all.
    Annotation(u32),
}

/// The tree: each element's children, in the order in which their content comes.
pub struct Tree {
    /// All children, those of an element beside each other.
    kids: Vec<Kid>,
    /// Where the children of each node begin; one more than there are nodes.
    starts: Vec<u32>,
    /// The nodes that have content, and so are elements of the file.
    linked: Vec<NodeId>,
    /// By node, its place among those.
    order: Vec<Option<u32>>,
}

impl Tree {
    /// Finds the children of each element of `document`, whose marked content belongs to the nodes
    /// in `tags`, page by page, and its links to those of their own.
    pub fn grow(document: &Document, tags: &[Vec<NodeId>], annotations: &[Annotation]) -> Self {
        let nodes = &document.structure;
        let mut found: Vec<(NodeId, Kid)> = Vec::new();
        let mut linked = vec![false; nodes.len()];
        linked[0] = true;
        let mut add = |node: NodeId, kid: Kid| {
            found.push((node, kid));
            let mut at = node;
            while !linked[at.0 as usize] {
                linked[at.0 as usize] = true;
                let parent = nodes[at.0 as usize].parent;
                found.push((parent, Kid::Node(at)));
                at = parent;
            }
        };
        for (page, tags) in tags.iter().enumerate() {
            for (number, &node) in tags.iter().enumerate() {
                add(node, Kid::Content(page as u32, number as u32));
            }
        }
        for (k, annotation) in annotations.iter().enumerate() {
            add(annotation.link.node, Kid::Annotation(k as u32));
        }
        let mut starts = vec![0; nodes.len() + 1];
        for (node, _) in &found {
            starts[node.0 as usize + 1] += 1;
        }
        for node in 0..nodes.len() {
            starts[node + 1] += starts[node];
        }
        let mut free = starts.clone();
        let mut kids = vec![Kid::Node(ROOT); found.len()];
        for (node, kid) in found {
            let at = &mut free[node.0 as usize];
            kids[*at as usize] = kid;
            *at += 1;
        }
        let mut order = vec![None; nodes.len()];
        let linked: Vec<NodeId> = (0..nodes.len() as u32)
            .map(NodeId)
            .filter(|node| linked[node.0 as usize])
            .collect();
        for (k, node) in linked.iter().enumerate() {
            order[node.0 as usize] = Some(k as u32);
        }
        Self {
            kids,
            starts,
            linked,
            order,
        }
    }

    /// The element of a node; the root where it has none.
    fn element_id(&self, node: NodeId, root: Id, elements: Ids) -> Id {
        let order = self.order.get(node.0 as usize).copied().flatten();
        order.map_or(root, |k| elements.at(k as usize))
    }

    fn kids(&self, node: NodeId) -> &[Kid] {
        let from = self.starts[node.0 as usize] as usize;
        &self.kids[from..self.starts[node.0 as usize + 1] as usize]
    }
}

/// What elements refer to.
pub struct Beside<'a> {
    /// The structure node of each marked content, by page.
    pub tags: &'a [Vec<NodeId>],
    /// The pages.
    pub pages: Ids,
    /// The annotations. Their keys in the parent tree are counted on from the pages.
    pub annotations: &'a [Annotation<'a>],
    /// Their numbers.
    pub annotation_ids: Ids,
}

/// To what the marked content of each page belongs, and each annotation: the pages first, as their
/// keys are.
struct Parents<'a> {
    place: Arc<(Tree, Beside<'a>)>,
    /// By page, the elements of its marked content.
    owners: Ids,
    elements: Ids,
    root: Id,
}

impl Entries for Parents<'_> {
    const KIND: &'static str = "Nums";

    fn count(&self) -> usize {
        let (_, beside) = &*self.place;
        beside.tags.len() + beside.annotations.len()
    }

    fn key(&self, index: usize, out: &mut Vec<u8>) {
        int(out, index as i64);
    }

    fn value(&self, index: usize, out: &mut Vec<u8>) {
        let (tree, beside) = &*self.place;
        let pages = beside.tags.len();
        let owner = match index.checked_sub(pages) {
            None => self.owners.at(index),
            Some(k) => {
                let node = beside.annotations[k].link.node;
                tree.element_id(node, self.root, self.elements)
            }
        };
        syntax::reference(out, owner);
    }
}

/// Adds the tree and gives the object of its root. Elements come in the order in which their
/// content does, and those without content are left out.
pub fn add<'a>(
    objects: &mut Objects<'a>,
    numbers: &mut Numbers,
    document: &'a Document,
    tree: Tree,
    beside: Beside<'a>,
) -> Id {
    let root = numbers.one();
    let elements = numbers.take(tree.linked.len());
    let owners = numbers.take(beside.tags.len());
    let place = Arc::new((tree, beside));
    let element_id = move |tree: &Tree, node| tree.element_id(node, root, elements);
    let shared = place.clone();
    objects.add(elements, move |index, out| {
        let (tree, beside) = &*shared;
        let id = tree.linked[index];
        let node = &document.structure[id.0 as usize];
        let parent = match id {
            ROOT => root,
            _ => element_id(tree, node.parent),
        };
        let kids = tree.kids(id);
        element(out, node, parent, kids, beside, |node| {
            element_id(tree, node)
        });
    });
    let shared = place.clone();
    objects.add(owners, move |page, out| {
        let (tree, beside) = &*shared;
        let tags = beside.tags[page].iter();
        syntax::references(out, tags.map(|&node| element_id(tree, node)));
    });
    let parents = Parents {
        place: place.clone(),
        owners,
        elements,
        root,
    };
    let parent_tree = tree::add(objects, numbers, parents);
    objects.one(root, move |out| {
        let (tree, beside) = &*place;
        dict(out, |dict| {
            dict.name("Type", "StructTreeRoot");
            dict.references("K", [element_id(tree, ROOT)]);
            dict.reference("ParentTree", parent_tree);
            let keys = beside.tags.len() + beside.annotations.len();
            dict.int("ParentTreeNextKey", keys as i64);
        });
    });
    root
}

fn element(
    out: &mut Vec<u8>,
    node: &Node,
    parent: Id,
    kids: &[Kid],
    beside: &Beside,
    element_id: impl Fn(NodeId) -> Id,
) {
    // A link that leads nowhere in this file is only words.
    let dead = node.role == "Link" && !kids.iter().any(|k| matches!(k, Kid::Annotation(_)));
    // Content on this page is told by its number alone.
    let own_page = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        _ => None,
    });
    dict(out, |dict| {
        dict.name("Type", "StructElem");
        dict.name("S", if dead { "Span" } else { node.role });
        dict.reference("P", parent);
        if let Some(alt) = &node.alt {
            dict.text("Alt", alt);
        }
        attributes(dict, node);
        if let Some(page) = own_page {
            dict.reference("Pg", beside.pages.at(page as usize));
        }
        let out = dict.entry("K");
        out.push(b'[');
        for (k, kid) in kids.iter().enumerate() {
            if k > 0 {
                out.push(b' ');
            }
            match *kid {
                Kid::Node(node) => syntax::reference(out, element_id(node)),
                Kid::Content(page, number) if Some(page) == own_page => int(out, number.into()),
                Kid::Content(page, number) => syntax::dict(out, |dict| {
                    dict.name("Type", "MCR");
                    dict.reference("Pg", beside.pages.at(page as usize));
                    dict.int("MCID", number.into());
                }),
                Kid::Annotation(k) => syntax::dict(out, |dict| {
                    let k = k as usize;
                    dict.name("Type", "OBJR");
                    dict.reference("Pg", beside.pages.at(beside.annotations[k].page));
                    dict.reference("Obj", beside.annotation_ids.at(k));
                }),
            }
        }
        out.push(b']');
    });
}

/// What a cell spans, and what a head cell is the head of.
fn attributes(dict: &mut syntax::Dict, node: &Node) {
    if node.span.0 <= 1 && node.span.1 <= 1 && node.scope.is_none() {
        return;
    }
    dict.dict("A", |dict| {
        dict.name("O", "Table");
        if node.span.0 > 1 {
            dict.int("ColSpan", node.span.0.into());
        }
        if node.span.1 > 1 {
            dict.int("RowSpan", node.span.1.into());
        }
        if let Some(scope) = node.scope {
            dict.name("Scope", scope);
        }
    });
}
