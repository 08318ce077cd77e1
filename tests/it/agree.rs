//! Text and norm of the sample are changed, one and the other and both: what says another thing
//! than its counterpart is found, what was changed in both is not.

use crate::common::{files, root, Unit};
use lianfang::date::Date;
use std::fs;
use std::path::Path;

/// One change of an article's words, and the same change of its norm: what is replaced by what.
struct Change {
    file: &'static str,
    text: (&'static str, &'static str),
    norm: (&'static str, &'static str),
}

const CHANGES: &[Change] = &[
    Change {
        file: "r1",
        text: ("公示7天", "公示10天"),
        norm: ("days = 7", "days = 10"),
    },
    Change {
        file: "r6",
        text: ("在5个工作日内立案", "在三个工作日内立案"),
        norm: ("within-workdays = 5", "within-workdays = 3"),
    },
    Change {
        file: "r5",
        text: ("在10个工作日内书面报告", "在15个工作日内书面报告"),
        norm: ("within-workdays = 10", "within-workdays = 15"),
    },
    Change {
        file: "r1",
        text: ("在检查后30天内与", "在检查后20日内与"),
        norm: ("within-days = 30", "within-days = 20"),
    },
    Change {
        file: "r1",
        text: ("写出报告，高级的每半年1次", "写出报告，高级的每季度1次"),
        norm: (
            "each = [\"department\", \"post\"]\ngrades.high = \"half-year\"",
            "each = [\"department\", \"post\"]\ngrades.high = \"quarter\"",
        ),
    },
    Change {
        file: "r1",
        text: ("高级站所每半年检查1次", "高级站所每月检查1次"),
        norm: (
            "ledger = \"inspection\"\neach = \"department\"\ngrades.high = \"half-year\"",
            "ledger = \"inspection\"\neach = \"department\"\ngrades.high = \"month\"",
        ),
    },
    Change {
        file: "r1",
        text: ("每半年召开1次防控工作会议", "每季度召开1次防控工作会议"),
        norm: (
            "each = \"unit\"\nevery = \"half-year\"",
            "each = \"unit\"\nevery = \"quarter\"",
        ),
    },
    Change {
        file: "r1",
        text: ("中级、低级站所2年内审计1次", "中级、低级站所每年审计1次"),
        norm: (
            "grades.middle = \"two-years\"\ngrades.low = \"two-years\"",
            "grades.middle = \"year\"\ngrades.low = \"year\"",
        ),
    },
    Change {
        file: "r1",
        text: ("每5年轮岗1次", "每四年轮岗1次"),
        norm: ("years = 5", "years = 4"),
    },
    Change {
        file: "r1",
        text: ("排在末3名的", "排在末2名的"),
        norm: ("\nlast = 3", "\nlast = 2"),
    },
    Change {
        file: "r1",
        text: ("单笔5万元以上", "单笔十万元以上"),
        norm: ("large-sum-from = 50000", "large-sum-from = 100000"),
    },
    Change {
        file: "r1",
        text: ("每年1月31日前", "每年2月28日前"),
        norm: ("by = \"01-31\"", "by = \"02-28\""),
    },
    Change {
        file: "r1",
        text: ("汇总，镇纪委复核，联席会议确定，公示后报", "汇总，联席会议确定，公示后报"),
        norm: (
            "\"collect\", \"recheck\", \"decide\", \"publish\", \"file\"]\nreviewer = \"leader\"\ncollector = \"fkb\"\nrechecker = \"jw\"\n",
            "\"collect\", \"decide\", \"publish\", \"file\"]\nreviewer = \"leader\"\ncollector = \"fkb\"\n",
        ),
    },
    Change {
        file: "r1",
        text: ("形成会议纪要，报旗纪委备案", "形成会议纪要，报旗委备案"),
        norm: (
            "record = \"minutes\"\nwith = \"qjw\"",
            "record = \"minutes\"\nwith = \"qw\"",
        ),
    },
    Change {
        file: "r2",
        text: ("低级用黄色标示", "低级用蓝色标示"),
        norm: ("low = \"黄色\"", "low = \"蓝色\""),
    },
    Change {
        file: "r2",
        text: ("合计9分以上的为高级", "合计10分以上的为高级"),
        norm: ("from.high = 9", "from.high = 10"),
    },
    Change {
        file: "r3",
        text: ("设置8个廉政风险点，等级为中级", "设置8个廉政风险点，等级为高级"),
        norm: (
            "class = \"sx\"\ngrade = \"middle\"",
            "class = \"sx\"\ngrade = \"high\"",
        ),
    },
    Change {
        file: "r4",
        text: ("高级（红色）：农业服务中心、", "高级（红色）："),
        norm: ("grades.high = [\"nyfw\", ", "grades.high = ["),
    },
    Change {
        file: "r5",
        text: ("三级预警，警示提醒", "三级预警，书面提醒"),
        norm: ("3 = \"警示提醒\"", "3 = \"书面提醒\""),
    },
    Change {
        file: "r5",
        text: ("站所负责人为二级", "站所负责人为一级"),
        norm: ("head = 2", "head = 1"),
    },
    Change {
        file: "r5",
        text: ("财务审批制度和收费", "财务审批制度、票据管理制度和收费"),
        norm: ("\"财务审批制度\", ", "\"财务审批制度\", \"票据管理制度\", "),
    },
    Change {
        file: "r5",
        text: ("（三）内部通报", "（三）书面通报"),
        norm: ("\"内部通报\"]", "\"书面通报\"]"),
    },
    Change {
        file: "r6",
        text: ("每月组织1次法律法规", "每季度组织1次法律法规"),
        norm: ("times = 12", "times = 4"),
    },
    Change {
        file: "r6",
        text: ("至少每半年核对1次", "至少每季度核对1次"),
        norm: ("times = 2", "times = 4"),
    },
    Change {
        file: "r6",
        text: ("每案由2人以上办理", "每案由三人以上办理"),
        norm: ("at-least = 2", "at-least = 3"),
    },
    Change {
        file: "r5",
        text: ("自2012年7月15日起施行", "自2012年8月1日起施行"),
        norm: ("effective = 2012-07-15", "effective = 2012-08-01"),
    },
    Change {
        file: "r5",
        text: ("本办法由镇廉政风险预警防控工作领导小组负责", "本办法由镇纪委负责"),
        norm: ("interpreter = \"ldxz\"", "interpreter = \"jw\""),
    },
];

