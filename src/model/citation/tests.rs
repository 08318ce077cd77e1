//! Sentences and what they cite. `[第五条|刑法 5]` means that the words in brackets are a
//! citation of article 5 of 刑法; `甲` is the regulation that the sentence stands in (its
//! article 7), `?` a document that the text leaves open. `5¶1.2` is item 2 of paragraph 1.

use super::{Document, Documents, Home, Mention, Reader, Tier};
use crate::diagnostic::{Place, SourceId, Spanned};
use crate::model::{Article, ArticleNumber, Chapter, Form, Line, LineLevel, Regulation, Unit};

fn s<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Place::new(SourceId(0), 0..0))
}

fn regulation(short: &str, form: Form, words: &str) -> Regulation {
    let line = Line {
        level: LineLevel::Paragraph,
        number: None,
        path: None,
        label: String::new(),
        text: words.into(),
        place: s(()).place,
    };
    let article = |n: u16| Article {
        number: s(ArticleNumber::plain(n)),
        section: None,
        caption: None,
        lines: vec![line.clone()],
    };
    Regulation {
        place: s(()).place,
        id: s(short.into()),
        number: s(1),
        title: s(format!("向阳峪镇{short}")),
        short: s(short.into()),
        brief: None,
        form,
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

fn unit() -> Unit {
    let aliases =
        "《中国共产党问责条例》（以下简称《条例》），《向阳峪镇乙细则》（以下简称“细则”）。";
    let mut unit = Unit {
        regulations: vec![
            regulation("甲办法", Form::Articles, aliases),
            regulation("乙细则", Form::Articles, ""),
            regulation("丙措施", Form::Parts, ""),
        ],
        ..Unit::default()
    };
    unit.profile.documents = vec![s("财政专户管理办法".into())];
    unit
}

/// The sentence with its citations written out.
fn shown(home: Home, text: &str) -> String {
    let unit = unit();
    let documents = Documents::of(&unit);
    let reader = Reader::new(&unit, &documents, home);
    let mut out = String::new();
    let mut at = 0;
    for mention in reader.read(text, Some(ArticleNumber::plain(7))) {
        let Mention::Article(citation) = mention else {
            continue;
        };
        let document = match &citation.document {
            Document::Own(index) => ["甲", "乙", "丙"][*index].to_owned(),
            Document::Foreign(range) => text[range.clone()].trim_matches(['《', '》']).to_owned(),
            Document::Unclear => "?".to_owned(),
        };
        let mut path = match citation.tier {
            Tier::Chapter => "章",
            Tier::Part => "部",
            _ => "",
        }
        .to_owned();
        path += &citation.number.to_string();
        if let Some(inserted) = citation.inserted {
            path += &format!("之{inserted}");
        }
        for step in &citation.below {
            path += if step.tier == Tier::Paragraph {
                "¶"
            } else {
                "."
            };
            path += &step.number.to_string();
        }
        out += &text[at..citation.range.start];
        out += &format!("[{}|{document} {path}]", &text[citation.range.clone()]);
        at = citation.range.end;
    }
    out + &text[at..]
}

/// Checks marked sentences; the marks taken out give the text that is read.
fn hold(home: Home, sentences: &[&str]) {
    let mut wrong = Vec::new();
    for marked in sentences {
        let mut text = String::new();
        let mut rest = *marked;
        while let Some((plain, after)) = rest.split_once('[') {
            let (inside, after) = after.split_once(']').expect("a closed mark");
            text += plain;
            text += inside.split_once('|').expect("a document").0;
            rest = after;
        }
        text += rest;
        let read = shown(home, &text);
        if read != *marked {
            wrong.push(format!("{marked}\n  read as {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_article_belongs_to_the_document_named_last() {
    hold(
        Home::Within(0),
        &[
            "依照《中华人民共和国公务员法》[第五条第一款|中华人民共和国公务员法 5¶1]和[第九条|中华人民共和国公务员法 9]办理。",
            "依照《公务员法》[第五条第一款|公务员法 5¶1]、[第二款|公务员法 5¶2]，[第九条|公务员法 9]，[第十二条|公务员法 12]办理。",
            "依照《公务员法》[第五条|公务员法 5]、[第六条|公务员法 6]、[第七条|公务员法 7]及[第八条|公务员法 8]。",
            "《刑法》[第三条|刑法 3]和[第四条|刑法 4]。",
            "《刑法》。按照[第四条|甲 4]办理。",
            "《乙细则》[第三条|乙 3]、[第四条|乙 4]；本办法[第五条|甲 5]。",
            "违反《公务员法》[第五条|公务员法 5]的，依照本办法[第九条|甲 9]、[第十条|甲 10]处理。",
            "除[第五条|甲 5]规定外，依照《公务员法》[第九条|公务员法 9]办理。",
            "《公务员法》[第五条|公务员法 5]、《刑法》[第三条|刑法 3]和本办法[第九条|甲 9]。",
            "本办法[第五条|甲 5]、《公务员法》[第九条|公务员法 9]，[第十条|公务员法 10]。",
            "《甲办法》和《乙细则》[第三条|乙 3]。",
            "《向阳峪镇乙细则》[第三条|乙 3]。",
            "《公务员法》（2018年修订）[第五条|公务员法 5]和[第九条|公务员法 9]。",
            "《问责办法（试行）》[第五条|问责办法（试行） 5]。",
            "按照《条例》[第九条|条例 9]和细则[第三条|乙 3]。",
            "《公务员法》的[第五条|公务员法 5]、《刑法》中[第九条|刑法 9]。",
            "依照《公务员法》给予处分，并按[第九条|公务员法 9]备案。",
            "本《办法》[第九条|甲 9]。",
            "《关于印发〈甲办法〉的通知》[第二条|关于印发〈甲办法〉的通知 2]。",
            "按照本办法[第五条|甲 5]（即《公务员法》[第八条|公务员法 8]的情形）和[第九条|甲 9]办理。",
            "按照《公务员法》[第五条|公务员法 5]（不含第二款）、[第九条|公务员法 9]办理。",
        ],
    );
}

#[test]
fn laws_and_listed_documents_need_no_marks() {
    hold(
        Home::Within(0),
        &[
            "按照刑法[第三条|刑法 3]。",
            "公务员法[第八条|公务员法 8]、[第九条|公务员法 9]。",
            "中华人民共和国公务员法[第八条|公务员法 8]。",
            "依照宪法[第五条|宪法 5]、民法典[第一千零四十二条|民法典 1042]。",
            "违反刑事诉讼法[第三条|刑事诉讼法 3]的，移送监察法[第十一条|监察法 11]规定的机关。",
            "按招标投标法[第四条|招标投标法 4]和政府采购法[第二十六条|政府采购法 26]。",
            "依照公务员法的规定，按照[第九条|公务员法 9]办理。",
            "执行财政专户管理办法[第六条|财政专户管理办法 6]。",
            "按照乙细则[第三条|乙 3]、向阳峪镇乙细则[第四条|乙 4]。",
            "按照旗政府乙细则[第三条|旗政府乙细则 3]办理。",
            "依照监察法实施条例[第九条|监察法实施条例 9]。",
            "依照事业单位人事管理条例[第九条|事业单位人事管理条例 9]、[第十条|事业单位人事管理条例 10]。",
            "违反廉洁自律准则（试行）[第七条|廉洁自律准则 7]。",
            "按照国发〔2012〕15号[第三条|15号 3]办理。",
            "按照党章[第九条|党章 9]、[第十条|党章 10]。",
            "依照该法[第三条|? 3]。",
            "依照公务员法[第五条|公务员法 5]和该法[第九条|公务员法 9]。",
            "依照《乙细则》，该细则[第三条|乙 3]。",
            "按照《甲办法》及其实施细则[第三条|其实施细则 3]。",
            "公务员法官、刑法律师不是法，按照[第九条|甲 9]办理。",
            "按照合同[第三条|合同 3]付款。",
            "按照附件[第三条|附件 3]办理。",
        ],
    );
}

#[test]
fn a_bare_article_is_of_the_regulation_it_stands_in() {
    hold(
        Home::Within(0),
        &[
            "按[第九条|甲 9]办理。",
            "依[第九条|甲 9]、照[第十条|甲 10]。",
            "见[第九条|甲 9]。",
            "（[第九条|甲 9]）",
            "详见（[第九条第（二）项|甲 9.2]）。",
            "适用[第九条|甲 9]，违反[第十条|甲 10]，符合[第十一条|甲 11]，属于[第十二条|甲 12]。",
            "依据[第九条|甲 9]，参照[第十条|甲 10]，援引[第十一条|甲 11]。",
            "[第九条|甲 9]规定的情形。",
            "对[第九条|甲 9]所列人员，由[第三条|甲 3]规定的机关办理。",
            "按照[第9条|甲 9]、[第 10 条|甲 10]和[第１１条|甲 11]办理。",
            "[第九条|甲 9]至[第十二条|甲 12]的规定。",
            "[第九|甲 9]至[十二条|甲 12]的规定。",
            "按照[第三|甲 3]、[四条|甲 4]和[第五|甲 5]、[第六条|甲 6]办理。",
            "按照[第十二条之一|甲 12之1]办理。",
            "违反[第三条|甲 3]、[第五条|甲 5]之一的。",
            "本暂行办法[第三条|甲 3]、本规定[第四条|甲 4]、本细则[第五条|甲 5]。",
            "按照[第二章|甲 章2]和[第三条|甲 3]。",
            "按照[第三条|甲 3]标准执行。",
            "[第三条|甲 3]例外情形，[第一条|甲 1]目的和依据。",
            "凡[第三条|甲 3]以外的，按照[第二百条|甲 200]办理！[第三条|甲 3]的不算。",
        ],
    );
}

#[test]
fn paragraphs_and_items_belong_to_their_article() {
    hold(
        Home::Within(0),
        &[
            "按照[第五条第三|甲 5¶3]、[四款|甲 5¶4]办理。",
            "按照[第五条第一款第（二）项|甲 5¶1.2]和[第三款|甲 5¶3]。",
            "按照[第五条第一款|甲 5¶1]、[第（二）项|甲 5¶1.2]办理。",
            "按照[第五条第（一）|甲 5.1]、[（三）项|甲 5.3]办理。",
            "按照[第五条第（一）项|甲 5.1]、[第（三）项|甲 5.3]，[第六条|甲 6]办理。",
            "按照[第五条第（一）|甲 5.1]至[（三）项|甲 5.3]办理。",
            "按照[第五条第二项第1目|甲 5.2.1]和[第2目|甲 5.2.2]。",
            "按照[第五条（三）项|甲 5.3]办理。",
            "前款[第（一）项|甲 7.1]所列。",
            "前款规定的情形。",
            "本条第二款[第（三）项|甲 7¶2.3]。",
            "依照第二款[第（三）项|甲 7¶2.3]。",
            "[前条|甲 6]规定的情形，[前条第二款|甲 6¶2]除外。",
            "依照《公务员法》[第五条|公务员法 5]，该条[第二款|公务员法 5¶2]。",
            "[第五条|甲 5]（一般情形）[第二款|甲 5¶2]。",
        ],
    );
}

#[test]
fn what_is_counted_is_not_cited() {
    hold(
        Home::Within(0),
        &[
            "第九条生产线投产，建成第三条流水线。",
            "按照第三条腿走路，第二条河，第四条马路。",
            "不少于三条，共九条，第三类，第二款项。",
            "第三条线索、第一条件、第二条例、第五条款。",
            "打通第九条断头路，开通第三条公交。",
            "第三条措施，这是第二条意见，第一条理由。",
            "第一，学习；第二，检查。第三、四季度。",
            "第条、第零条、第0条、第99999条、第千千千条。",
            "目前条件，以前条例，前款项，前条件。",
            "第三部分是财务，第三项工作，第二款汽车。",
            "《第三条道路》一书，《未写完的[第三条|? 3]",
        ],
    );
}

#[test]
fn what_the_text_leaves_open_is_held_to_nothing() {
    hold(
        Home::Within(0),
        &[
            "违反《刑法》[第三条|刑法 3]的，移送；违反[第九条|? 9]的，处分。",
            "违反《乙细则》[第三条|乙 3]的，通报；违反[第九条|? 9]的，处分。",
            "违反本办法[第三条|甲 3]的，通报；违反[第九条|甲 9]的，处分。",
            "违反[第三条|甲 3]的，通报；违反[第九条|甲 9]的，处分。",
            "决定书写明「违反[第九条|? 9]」，并按[第十条|甲 10]送达。",
            "决定书写明“依照本办法[第九条|甲 9]”。",
            "《乙细则》写的是“按照[第九条|乙 9]办理”，本办法[第三条|甲 3]不同。",
            "原[第九条|? 9]改为[第十条|甲 10]。",
            "按照基本办法[第三条|基本办法 3]。",
        ],
    );
}

#[test]
fn a_text_about_regulations_goes_on_with_the_one_named_last() {
    hold(
        Home::None,
        &[
            "《乙细则》原稿[第三条|乙 3]写作高级，[第四条|乙 4]却写作低级；《甲办法》[第五条|甲 5]未写。",
            "《乙细则》[第三条|乙 3]写作高级；[第四条|乙 4]写作低级。[第五条|乙 5]未写。",
            "[第三条|? 3]；《刑法》[第三条|刑法 3]，另见[第四条|刑法 4]。",
            "《丙措施》[第三部分|丙 部3]，《甲办法》第三部分。",
            "前款第（一）项，本条第二款，前条。",
        ],
    );
    hold(
        Home::About(1),
        &["补写进[第三条|乙 3]，《刑法》[第三条|刑法 3]除外。[第四条|乙 4]不改。"],
    );
}

#[test]
fn no_text_makes_it_stumble() {
    for text in [
        "第",
        "第（",
        "第（一",
        "第一条第（",
        "》第一条",
        "（（（第一条",
        "”）第一条",
        "第一、",
        "第一至",
        "前条",
        "本",
        "本第",
        "该条第二款",
        "《《第一条》",
        "第一条之",
        "第九千九千九千条",
        "第 条",
    ] {
        shown(Home::Within(0), text);
        shown(Home::None, text);
    }
}
