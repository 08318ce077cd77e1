//! A county hospital, as a unit that is no township: it says its own words, keeps all its norms,
//! and prints everything; no word of another kind of unit is on its pages or in its findings.

use crate::common::{files, generate, page_texts, root, Unit};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Words of other kinds of units.
const FOREIGN: [&str; 12] = [
    "站所",
    "股室",
    "镇",
    "旗",
    "本局",
    "廉政",
    "高级",
    "中级",
    "低级",
    "行政许可",
    "联席会议",
    "A级",
];

fn rules() -> PathBuf {
    root().join("tests/units/hospital")
}

/// Its whole output, made once.
pub static OUTPUT: LazyLock<PathBuf> = LazyLock::new(|| {
    let output =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hospital-{}", std::process::id()));
    let run = generate(&rules(), &output, &[]);
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{told}");
    // Nothing is cut, no glyph is missing, nothing had to be made smaller than can be read.
    assert!(!told.contains("警告") && !told.contains("错误"), "{told}");
    output
});

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn heard(what: &str, text: &str) -> Vec<String> {
    let text = without_blanks(text);
    let words = FOREIGN.iter().filter(|word| text.contains(**word));
    words.map(|word| format!("{what}: {word}")).collect()
}

#[test]
fn a_power_and_how_far_it_goes_stay_on_a_line() {
    let Some(pages) = page_texts(&OUTPUT.join("tables/posts.pdf")) else {
        return;
    };
    let text = pages.concat();
    // 药剂科主任 has three, which take two lines.
    assert!(text.contains("医保审核（部分）"), "{text}");
    let shown = std::fs::read_to_string(OUTPUT.join("tables/posts.html")).expect("page");
    assert!(shown.contains("<span class=\"whole\">医保审核（部分）</span>"));
}

