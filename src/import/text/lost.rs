//! What seems to have been lost on the way from page to text, told and left as it is.

use crate::import::account::Account;
use crate::import::paper::{range, Glyph};

/// Tells of titles without 《》 and of years that run together.
pub fn tell(text: &[Glyph], account: &mut Account) {
    let mut depth = 0_usize;
    for at in 0..text.len() {
        match text[at].c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '中' if depth == 0 => {
                if let Some(end) = title(&text[at..]) {
                    let message = "法规的名称没有书名号";
                    let help = "照原件看，补上《》";
                    account.doubt(range(&text[at..at + end]), message, help);
                }
            }
            '1' | '2' if at == 0 || !text[at - 1].c.is_ascii_digit() => {
                let run: String = text[at..].iter().map(|g| g.c).take(9).collect();
                let year = |digits: &str| digits.starts_with("19") || digits.starts_with("20");
                let digits = run.len() > 8 && run.as_bytes()[..8].iter().all(u8::is_ascii_digit);
                if digits && run.ends_with('年') && year(&run[..4]) && year(&run[4..8]) {
                    let message = "两个年份连在一起，中间少了连接号";
                    account.doubt(range(&text[at..at + 8]), message, "照原件补上“—”");
                }
            }
            _ => {}
        }
    }
}

/// How long the title of a law is that begins here: 中华人民共和国…法, 中国共产党…条例.
fn title(text: &[Glyph]) -> Option<usize> {
    const LONGEST: usize = 30;
    let all: String = text.iter().take(LONGEST).map(|g| g.c).collect();
    let rest = ["中华人民共和国", "中国共产党"]
        .iter()
        .find_map(|of| all.strip_prefix(of))?;
    let clause = rest
        .split(['，', '。', '；', '、', '《', '》', '”'])
        .next()?;
    let ends = ["条例", "准则", "若干规定", "规则", "法"];
    let ends = ends
        .iter()
        .filter_map(|end| Some(clause.find(end)? + end.len()));
    let end = ends.min().filter(|end| *end > "法".len())?;
    // 中华人民共和国法律 and 党的规则 are no titles.
    let next = clause[end..].chars().next();
    if next.is_some_and(|c| "律规院人定".contains(c)) {
        return None;
    }
    let whole = all.len() - rest.len() + end;
    Some(all[..whole].chars().count())
}