#[test]
fn what_is_changed_in_text_or_norm_alone_is_found() {
    assert!(CHANGES.len() >= 20);
    let folder = tempfile::tempdir().unwrap();
    let rules = root().join("rules");
    for file in files(&rules) {
        let to = folder.path().join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(rules.join(&file), to).unwrap();
    }
    assert_eq!(differences(folder.path()), [""; 0], "the sample itself");
    for change in CHANGES {
        let path = folder
            .path()
            .join(format!("regulations/{}.toml", change.file));
        let whole = fs::read_to_string(&path).unwrap();
        let with = |changes: &[(&str, &str)]| {
            let mut text = whole.clone();
            for (find, replace) in changes {
                assert!(text.contains(find), "{}: {find}", change.file);
                text = text.replacen(find, replace, 1);
            }
            fs::write(&path, text).unwrap();
            differences(folder.path())
        };
        let what = change.text.1;
        assert!(!with(&[change.text]).is_empty(), "text only: {what}");
        assert!(!with(&[change.norm]).is_empty(), "norm only: {what}");
        let both = with(&[change.text, change.norm]);
        assert!(both.is_empty(), "both: {what}: {both:?}");
        fs::write(&path, whole).unwrap();
    }
}

/// A ledger of the unit's own: how articles speak of it and of its days is what it declares, else
/// its name. Of each change: whether the article and the norm still agree.
#[test]
fn a_ledger_of_the_units_own_is_held_against_its_articles() {
    const NAMED: &str = "name = \"廉政讲座\"";
    const SPOKEN: &str = "name = \"课堂登记\"\nsaid-as = [\"讲座\", \"授课\"]";
    const OTHER: &str = "name = \"课堂登记\"";
    const FILED: &str = "key = \"filed-on\", type = \"day\", name = \"备案\"";
    let (times, days) = ("times = 2", "within-workdays = 5");
    let article = "每年办两次廉政讲座";
    for (what, ledger, filed, (old, new), agree) in [
        ("as it is", NAMED, FILED, ("", ""), true),
        ("named, norm", NAMED, FILED, (times, "times = 3"), false),
        (
            "named, article",
            NAMED,
            FILED,
            (article, "每年办三次廉政讲座"),
            false,
        ),
        (
            "said another way",
            NAMED,
            FILED,
            (article, "每半年办一次廉政讲座"),
            true,
        ),
        (
            "spoken of, norm",
            SPOKEN,
            FILED,
            (times, "times = 4"),
            false,
        ),
        (
            "spoken of, in a half-year",
            SPOKEN,
            FILED,
            ("every = \"year\"\ntimes = 2", "every = \"half-year\""),
            true,
        ),
        (
            "spoken of, in a quarter",
            SPOKEN,
            FILED,
            ("every = \"year\"\ntimes = 2", "every = \"quarter\""),
            false,
        ),
        // The article gives no number where the ledger's own words stand.
        (
            "spoken of, no number",
            SPOKEN,
            FILED,
            (article, "办好廉政讲座"),
            false,
        ),
        (
            "named, no number",
            NAMED,
            FILED,
            (article, "办好廉政讲座"),
            true,
        ),
        // It speaks of something that the ledger is not called.
        (
            "renamed",
            OTHER,
            FILED,
            ("每年办两次廉政讲座", "每年办三次会议，做好廉政讲座"),
            false,
        ),
        (
            "renamed, two numbers",
            OTHER,
            FILED,
            (article, "每年办三次会议，每季度办一次讲座"),
            true,
        ),
        ("days", NAMED, FILED, (days, "within-workdays = 10"), false),
        (
            "days in the article",
            NAMED,
            FILED,
            ("以后5个工作日以内报", "以后15个工作日以内报"),
            false,
        ),
        // 备案 is not spoken of by this word, and 询价 has days of its own.
        (
            "another word",
            NAMED,
            "key = \"filed-on\", type = \"day\", name = \"入档\", said-as = [\"入档\"]",
            (days, "within-workdays = 10"),
            true,
        ),
    ] {
        let unit = Unit::copy(&root().join("tests/towns/ledgers"));
        unit.replace("ledgers.toml", NAMED, ledger);
        unit.replace("ledgers.toml", FILED, filed);
        if !old.is_empty() {
            unit.replace("r2.toml", old, new);
        }
        let found = differences(&unit.path("rules"));
        assert_eq!(found.is_empty(), agree, "{what}: {found:?}");
    }
}

