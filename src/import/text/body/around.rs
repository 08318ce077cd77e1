//! What stands around the articles: the dates below the title, who signed, annexes.

use super::Reader;
use crate::import::account::Why;
use crate::import::paper::Glyph;
use crate::import::text::draft::Annex;
use crate::import::text::facts;
use crate::import::text::structure::Paragraph;
use crate::import::text::titles::{ends_like_a_body, is_date, may_be_part};

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
        let is_top = |p: &&Paragraph| self.is_top(p.head.as_ref());
        let annex = (1..all.len()).find(|&at| {
            // What counts below it has to begin anew, else it is a line of an article.
            let mut tops = all[at + 1..].iter().filter(is_top);
            let anew = tops.next().and_then(|p| p.head.as_ref());
            is_annex(&all[at]) && anew.is_none_or(|head| head.number == 1)
        });
        let end = annex.unwrap_or(all.len());
        let last = all[..end].iter().rposition(|p| is_top(&p)).unwrap_or(0);
        end - signature(&all[last + 1..end], annex.is_some())
    }

    /// Reads what follows the articles.
    pub(super) fn around(&mut self, all: &[Paragraph]) {
        let mut at = 0;
        // 附件：… of an order is listed above its signature, and follows below.
        while at < all.len() {
            if is_annex(&all[at]) {
                at += self.annex(&all[at..]);
                continue;
            }
            let next = all[at..].iter().position(is_annex);
            let end = next.map_or(all.len(), |next| at + next);
            self.signed(&all[at..end]);
            at = end;
        }
    }

    /// Reads an annex; how many lines it has.
    fn annex(&mut self, all: &[Paragraph]) -> usize {
        let mut title = all[0].line.glyphs.clone();
        let mut begins = 1;
        // 附件1, with its name on the next line.
        let named = all.get(1).filter(|next| {
            is_annex_number(&all[0].line.bare()) && may_be_part(&next.line) && !is_annex(next)
        });
        if let Some(name) = named {
            let end = title.last().map_or(0, |last| last.end);
            title.push(Glyph {
                c: '\u{3000}',
                start: end,
                end,
            });
            title.extend(&name.line.glyphs);
            begins = 2;
        }
        let next = all[begins..].iter().position(is_annex);
        let end = next.map_or(all.len(), |next| begins + next);
        // Whoever signed below a list of annexes signed the whole.
        let signed = match self.draft.issued_by.is_empty() && self.draft.annexes.is_empty() {
            true => signature(&all[begins..end], false),
            false => 0,
        };
        let lines = (all[begins..end - signed].iter()).map(|paragraph| self.text(paragraph));
        let lines = lines.collect();
        self.draft.annexes.push(Annex { title, lines });
        self.signed(&all[end - signed..end]);
        end
    }

    /// Who signed, and when.
    fn signed(&mut self, all: &[Paragraph]) {
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return;
        };
        for paragraph in all {
            let line = &paragraph.line;
            let bare = line.bare();
            if !is_date(&bare) {
                self.draft.issued_by.push(line.glyphs.clone());
                continue;
            }
            match (facts::day(&bare), self.draft.issued) {
                (Some(day), None) => self.draft.issued = Some(day),
                (day, issued) if day != issued => {
                    let message = "落款的日期和题注里的不一样，或者不是一个日子";
                    let help = "照原件核对 issued";
                    self.account.doubt(line.range(), message, help);
                }
                _ => {}
            }
        }
        let range = first.line.range().start..last.line.range().end;
        self.account.change(range, "", Why::Signature);
    }
}

/// 附件1, 附表：风险点登记表, 附：….
fn is_annex(paragraph: &Paragraph) -> bool {
    let bare = paragraph.line.bare();
    let rest = ["附件", "附表", "附录", "附图"]
        .iter()
        .find_map(|word| bare.strip_prefix(word));
    let Some(rest) = rest else {
        return paragraph.head.is_none() && bare.starts_with("附：");
    };
    // 附件由办公室保管 speaks of one.
    let told = rest.contains(['，', '。', ',']) || rest.ends_with('；');
    paragraph.head.is_none() && !told
}

/// 附件, 附件1, 附表二：, without a name.
fn is_annex_number(bare: &str) -> bool {
    let rest = bare.strip_prefix('附').unwrap_or(bare);
    let rest = rest.trim_start_matches(['件', '表', '录', '图']);
    rest.chars()
        .all(|c| c.is_ascii_digit() || "一二三四五六七八九十：:".contains(c))
}

/// How many lines at the end say who signed, and when: 青石镇人民政府 / 2012年7月10日.
fn signature(all: &[Paragraph], annexed: bool) -> usize {
    let mut signed = all.len();
    while signed > 0 {
        let paragraph = &all[signed - 1];
        let bare = paragraph.line.bare();
        let dated = is_date(&bare);
        let body = may_be_part(&paragraph.line)
            && bare.chars().count() <= 30
            && (signed < all.len() || annexed || ends_like_a_body(&bare));
        if paragraph.head.is_some() || !dated && !body {
            break;
        }
        signed -= 1;
    }
    all.len() - signed
}
