//! The structure tree (ISO 32000-1 14.7): what is a heading, a paragraph, a table cell.

use crate::typeset::document::{Node, NodeId, ROOT};
use crate::typeset::Document;
use lopdf::{dictionary, Dictionary, Object, ObjectId};

/// A child of a structure element.
#[derive(Clone, Copy)]
enum Kid {
    /// Another element.
    Node(NodeId),
    /// Marked content: page and number.
    Content(usize, usize),
    /// The annotation of a link: page and object.
    Annotation(usize, ObjectId),
}

/// The annotation of a link. Its key in the parent tree is its place among all annotations,
/// counted on from the pages.
pub struct Annotation {
    /// Page index.
    pub page: usize,
    /// The annotation.
    pub object: ObjectId,
    /// Its `Link` element.
    pub node: NodeId,
}

/// Writes the tree and gives the object of its root. Elements come in the order in which
/// their content does, and those without content are left out.
pub fn write(
    pdf: &mut lopdf::Document,
    document: &Document,
    tags: &[Vec<NodeId>],
    pages: &[ObjectId],
    annotations: &[Annotation],
) -> ObjectId {
    let nodes = &document.structure;
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); nodes.len()];
    let mut linked = vec![false; nodes.len()];
    linked[0] = true;
    let mut add = |node: NodeId, kid: Kid| {
        kids[node.0 as usize].push(kid);
        let mut at = node;
        while !linked[at.0 as usize] {
            linked[at.0 as usize] = true;
            let parent = nodes[at.0 as usize].parent;
            kids[parent.0 as usize].push(Kid::Node(at));
            at = parent;
        }
    };
    for (page, tags) in tags.iter().enumerate() {
        for (number, &node) in tags.iter().enumerate() {
            add(node, Kid::Content(page, number));
        }
    }
    for annotation in annotations {
        let kid = Kid::Annotation(annotation.page, annotation.object);
        add(annotation.node, kid);
    }
    let root = pdf.new_object_id();
    let ids: Vec<Option<ObjectId>> = linked
        .iter()
        .map(|&linked| linked.then(|| pdf.new_object_id()))
        .collect();
    for (index, node) in nodes.iter().enumerate() {
        let Some(id) = ids[index] else { continue };
        let parent = if NodeId(index as u32) == ROOT {
            root
        } else {
            ids[node.parent.0 as usize].unwrap_or(root)
        };
        let mut element = element(node, parent, &kids[index]);
        element.set("K", kid_array(&kids[index], &ids, pages));
        pdf.objects.insert(id, Object::Dictionary(element));
    }
    let mut numbers = Vec::with_capacity(tags.len() * 2);
    for (page, tags) in tags.iter().enumerate() {
        let owners: Vec<Object> = tags
            .iter()
            .filter_map(|n| ids[n.0 as usize])
            .map(Object::Reference)
            .collect();
        numbers.push(Object::Integer(page as i64));
        let list = pdf.add_object(Object::Array(owners));
        numbers.push(Object::Reference(list));
    }
    for (k, annotation) in annotations.iter().enumerate() {
        if let Some(owner) = ids[annotation.node.0 as usize] {
            numbers.push(Object::Integer((tags.len() + k) as i64));
            numbers.push(Object::Reference(owner));
        }
    }
    let parent_tree = pdf.add_object(dictionary! { "Nums" => numbers });
    let top: Vec<Object> = ids[0].map(Object::Reference).into_iter().collect();
    pdf.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => Object::Reference(parent_tree),
            "ParentTreeNextKey" => (tags.len() + annotations.len()) as i64,
        }),
    );
    root
}

fn element(node: &Node, parent: ObjectId, kids: &[Kid]) -> Dictionary {
    // A link that leads nowhere in this file is only words.
    let dead = node.role == "Link" && !kids.iter().any(|k| matches!(k, Kid::Annotation(..)));
    let role = if dead { "Span" } else { node.role };
    let mut element = dictionary! {
        "Type" => "StructElem",
        "S" => Object::Name(role.as_bytes().to_vec()),
        "P" => Object::Reference(parent),
    };
    if let Some(alt) = &node.alt {
        element.set("Alt", lopdf::text_string(alt));
    }
    let mut attributes = dictionary! { "O" => "Table" };
    if node.span.0 > 1 {
        attributes.set("ColSpan", i64::from(node.span.0));
    }
    if node.span.1 > 1 {
        attributes.set("RowSpan", i64::from(node.span.1));
    }
    if let Some(scope) = node.scope {
        attributes.set("Scope", Object::Name(scope.as_bytes().to_vec()));
    }
    if attributes.len() > 1 {
        element.set("A", attributes);
    }
    element
}

fn kid_array(kids: &[Kid], ids: &[Option<ObjectId>], pages: &[ObjectId]) -> Vec<Object> {
    kids.iter()
        .filter_map(|kid| match *kid {
            Kid::Node(node) => ids[node.0 as usize].map(Object::Reference),
            Kid::Content(page, number) => Some(Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => Object::Reference(pages[page]),
                "MCID" => number as i64,
            })),
            Kid::Annotation(page, object) => Some(Object::Dictionary(dictionary! {
                "Type" => "OBJR",
                "Pg" => Object::Reference(pages[page]),
                "Obj" => Object::Reference(object),
            })),
        })
        .collect()
}
