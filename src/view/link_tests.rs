use super::super::anchors::Anchors;
use super::*;
use crate::diagnostic::{Place, SourceId, Spanned};
use crate::model::{Article, ArticleNumber, Chapter, Line, LineLevel, Regulation};

fn place() -> Place {
    Place::new(SourceId(0), 0..0)
}

fn s<T>(value: T) -> Spanned<T> {
    Spanned::new(value, place())
}

/// Twelve articles, the last with two items.
fn regulation(id: &str, short: &str) -> Regulation {
    let item = |n: u16| Line {
        level: LineLevel::Second,
        number: Some(n),
        path: Some(ArticlePath::new(vec![12, n])),
        label: String::new(),
        text: String::new(),
        place: place(),
    };
    let article = |n: u16| Article {
        number: s(ArticleNumber::plain(n)),
        section: None,
        caption: None,
        lines: if n == 12 {
            vec![item(1), item(2)]
        } else {
            Vec::new()
        },
    };
    Regulation {
        place: place(),
        id: s(id.into()),
        number: s(1),
        title: s(format!("向阳峪镇{short}")),
        short: s(short.into()),
        brief: None,
        form: Form::Articles,
        issued: None,
        effective: None,
        until: None,
        grade_words: Vec::new(),
        issued_by: None,
        interpreter: None,
        preamble: Vec::new(),
        chapters: vec![Chapter {
            heading: None,
            articles: (1..=12).map(article).collect(),
        }],
        annexes: Vec::new(),
        norms: Vec::new(),
        amendments: Vec::new(),
    }
}

/// The text with links written as [text>href] and grades as {word}.
fn shown(text: &str) -> String {
    let unit = Unit {
        regulations: vec![regulation("r1", "甲办法"), regulation("r2", "乙细则")],
        vocabulary: crate::build::preset::vocabulary("township"),
        ..Unit::default()
    };
    let documents = Documents::of(&unit);
    let linker = Linker::new(&unit, &documents, 0, Anchors::inside(&unit));
    let segments = linker.segments(text, None);
    let whole: String = segments.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(whole, text, "segments lose nothing");
    segments
        .iter()
        .map(|s| match (&s.href, s.grade) {
            (Some(href), _) => format!("[{}>{href}]", s.text),
            (None, Some(_)) => format!("{{{}}}", s.text),
            (None, None) => s.text.clone(),
        })
        .collect()
}

#[test]
fn mentions_in_the_same_regulation_lead_to_its_articles() {
    assert_eq!(shown("按第十条办理。"), "按[第十条>#r1-a10]办理。");
    assert_eq!(
        shown("按第十二条第（二）项办"),
        "按[第十二条第（二）项>#r1-a12-2]办"
    );
    assert_eq!(shown("第一条至第三条"), "[第一条>#r1-a1]至[第三条>#r1-a3]");
}

#[test]
fn a_place_that_is_not_there_stays_plain() {
    assert_eq!(shown("按第九十条办理，第二章"), "按第九十条办理，第二章");
    assert_eq!(shown("第十二条第（九）项"), "[第十二条>#r1-a12]第（九）项");
}

#[test]
fn a_title_carries_over_to_the_articles_joined_to_it() {
    assert_eq!(
        shown("《乙细则》第三条、第四条；本办法第五条"),
        "[《乙细则》>#r2][第三条>#r2-a3]、[第四条>#r2-a4]；本办法[第五条>#r1-a5]"
    );
    assert_eq!(shown("《刑法》第三条和第四条"), "《刑法》第三条和第四条");
    assert_eq!(shown("《刑法》。第四条"), "《刑法》。[第四条>#r1-a4]");
}

#[test]
fn outside_of_the_regulations_an_article_is_of_the_one_named_last() {
    let unit = Unit {
        regulations: vec![regulation("r1", "甲办法"), regulation("r2", "乙细则")],
        vocabulary: crate::build::preset::vocabulary("township"),
        ..Unit::default()
    };
    let documents = Documents::of(&unit);
    let linker = Linker::outside(&unit, &documents, None, Anchors::inside(&unit));
    let hrefs = |text: &str| -> Vec<String> {
        let segments = linker.links(text, None);
        segments.into_iter().filter_map(|s| s.href).collect()
    };
    assert_eq!(
        hrefs("《乙细则》原稿第三条写作高级，第四条却写作低级；《甲办法》第五条未写"),
        ["#r2", "#r2-a3", "#r2-a4", "#r1", "#r1-a5"]
    );
    assert!(hrefs("第三条；《刑法》第三条，另见第四条").is_empty());
    let linker = Linker::outside(&unit, &documents, Some(1), Anchors::inside(&unit));
    assert_eq!(
        linker.links("补写进第三条", None)[1].href.as_deref(),
        Some("#r2-a3")
    );
}

#[test]
fn the_first_mention_of_each_grade_is_marked() {
    assert_eq!(shown("为高级；高级、低级"), "为{高级}；高级、{低级}");
}

#[test]
fn odd_marks_do_no_harm() {
    for text in [
        "",
        "《",
        "第",
        "第条",
        "》第一",
        "第第一条",
        "《甲办法",
        "第（",
        "第一条第（",
    ] {
        shown(text);
    }
}
