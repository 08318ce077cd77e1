//! `[unit.notice]`: the notice that the handbook is issued with.

use super::reader::Reader;
use crate::date::Date;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Spanned};
use crate::load::Value;
use crate::model::{IssueNotice, IssuingMark};

/// Reads the notice, if there is one; who signs it and when are those of the handbook where
/// it says nothing else.
pub(super) fn notice(
    reader: &mut Reader<'_, '_>,
    issuers: &[String],
    issued: Option<Date>,
) -> Option<IssueNotice> {
    let table = reader.table("notice", "一段，见 docs/rules-format.md")?;
    let label = "[unit.notice] ".to_string();
    let mut own = Reader::new(table.value, table.place, label, reader.findings);
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|t| t.value).collect();
    let trimmed = |text: Option<Spanned<String>>, mark: char| {
        text.map_or(String::new(), |t| {
            t.trim().trim_end_matches(mark).to_string()
        })
    };
    let copy_number = own.opt_string("copy-number");
    if let Some(number) = &copy_number {
        let six = number.len() == 6 && number.bytes().all(|b| b.is_ascii_digit());
        if !six {
            own.fault(
                Code::BadValue,
                number.place,
                format!("份号写成了 {}", quoted(number)),
                "写成六位数字，如 \"000001\"（GB/T 9704 7.2.1）",
            );
        }
    }
    let mut plain_text = |key| own.opt_string(key).map_or(String::new(), |text| text.value);
    let [secrecy, urgency, approved_by] =
        ["secrecy", "urgency", "approved-by"].map(&mut plain_text);
    let mark = mark(&mut own);
    let number = own.string("number");
    if !number.is_empty() && !is_document_number(&number) {
        own.fault(
            Code::BadValue,
            number.place,
            format!("发文字号写成了 {}", quoted(&number)),
            "写成 机关代字〔四位年份〕序号号，如 \"向党发〔2012〕15号\"",
        );
    }
    let title = own.string("title").trim().to_string();
    let to = own.string("to");
    let text = plain(own.strings("text"));
    let attachments = own.opt_strings("attachments");
    for name in &attachments {
        if name.ends_with(['。', '；', '，', '、']) {
            own.fault(
                Code::BadValue,
                name.place,
                "附件名称后面不加标点（GB/T 9704 7.3.4）".to_string(),
                "去掉最后的标点",
            );
        }
    }
    let signers: Vec<String> = plain(own.opt_strings("signers"));
    let date = own.opt_date("date").map(|d| d.value).or(issued);
    let copy_to = trimmed(own.opt_string("copy-to"), '。');
    let printed_by = trimmed(own.opt_string("printed-by"), '。');
    let printed = own.opt_date("printed").map(|d| d.value).or(date);
    own.finish();
    Some(IssueNotice {
        copy_number: copy_number.map_or(String::new(), |number| number.value),
        secrecy,
        urgency,
        approved_by,
        mark,
        number,
        title,
        to: to.trim().trim_end_matches(['：', ':']).to_string(),
        text,
        attachments: plain(attachments),
        signers: if signers.is_empty() {
            issuers.to_vec()
        } else {
            signers
        },
        date,
        copy_to,
        printed_by,
        printed,
    })
}

/// The mark of one organ as it is written, or the names of several.
fn mark(own: &mut Reader<'_, '_>) -> IssuingMark {
    let written = own.raw("mark").map(|value| (&value.value, value.place));
    let Some((Value::Array(items), place)) = written else {
        return IssuingMark::Whole(own.string("mark").value);
    };
    let names = own.opt_strings("mark");
    if items.len() < 2 {
        own.fault(
            Code::BadValue,
            place,
            format!("mark 写成一列，可是只有{}个机关", items.len()),
            "联合行文写两个以上机关名称，主办机关在前；一个机关的写成一句话，如 \"中共××委员会文件\"（GB/T 9704 7.2.4）",
        );
    }
    for (at, name) in names.iter().enumerate() {
        let fault = if name.trim().ends_with("文件") {
            Some((
                "写了“文件”",
                "去掉“文件”，由程序排在各机关名称的右边（GB/T 9704 7.2.4）",
            ))
        } else if name.contains(['、', '，', '；', ',', ';', '\n']) {
            Some(("不止一个机关", "一个机关写一项"))
        } else if names[..at].iter().any(|other| other.trim() == name.trim()) {
            Some(("已经写过", "去掉重复的一项"))
        } else {
            None
        };
        if let Some((what, help)) = fault {
            let message = format!("发文机关标志里的 {} {what}", quoted(name));
            own.fault(Code::BadValue, name.place, message, help);
        }
    }
    IssuingMark::Joint(
        names
            .into_iter()
            .map(|name| name.trim().to_owned())
            .collect(),
    )
}

/// Whether it has the parts of GB/T 9704 7.2.5: letters of the organ, a whole year in
/// brackets, a number, 号. Wrong brackets, 第 and leading zeros are for the rule
/// document-number, which can also mend them.
fn is_document_number(text: &str) -> bool {
    let parts = || {
        let (organ, rest) = text.split_once(['〔', '[', '［', '(', '（', '【'])?;
        let (year, rest) = rest.split_once(['〕', ']', '］', ')', '）', '】'])?;
        let serial = rest.strip_suffix('号')?;
        Some((organ, year, serial.strip_prefix('第').unwrap_or(serial)))
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    parts().is_some_and(|(organ, year, serial)| {
        !organ.trim().is_empty()
            && !organ.contains(char::is_whitespace)
            && year.len() == 4
            && digits(year)
            && digits(serial)
    })
}

#[cfg(test)]
mod tests {
    use super::is_document_number;

    #[test]
    fn document_numbers_have_all_their_parts() {
        for good in [
            "向党发〔2012〕15号",
            "向政办发〔2013〕1号",
            "向党发[2012]第015号",
        ] {
            assert!(is_document_number(good), "{good}");
        }
        for bad in [
            "",
            "向党发2012年15号",
            "〔2012〕15号",
            "向党发〔12〕15号",
            "向党发〔2012〕15",
            "向党发〔2012〕十五号",
            "向党发〔2012〕号",
            "向党 发〔2012〕15号",
        ] {
            assert!(!is_document_number(bad), "{bad}");
        }
    }
}
