//! Papers as offices write them, what is not certain in them, and any text at all.

use super::{accounted, found, Dice};
use crate::diagnostic::SourceId;
use crate::import::account::Account;
use crate::import::text::regulations;

/// The regulations of a text, a line each, and what was told of it.
fn read(source: &str) -> (Vec<String>, Vec<String>) {
    let mut account = Account::new(SourceId(0));
    let drafts = regulations(source, &[], "文件", &mut account);
    accounted(source, &account, &drafts);
    let told = account.doubts.iter().map(|doubt| doubt.message.clone());
    (drafts.iter().flat_map(found).collect(), told.collect())
}

#[test]
fn papers_are_read_as_offices_write_them() {
    for (source, wanted) in [
        // A handbook with a cover, a contents list, signatures and an annex.
        (
            "某镇制度汇编\n\n目  录\n甲管理办法………1\n乙管理制度………2\n\n甲管理办法\n第一条　甲。\n第二条　乙。\n某镇人民政府\n2012年7月10日\n附件：清单\n甲\n\n乙管理制度\n一、丙。\n二、丁。\n",
            &["甲管理办法", "条1 ", "甲。", "条2 ", "乙。", "落款 某镇人民政府 2012-07-10", "附件：清单", "甲", "乙管理制度", "条1 ", "丙。", "条2 ", "丁。"][..],
        ),
        // Contents without page numbers end where their first entry comes again.
        (
            "目录\n第一章 总则\n第二章 附则\n\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n",
            &["文件", "章1 总则", "条1 ", "甲。", "章2 附则", "条2 ", "乙。"],
        ),
        // Duties counted by 1. below titles that nothing else counts.
        (
            "会计岗位职责\n1、记账。\n2、对账。\n出纳岗位职责\n1、收款。\n2、付款。\n",
            &["会计岗位职责", "条1 ", "记账。", "条2 ", "对账。", "出纳岗位职责", "条1 ", "收款。", "条2 ", "付款。"],
        ),
        // Titles over several lines, numbers and titles of chapters apart, articles in one line.
        (
            "某县人民医院\n大型设备采购\n管理办法\n第一章\n总　则\n第一条 甲。第二条 乙：（一）丙；（二）丁。\n",
            &["某县人民医院大型设备采购管理办法", "章1 总则", "条1 ", "甲。", "条2 ", "乙：", "（一）丙；", "（二）丁。"],
        ),
        // Chapters by 一、 above articles, 附则 without a number, 编.
        (
            "某某办法\n第一编 总编\n一、总则\n第一条 甲。\n附则\n第二条 乙。\n",
            &["某某办法", "条1 ", "甲。", "章0 附则", "条2 ", "乙。"],
        ),
        // Sections without chapters.
        (
            "某某办法\n第一节 甲\n第一条 乙。\n第二节 丙\n第二条 丁。\n",
            &["某某办法", "章0 第一节　甲", "条1 ", "乙。", "章0 第二节　丙", "条2 ", "丁。"],
        ),
        // Numbers that begin anew in each chapter are the regulation's own.
        (
            "某某办法\n第一章 甲\n第一条 乙。\n第二章 丙\n第一条 丁。\n",
            &["某某办法", "章1 甲", "条1 ", "乙。", "章2 丙", "条1 ", "丁。"],
        ),
        // Subjects of articles in brackets and on the line of the number.
        (
            "某某办法\n第一条（目的）甲。\n第二条　范围\n乙。\n第二条之一　丙。第三条　丁。\n",
            &["某某办法", "条1 目的", "甲。", "条2 范围", "乙。", "条2-1 ", "丙。", "条3 ", "丁。"],
        ),
        // A preamble, the date below the title, a day of force in the text.
        (
            "某某办法\n（2012年7月10日会议通过　自8月1日起施行）\n为了甲，制定本办法：\n第一条 乙。\n",
            &["某某办法", "（2012年7月10日会议通过　自8月1日起施行）", "为了甲，制定本办法：", "条1 ", "乙。"],
        ),
        // Annexes: their names beside their number and below it, a signature before them and
        // after their list, articles and items of their own, and words that only speak of one.
        (
            "某某办法\n第一条 甲。\n附件由办公室保管。\n第二条 乙。\n附件：1.甲表\n2.乙表\n某局\n2012年7月10日\n附件1\n甲表\n填表说明：\n1.丙。\n附件2 乙表\n一、丁。\n",
            &["某某办法", "条1 ", "甲。", "附件由办公室保管。", "条2 ", "乙。", "落款 某局 2012-07-10", "附件：1.甲表", "2. 乙表", "附件1　甲表", "填表说明：", "1. 丙。", "附件2 乙表", "一、丁。"],
        ),
        // ① below （1）.
        (
            "某某办法\n第一条 甲：\n（一）乙：\n1.丙：\n（1）丁：①戊；②己。\n",
            &["某某办法", "条1 ", "甲：", "（一）乙：", "1. 丙：", "（1）丁：", "①戊；", "②己。"],
        ),
    ] {
        let (found, _) = read(source);
        if source.contains("第一编") {
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            assert!(found.ends_with(&wanted[1..]), "{found:?}");
            continue;
        }
        assert_eq!(found, wanted, "{source}");
    }
}