/// What texts of the unit repeat of a norm on a ledger of its own.
#[test]
fn texts_that_repeat_a_number_of_a_ledger_of_the_units_own() {
    const NAMED: &str = "name = \"廉政讲座\"";
    for (ledger, duty, found) in [
        (NAMED, "每年举办1次廉政讲座", true),
        (NAMED, "每半年举办1次廉政讲座", false),
        (NAMED, "每年举办1次讲座", false),
        ("name = \"讲座\"", "每年举办1次讲座", false),
        (
            "name = \"讲座\"\nknown-by = [\"讲座、授课\"]",
            "每年举办1次讲座",
            true,
        ),
        (
            "name = \"讲座\"\nknown-by = [\"廉政、廉洁\", \"讲座、授课\"]",
            "每年廉洁授课1次",
            true,
        ),
        (
            "name = \"讲座\"\nknown-by = [\"廉政、廉洁\", \"讲座、授课\"]",
            "每年举办1次讲座",
            false,
        ),
    ] {
        let unit = Unit::copy(&root().join("tests/towns/ledgers"));
        unit.replace("ledgers.toml", NAMED, ledger);
        unit.replace(
            "czs.toml",
            "\"编制镇年度预算和决算草案\"",
            &format!("\"{duty}\""),
        );
        let told = unit.run("check", &["--rules", "rules"]).1;
        assert_eq!(told.contains("[LF356]"), found, "{ledger} {duty} {told}");
    }
}

/// What is found of texts and norms that differ.
fn differences(rules: &Path) -> Vec<String> {
    let today = Date::parse("2013-03-31").unwrap();
    let checked = lianfang::check(rules, None, today);
    let found = checked.findings.iter();
    let found = found.filter(|f| (351..=355).contains(&f.code.number()));
    found.map(|f| format!("{} {}", f.code, f.message)).collect()
}
