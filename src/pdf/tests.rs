//! The back end by itself, on display lists larger than any unit makes.

use super::{write, Metadata};
use crate::text::{FontRole, Fonts};
use crate::typeset::document::{
    Destination, GlyphRun, Item, Link, Node, NodeId, OutlineEntry, Page, PlacedGlyph, ROOT,
};
use crate::typeset::length::Colour;
use crate::typeset::Document;
use lopdf::{Dictionary, Object, ObjectId};

const SIDE: f32 = 600.0;

fn node(role: &'static str, parent: NodeId) -> Node {
    Node {
        role,
        parent,
        alt: None,
        span: (1, 1),
        scope: None,
    }
}

fn document() -> Document {
    Document {
        structure: vec![node("Document", ROOT)],
        ..Document::default()
    }
}

fn page(items: Vec<Item>) -> Page {
    Page {
        width: SIDE,
        height: SIDE,
        items,
        ..Page::default()
    }
}

/// A line of text that says `text`, each glyph a little off its place.
fn line(fonts: &Fonts, text: &str, y: f32) -> Item {
    let glyphs: Vec<_> = (text.chars())
        .filter_map(|c| Some((c, fonts.glyph(FontRole::Hei, c)?)))
        .collect();
    let placed = glyphs
        .iter()
        .enumerate()
        .map(|(k, (c, glyph))| PlacedGlyph {
            id: glyph.id,
            c: *c,
            x: 10.0 + k as f32 * 5.03,
            natural: glyph.natural,
        });
    Item::Glyphs(GlyphRun {
        face: glyphs[0].1.face,
        size: 5.0,
        colour: Colour::BLACK,
        y,
        turned: false,
        glyphs: placed.collect(),
    })
}

fn written(document: &Document, fonts: &Fonts) -> Vec<u8> {
    let metadata = Metadata {
        title: "页".into(),
        author: String::new(),
        subject: String::new(),
        keywords: Vec::new(),
        date: None,
    };
    write(document, fonts, &metadata).expect("a PDF")
}

fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).expect("a PDF")
}

fn follow<'a>(document: &'a lopdf::Document, from: &Dictionary, key: &[u8]) -> &'a Dictionary {
    let id = from.get(key).and_then(Object::as_reference);
    let id = id.unwrap_or_else(|_| panic!("no {}", String::from_utf8_lossy(key)));
    document.get_dictionary(id).expect("a dictionary")
}

#[test]
fn a_page_of_a_hundred_thousand_glyphs_shows_them_all() {
    let fonts = Fonts::shipped().expect("fonts");
    let text = "廉政风险防控".repeat(20);
    let lines = 840;
    let mut set = document();
    let items = (0..lines).map(|k| line(&fonts, &text, k as f32 * 0.7));
    set.pages.push(page(items.collect()));
    let read = read(&written(&set, &fonts));
    let id = read.page_iter().next().expect("a page");
    let content = read.get_page_content(id);
    let content = lopdf::content::Content::decode(&content).expect("operators");
    let shown: usize = (content.operations.iter())
        .filter(|operation| operation.operator == "TJ")
        .filter_map(|operation| operation.operands[0].as_array().ok())
        .flatten()
        .filter_map(|item| item.as_str().ok())
        .map(|codes| codes.len() / 2)
        .sum();
    assert_eq!(shown, 120 * lines);
    assert!(shown > 100_000);
}

/// A table of so many rows, forty a page, each a cell with its number and one with a link.
fn table(fonts: &Fonts, rows: usize) -> Document {
    let mut set = document();
    set.structure.push(node("Table", ROOT));
    let mut items = Vec::new();
    let mut links = Vec::new();
    for row in 0..rows {
        let tr = NodeId(set.structure.len() as u32);
        set.structure.push(node("TR", NodeId(1)));
        let (td, held) = (NodeId(tr.0 + 1), NodeId(tr.0 + 2));
        let link = NodeId(tr.0 + 3);
        set.structure
            .extend([node("TD", tr), node("TD", tr), node("Link", held)]);
        let y = 20.0 + (row % 40) as f32 * 14.0;
        for (node, text) in [(td, row.to_string()), (link, "风险点".into())] {
            items.extend([Item::Begin(node), line(fonts, &text, y), Item::End]);
        }
        links.push(Link {
            area: [10.0, y - 5.0, 50.0, y],
            target: "#begin".into(),
            text: format!("第{row}行"),
            node: link,
        });
        if row % 40 == 39 || row + 1 == rows {
            let mut page = page(std::mem::take(&mut items));
            page.links = std::mem::take(&mut links);
            set.pages.push(page);
        }
    }
    let begin = Destination { page: 0, y: 0.0 };
    set.destinations.insert("begin".into(), begin);
    set
}

fn kids(read: &lopdf::Document, of: &Dictionary) -> Vec<ObjectId> {
    kids_under(read, of, b"K")
}