#[test]
fn what_is_not_certain_is_told() {
    for (source, words) in [
        ("某某办法\n第一条 依照中华人民共和国会计法办理。", "书名号"),
        ("某某办法\n第一条 20052010年规划。", "年份"),
        ("某某办法\n第一条 甲。\n第三条 乙。", "不连着"),
        ("某某办法\n第二条 甲。\n", "从第二条开始"),
        ("第一条 甲。\n", "没有认出标题"),
        ("某某办法\n第一条 甲\u{fffd}。\n", "转换时丢了"),
        ("某某办法\n第一条\n第二条 甲。\n", "没有文字"),
        ("某某办法\n第一条 甲。\n第二条之一 乙。\n", "不连着"),
        (
            "某某办法\n（2012年7月1日发布）\n第一条 甲。\n某镇人民政府\n2012年7月10日\n",
            "落款的日期",
        ),
        ("某某办法\n第一条 甲。\n第二章 乙\n", "下面没有条文"),
        (
            "某某办法\n第一条 甲。\n某规定的说明\n第一条 乙。\n",
            "当作标题",
        ),
    ] {
        let (_, told) = read(source);
        assert!(
            told.iter().any(|told| told.contains(words)),
            "{words}: {told:?}"
        );
    }
    let (_, told) =
        read("某某办法\n第一条 依照《中华人民共和国会计法》和中华人民共和国法律，2005年办理。\n");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn no_text_is_lost_whatever_it_is() {
    const PIECES: &[&str] = &[
        "第",
        "一",
        "二",
        "十",
        "1",
        "2",
        "20",
        "条",
        "章",
        "节",
        "编",
        "部分",
        "类",
        "（",
        "）",
        "(",
        ")",
        "、",
        ".",
        "，",
        "。",
        "：",
        "；",
        "《",
        "》",
        "“",
        "\"",
        "-",
        "—",
        "…",
        "...",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "　",
        " ",
        "\t",
        "\u{c}",
        "\r\n",
        "\u{b}",
        "\u{feff}",
        "⼈",
        "⑴",
        "㈠",
        "⒈",
        "①",
        "目录",
        "附件",
        "甲乙",
        "办法",
        "制度",
        "某某管理办法\n",
        "第一条",
        "一、",
        "（一）",
        "1.",
        "附则",
        "之一",
        "规定",
        "页",
        "共",
        "【",
        "】",
        "2012年7月10日",
        "发布",
        "自",
        "起施行",
        "由",
        "负责解释",
        "\u{fffd}",
        "<",
        ">",
        "a",
        "𠮷",
    ];
    for seed in 1..=1500_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let source: String = (0..dice.below(120)).map(|_| dice.pick(PIECES)).collect();
        let mut account = Account::new(SourceId(0));
        let drafts = regulations(&source, &[], "文件", &mut account);
        if !drafts.is_empty() {
            accounted(&source, &account, &drafts);
        }
    }
}