#[test]
fn the_notice_of_grades_says_who_manages_each() {
    let page = std::fs::read_to_string(OUTPUT.join("posters/yjk-grade.html")).expect("page");
    for words in [
        "红色　党委书记、院长管理",
        "橙色　分管院领导管理",
        "黄色　科室负责人管理",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn it_keeps_every_norm_it_has() {
    let (code, told) = Unit::copy(&rules()).run("check", &[]);
    assert_eq!(code, Some(0), "{told}");
    let sums = "8 个科室、26 个岗位、26 个风险点、32 条措施、5 个工作流程、3 部制度";
    assert!(told.contains(&format!("检查通过：{sums}")), "{told}");
}

#[test]
fn its_pages_speak_its_own_words_only() {
    let mut said = String::new();
    let mut wrong = Vec::new();
    for file in files(&OUTPUT) {
        let path = OUTPUT.join(&file);
        let text = match path.extension().and_then(|e| e.to_str()) {
            Some("html") => std::fs::read_to_string(&path).expect("UTF-8"),
            // posters.pdf holds what each poster holds.
            Some("pdf") if !file.starts_with("posters/") => match page_texts(&path) {
                Some(pages) => pages.concat(),
                None => continue,
            },
            _ => continue,
        };
        wrong.extend(heard(&file, &text));
        assert!(without_blanks(&text).contains("科室"), "{file}");
        said += &text;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let said = without_blanks(&said);
    for word in [
        "本院",
        "一级",
        "处方权",
        "医保审核",
        "药事会",
        "院长办公会",
        "党委会",
        "廉洁风险",
        "分管院领导",
        "红色预警",
        "黄色预警",
        "易发",
        "县卫生健康局",
    ] {
        assert!(said.contains(word), "{word}");
    }
}

#[test]
fn the_mark_of_its_notice_stands_on_one_line() {
    let Some(pages) = page_texts(&OUTPUT.join("handbook.pdf")) else {
        return;
    };
    let mark = "中共青石县人民医院委员会文件";
    assert!(pages
        .iter()
        .any(|page| page.lines().any(|line| line == mark)));
}

#[test]
fn its_findings_speak_its_own_words_only() {
    let hospital = Unit::copy(&rules());
    // Each edit is a fault; so many are told of, and each in the hospital's words.
    for (file, old, new) in [
        (
            "departments/nk.toml",
            "prescribing = \"part\" }\nwall",
            "prescribing = \"whole\" }\nwall",
        ),
        (
            "departments/ybgs.toml",
            "leader = \"yz\"",
            "leader = \"nobody\"",
        ),
        (
            "departments/zwk.toml",
            "warning-level = \"orange\"",
            "warning-level = \"yellow\"",
        ),
        (
            "departments/sbk.toml",
            "factors = { likelihood = 3, harm = 3 }",
            "factors = { likelihood = 1, harm = 3 }",
        ),
        (
            "departments/cwk.toml",
            "since = 2020-08-03",
            "since = 2018-08-03",
        ),
        (
            "departments/rsk.toml",
            "departments = [\"rsk\"]\nposts = [\"dwsj\", \"rsk-kz\", \"rsk-zp\"]",
            "posts = [\"dwsj\"]",
        ),
        ("regulations/r3.toml", "药剂科初审", "药剂站所初审"),
        (
            "records/self-checks.toml",
            "period = \"2024-03\"",
            "period = \"2024-02\"",
        ),
        (
            "records/supervision.toml",
            "disposal = \"谈话提醒\"",
            "disposal = \"责令整改\"",
        ),
        ("records/supervision.toml", "due = 2024-10-31\n", ""),
        (
            "records/gradings.toml",
            "by = \"dwh\", note",
            "by = \"ybh\", note",
        ),
    ] {
        hospital.replace(file, old, new);
    }
    let (code, told) = hospital.run("check", &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.matches("错误[").count() >= 9, "{told}");
    let planted = told.replace("药剂站所", "");
    let wrong = heard("findings", &planted);
    assert!(wrong.is_empty(), "{wrong:#?}\n{told}");
}

/// Every post of the first grade has two measures or more, one of which a system enforces: asked
/// in TOML alone, and found where it is not so.
#[test]
fn posts_of_the_first_grade_have_two_measures_one_of_them_technical() {
    for (file, old, new, message) in [
        (
            "departments/zwk.toml",
            "technical = true\n",
            "technical = false\n",
            "总务科科长没有由信息系统控制的措施",
        ),
        (
            "regulations/r1.toml",
            "at-least = 2\n",
            "at-least = 4\n",
            "纪委书记的措施只有 2 条，少于 4 条",
        ),
    ] {
        let hospital = Unit::copy(&rules());
        hospital.replace(file, old, new);
        let (code, told) = hospital.run("check", &[]);
        assert_eq!(code, Some(1), "{told}");
        assert_eq!(told.matches("错误[").count(), 1, "{told}");
        assert!(
            told.contains(&format!("[LF292] 缺少对应：{message}")),
            "{told}"
        );
        assert!(
            told.contains("依据：《廉洁风险防控管理办法》第五条"),
            "{told}"
        );
    }
}

/// What an article says of some departments or posts only is held against those only.
#[test]
fn norms_about_some_spare_the_others() {
    let cases = [
        // Charts are for 药剂科, 设备科 and 财务科; four others have no workflow, and may.
        (
            "departments/cwk.toml",
            "department = \"cwk\"\nname = \"费用报销\"",
            "department = \"rsk\"\nname = \"费用报销\"",
            Some("LF103"),
        ),
        (
            "regulations/r1.toml",
            "departments = [\"yjk\", \"sbk\", \"cwk\"]",
            "",
            Some("LF103"),
        ),
        (
            "regulations/r1.toml",
            "departments = [\"yjk\", \"sbk\", \"cwk\"]",
            "departments = [\"ydk\"]",
            Some("LF106"),
        ),
        // Leaders have a grade of their own, which goes before the general rule of the same
        // regulation, whether that says so or not.
        (
            "regulations/r1.toml",
            "except-roles = [\"leader\"]\n",
            "",
            None,
        ),
        (
            "regulations/r1.toml",
            "except-roles = [\"leader\"]\n",
            "except-roles = [\"chief\"]\n",
            Some("LF106"),
        ),
        (
            "regulations/r1.toml",
            "subject = \"department\"\ngrades.first = { any-full",
            "subject = \"department\"\nexcept-roles = [\"leader\"]\ngrades.first = { any-full",
            Some("LF106"),
        ),
        // A grade's name is no count of a list, but where the text says that it counts. That the
        // norm has another grade is told.
        (
            "regulations/r2.toml",
            "设置3个风险点，等级为二级",
            "的风险等级均为三级",
            Some("LF351"),
        ),
        (
            "regulations/r2.toml",
            "设置3个风险点，等级为二级",
            "的风险分为二级",
            Some("LF305"),
        ),
    ];
    for (file, old, new, code) in cases {
        let hospital = Unit::copy(&rules());
        hospital.replace(file, old, new);
        let (_, told) = hospital.run("check", &[]);
        match code {
            Some(code) => {
                assert!(told.contains(&format!("[{code}]")), "{new}: {told}");
                let counted = told.contains("[LF305]");
                assert_eq!(counted, code == "LF305", "{new}: {told}");
            }
            None => assert!(told.contains("检查通过"), "{new}: {told}"),
        }
    }
}

/// The days of grace of an article are those of its norm.
#[test]
fn days_of_grace_are_those_of_the_article() {
    for (words, found) in [
        ("自查报告在期满后20天内写出", true),
        ("自查报告在期满后十日内写出", false),
        ("自查报告在期满后及时写出", false),
    ] {
        let hospital = Unit::copy(&rules());
        hospital.replace("regulations/r1.toml", "自查报告在期满后10天内写出", words);
        let (_, told) = hospital.run("check", &[]);
        assert_eq!(told.contains("[LF351]"), found, "{words} {told}");
        assert!(!told.contains("[LF352]"), "{words} {told}");
    }
}
