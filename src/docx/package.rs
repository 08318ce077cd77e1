//! The package: the parts of the file and how they belong together (ECMA-376 part 2).

use super::contents::Contents;
use super::drawing;
use super::paragraph::{faces, run_properties, twips, LEVELS};
use super::section::{DRAFT, EVEN, NONE, ODD};
use super::walk::Walked;
use super::xml::escaped;
use super::About;
use crate::text::FontRole;
use crate::typeset::length::Colour;
use crate::typeset::Stylesheet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The bytes of a document of what a page became.
pub(super) fn write(
    walked: Walked,
    style: &Stylesheet,
    about: &About<'_>,
) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same bytes on every day.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let document = format!(
        "{HEAD}<w:document {WORD}><w:body>{}</w:body></w:document>",
        walked.body
    );
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("word/document.xml", document),
        ("word/styles.xml", styles(&walked.contents)),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", footer(style, Some("right"))),
        ("word/footer2.xml", footer(style, Some("left"))),
        ("word/footer3.xml", footer(style, None)),
        ("word/header1.xml", draft_header()),
        (
            "word/_rels/document.xml.rels",
            relations(walked.drawings.len()),
        ),
        ("docProps/core.xml", core(about)),
    ];
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    for (bytes, number) in &walked.drawings {
        zip.start_file(format!("word/{}", drawing::file_name(*number)), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"emf\" ContentType=\"image/x-emf\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
        ("header1", "header"),
    ] {
        let _ = write!(
            out,
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn relations(drawings: usize) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in [
        ("rIdStyles", "styles", "styles"),
        ("rIdSettings", "settings", "settings"),
        (ODD, "footer", "footer1"),
        (EVEN, "footer", "footer2"),
        (NONE, "footer", "footer3"),
        (DRAFT, "header", "header1"),
    ] {
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}.xml\"/>"
        );
    }
    for number in 1..=drawings {
        let (id, file) = (drawing::relation(number), drawing::file_name(number));
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/image\" Target=\"{file}\"/>"
        );
    }
    out.push_str("</Relationships>");
    out
}

fn core(about: &About<'_>) -> String {
    let day = about
        .day
        .map_or("2000-01-01".to_owned(), |day| day.to_string());
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escaped(about.title),
        escaped(about.author)
    )
}

/// 正文 by GB/T 9704: 3号仿宋, and Word's headings in the faces of its levels.
fn styles(contents: &Contents) -> String {
    const SIZE: f32 = 15.75;
    let body = run_properties(FontRole::Fangsong, SIZE, Colour::BLACK, 0.0);
    let mut out = format!(
        "{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>{body}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/></w:pPr></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>",
        twips(29.62)
    );
    let fonts = [
        (FontRole::Xiaobiaosong, 26.0),
        (FontRole::Xiaobiaosong, 22.0),
        (FontRole::Hei, SIZE),
        (FontRole::Fangsong, SIZE),
    ];
    for (level, (font, size)) in (1..=LEVELS).zip(fonts) {
        let properties = run_properties(font, size, Colour::BLACK, 0.0);
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr><w:keepNext/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr>{properties}</w:rPr></w:style>",
            level - 1
        );
    }
    for level in 1..=LEVELS {
        let format = contents.style(level);
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"TOC{level}\"><w:name w:val=\"toc {level}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:uiPriority w:val=\"39\"/>{format}</w:style>"
        );
    }
    out.push_str("</w:styles>");
    out
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {WORD}><w:mirrorMargins/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// The page number between dashes, at the outer edge (GB/T 9704 7.5).
fn footer(style: &Stylesheet, side: Option<&str>) -> String {
    let number = &style.page_number;
    let size = number.size.pt(0.0, 0.0);
    let properties = run_properties(number.font, size, Colour::BLACK, 0.0);
    let indent = twips(size);
    let content = side.map_or("<w:p/>".to_owned(), |side| {
        let run = |inner: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
        format!(
            "<w:p><w:pPr><w:ind w:left=\"{indent}\" w:right=\"{indent}\"/><w:jc w:val=\"{side}\"/></w:pPr>{}{}{}{}{}</w:p>",
            run("<w:t xml:space=\"preserve\">— </w:t>"),
            run("<w:fldChar w:fldCharType=\"begin\"/>"),
            run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
            run("<w:fldChar w:fldCharType=\"end\"/>"),
            run("<w:t xml:space=\"preserve\"> —</w:t>"),
        )
    });
    format!("{HEAD}<w:ftr {WORD}>{content}</w:ftr>")
}

fn draft_header() -> String {
    let (han, _) = faces(FontRole::Hei);
    format!(
        "{HEAD}<w:hdr {WORD}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"{han}\"/><w:color w:val=\"C00000\"/></w:rPr><w:t>草　稿</w:t></w:r></w:p></w:hdr>"
    )
}
