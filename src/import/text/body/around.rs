//! What stands around the articles: the dates below the title, who signed, annexes.

use super::Reader;
use crate::import::account::Why;
use crate::import::text::facts;
use crate::import::text::structure::Paragraph;
use crate::import::text::titles::{is_date, may_be_part};

impl Reader<'_> {
    /// Reads the dates below the title; how many lines those are.
    pub(super) fn below_title(&mut self, all: &[Paragraph]) -> usize {
        let mut read = 0;
        for paragraph in all {
            let line = &paragraph.line;
            let bare = line.bare();
            let bracketed = bare.starts_with(['（', '(']) && bare.ends_with(['）', ')']);
            let is_number = bare.contains('〔') && bare.ends_with('号') && bare.len() < 60;
            if !bracketed && !is_date(&bare) && !is_number && !facts::is_dates_only(&bare) {
                break;
            }
            let dates = facts::dates(&bare);
            self.draft.issued = self.draft.issued.or(dates.issued);
            self.draft.effective = self.draft.effective.or(dates.effective);
            if facts::is_dates_only(&bare) && (dates.issued.is_some() || dates.effective.is_some())
            {
                self.account.change(line.range(), "", Why::Dates);
            } else {
                let text = self.text(paragraph);
                self.draft.preamble.push(text);
            }
            read += 1;
        }
        read
    }

    /// Where the articles end and what goes with them begins: annexes, who signed.
    pub(super) fn end(&mut self, all: &[Paragraph]) -> usize {
        let last = all
            .iter()
            .rposition(|p| self.is_top(p.head.as_ref()))
            .unwrap_or(0);
        let annex = all.iter().enumerate().skip(last + 1).find(|(_, p)| {
            let bare = p.line.bare();
            let named = ["附件", "附表", "附录", "附图"];
            p.head.is_none()
                && (named.iter().any(|word| bare.starts_with(word)) && !bare.ends_with('。')
                    || bare.starts_with("附："))
        });
        let end = annex.map_or(all.len(), |(at, _)| at);
        // 青石镇人民政府 / 2012年7月10日
        let mut signed = end;
        while signed > last + 1 {
            let paragraph = &all[signed - 1];
            let bare = paragraph.line.bare();
            let dated = is_date(&bare);
            let body = may_be_part(&paragraph.line)
                && bare.chars().count() <= 30
                && (signed < end || ends_like_a_body(&bare));
            if paragraph.head.is_some() || !dated && !body {
                break;
            }
            signed -= 1;
        }
        signed
    }

    /// Keeps what follows the articles, as comments.
    pub(super) fn beside(&mut self, all: &[Paragraph]) {
        let annex = all.iter().position(|p| p.line.bare().starts_with('附'));
        let (signed, annexes) = all.split_at(annex.unwrap_or(all.len()));
        for (name, why, part) in [
            ("落款", Why::Signature, signed),
            ("附件", Why::Annex, annexes),
        ] {
            let (Some(first), Some(last)) = (part.first(), part.last()) else {
                continue;
            };
            if why == Why::Signature {
                let mut dates = part.iter().rev().filter_map(|p| facts::day(&p.line.bare()));
                self.draft.issued = self.draft.issued.or(dates.next());
            }
            let range = first.line.range().start..last.line.range().end;
            self.account.change(range, "", why);
            let lines = part.iter().map(|p| p.line.clone()).collect();
            self.draft.beside.push((name, lines));
        }
    }
}

fn ends_like_a_body(bare: &str) -> bool {
    const BODIES: &[&str] = &[
        "委员会",
        "政府",
        "党委",
        "党组",
        "局",
        "院",
        "校",
        "公司",
        "办公室",
        "领导小组",
        "中心",
        "支部",
        "总支",
        "委",
        "办",
        "处",
        "科",
        "所",
        "站",
    ];
    BODIES.iter().any(|word| bare.ends_with(word))
}