fn kids_under(read: &lopdf::Document, of: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    let kids = of.get(key).and_then(Object::as_array).expect("kids");
    let kids = kids.iter().filter_map(|kid| kid.as_reference().ok());
    kids.inspect(|id| assert!(read.has_object(*id), "{id:?}"))
        .collect()
}

#[test]
fn every_cell_and_link_of_a_table_is_in_the_structure() {
    let rows = 4000;
    let fonts = Fonts::shipped().expect("fonts");
    let read = read(&written(&table(&fonts, rows), &fonts));
    let root = follow(
        &read,
        read.catalog().expect("a catalogue"),
        b"StructTreeRoot",
    );
    let whole = read.get_dictionary(kids(&read, root)[0]).expect("Document");
    let table = read.get_dictionary(kids(&read, whole)[0]).expect("Table");
    let trs = kids(&read, table);
    assert_eq!(trs.len(), rows);
    for (row, tr) in trs.into_iter().enumerate() {
        let tr = read.get_dictionary(tr).expect("TR");
        let tds = kids(&read, tr);
        assert_eq!(tds.len(), 2, "row {row}");
        let held = read.get_dictionary(tds[1]).expect("TD");
        let link = read.get_dictionary(kids(&read, held)[0]).expect("Link");
        let of_link = link.get(b"K").and_then(Object::as_array).expect("kids");
        let [Object::Integer(_), Object::Dictionary(own)] = of_link.as_slice() else {
            panic!("row {row}: {of_link:?}");
        };
        let words = follow(&read, own, b"Obj").get(b"Contents");
        let words = words.and_then(lopdf::decode_text_string).expect("words");
        assert_eq!(words, format!("第{row}行"));
    }
    let leaves = kids_under(&read, follow(&read, root, b"ParentTree"), b"Kids");
    let mut keys = 0;
    for leaf in leaves {
        let leaf = read.get_dictionary(leaf).expect("a leaf");
        let array = |key: &[u8]| leaf.get(key).and_then(Object::as_array).expect("an array");
        let own: Vec<i64> = array(b"Nums")
            .chunks(2)
            .flat_map(|pair| pair[0].as_i64())
            .collect();
        let limits: Vec<i64> = array(b"Limits").iter().flat_map(Object::as_i64).collect();
        assert_eq!(limits, [own[0], own[own.len() - 1]]);
        assert!(
            own.iter().copied().eq(keys..keys + own.len() as i64),
            "{own:?}"
        );
        keys += own.len() as i64;
    }
    assert_eq!(keys as usize, rows / 40 + rows);
}

/// Read back it would take lopdf half a minute; what the file says it holds is enough beside the
/// test above.
#[test]
fn a_table_of_a_hundred_thousand_rows_is_written() {
    let rows = 100_000;
    let fonts = Fonts::shipped().expect("fonts");
    let bytes = written(&table(&fonts, rows), &fonts);
    let tail = String::from_utf8_lossy(&bytes);
    let (_, size) = tail
        .rsplit_once("/Size ")
        .expect("a cross-reference stream");
    let size = size.split(|c: char| !c.is_ascii_digit()).next();
    let size: usize = size.and_then(|size| size.parse().ok()).expect("a number");
    // A row, two cells, a link as an element and as an annotation.
    assert!(size > 5 * rows, "{size}");
    assert!(bytes.ends_with(b"%%EOF\n"));
}

#[test]
fn twenty_thousand_bookmarks_stand_in_order_below_each_other() {
    let fonts = Fonts::shipped().expect("fonts");
    let mut set = document();
    set.pages.push(page(Vec::new()));
    let levels = [1, 2, 3, 3, 2, 3, 4, 4];
    set.outline = (0..20_000)
        .map(|k| OutlineEntry {
            level: levels[k % levels.len()],
            title: format!("第{k}条"),
            destination: Destination { page: 0, y: 0.0 },
        })
        .collect();
    let read = read(&written(&set, &fonts));
    let root = follow(&read, read.catalog().expect("a catalogue"), b"Outlines");
    let mut seen = Vec::new();
    let mut open = vec![follow(&read, root, b"First")];
    while let Some(item) = open.pop() {
        let title = item.get(b"Title").and_then(lopdf::decode_text_string);
        seen.push((open.len() as u8, title.expect("a title")));
        if item.has(b"Next") {
            open.push(follow(&read, item, b"Next"));
        }
        if item.has(b"First") {
            open.push(follow(&read, item, b"First"));
        }
    }
    let titles = seen.iter().map(|(_, title)| title);
    assert!(titles.eq(set.outline.iter().map(|entry| &entry.title)));
}

#[test]
fn the_bytes_are_the_same_on_one_core_and_on_many() {
    let fonts = Fonts::shipped().expect("fonts");
    let set = table(&fonts, 3000);
    let bytes = [1, 2, 7].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().expect("threads");
        pool.install(|| written(&set, &fonts))
    });
    assert!(bytes.iter().all(|other| *other == bytes[0]));
}
