//! The wall posters: sizes, what does not fit.

use crate::common::{generate, root, stext};
use std::path::PathBuf;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

/// The small unit's rules with a `[unit.posters]` table and other duties.
fn unit(temp: &tempfile::TempDir, posters: &str, edit: impl Fn(String) -> String) -> PathBuf {
    let rules = temp.path().join("rules");
    std::fs::create_dir_all(&rules).expect("folder");
    for entry in std::fs::read_dir(root().join("tests/towns/small")).expect("small") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).expect("rules");
            let name = path.file_name().expect("name");
            std::fs::write(rules.join(name), edit(text)).expect("copy");
        }
    }
    std::fs::write(rules.join("posters.part"), "").expect("part");
    let unit = std::fs::read_dir(&rules)
        .expect("rules")
        .map(|e| e.expect("entry").path())
        .find(|p| std::fs::read_to_string(p).is_ok_and(|t| t.contains("[unit]\n")))
        .expect("[unit]");
    let text = std::fs::read_to_string(&unit).expect("unit");
    let text = text.replacen(
        "[unit]\n",
        &format!("[unit]\nposters = {{ {posters} }}\n"),
        1,
    );
    std::fs::write(unit, text).expect("unit");
    rules
}

#[test]
fn sheets_have_the_size_that_is_asked_for() {
    let temp = tempfile::tempdir().expect("temp");
    let sizes = [
        ("600x900", 600.0, 900.0),
        ("400x600", 400.0, 600.0),
        ("800x1200", 800.0, 1200.0),
        ("A0", 841.0, 1189.0),
        ("a3", 297.0, 420.0),
        ("A4", 210.0, 297.0),
    ];
    let rules = unit(&temp, "size = \"A1\"", |t| t);
    for (size, short, long) in sizes {
        for (orientation, width, height) in [("portrait", short, long), ("landscape", long, short)]
        {
            let output = temp.path().join("output");
            let run = generate(
                &rules,
                &output,
                &[
                    "--only",
                    "posters",
                    "--format",
                    "pdf,html",
                    "--size",
                    size,
                    "--orientation",
                    orientation,
                ],
            );
            assert_eq!(
                run.status.code(),
                Some(0),
                "{}",
                String::from_utf8_lossy(&run.stderr)
            );
            for file in crate::common::files(&output) {
                let path = output.join(&file);
                if file.ends_with("-duties.pdf") {
                    let Some(pages) = stext(&path, "1") else {
                        return;
                    };
                    let found = (pages[0].width / MM, pages[0].height / MM);
                    assert!(
                        (found.0 - width).abs() < 0.2 && (found.1 - height).abs() < 0.2,
                        "{file} {found:?}"
                    );
                } else if file.ends_with("-duties.html") {
                    let html = std::fs::read_to_string(&path).expect("HTML");
                    let page = format!("@page {{ size: {width:.1}mm {height:.1}mm");
                    assert!(html.contains(&page), "{file}: no {page}");
                }
            }
        }
    }
    // The rules' own size, where the command line says nothing.
    let output = temp.path().join("own");
    let run = generate(&rules, &output, &["--only", "posters", "--format", "html"]);
    assert_eq!(run.status.code(), Some(0));
    let html = crate::common::files(&output)
        .into_iter()
        .find(|f| f.ends_with("-grade.html"))
        .expect("grade");
    let html = std::fs::read_to_string(output.join(html)).expect("HTML");
    assert!(html.contains("@page { size: 594.0mm 841.0mm"));
}

fn told(rules: &std::path::Path, temp: &tempfile::TempDir) -> (Option<i32>, String) {
    let run = generate(
        rules,
        &temp.path().join("output"),
        &["--only", "posters", "--format", "html"],
    );
    (
        run.status.code(),
        String::from_utf8_lossy(&run.stderr).into_owned(),
    )
}

/// Puts `items` in the place of the first list of duties.
fn with_duties(text: String, items: &[String]) -> String {
    let Some((before, rest)) = text.split_once("duties = [") else {
        return text;
    };
    let (_, after) = rest.split_once(']').expect("the list's end");
    let items: Vec<String> = items.iter().map(|t| format!("  \"{t}\",\n")).collect();
    format!("{before}duties = [\n{}]{after}", items.concat())
}

#[test]
fn forty_duties_need_a_second_sheet_or_say_how_many_are_too_many() {
    let temp = tempfile::tempdir().expect("temp");
    let items: Vec<String> = (0..40).map(|i| format!("办理第{i}类事项")).collect();
    let rules = unit(&temp, "second-sheet = false", |t| with_duties(t, &items));
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("LF024") && text.contains("条") && text.contains("多 "),
        "{text}"
    );
    let rules = unit(&temp, "second-sheet = true", |t| with_duties(t, &items));
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("要用 2 张") || text.contains("要用 3 张"),
        "{text}"
    );
}

#[test]
fn a_long_duty_says_by_how_many_characters() {
    let temp = tempfile::tempdir().expect("temp");
    let items = vec![
        "依照规定办理".to_string(),
        "办理本镇的事项并且逐项登记".repeat(80),
    ];
    let rules = unit(&temp, "second-sheet = false", |t| with_duties(t, &items));
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(1), "{text}");
    let excess: usize = text
        .split("多 ")
        .nth(1)
        .and_then(|t| t.split(' ').next())
        .and_then(|n| n.parse().ok())
        .expect("a number of characters");
    // With so many less it fits; with far fewer less it does not.
    let shortened = |cut: usize| {
        let mut items = items.clone();
        let all: Vec<char> = items[1].chars().collect();
        items[1] = all[..all.len() - cut].iter().collect();
        let temp = tempfile::tempdir().expect("temp");
        let rules = unit(&temp, "theme = \"plain\"", |t| with_duties(t, &items));
        told(&rules, &temp).0
    };
    assert_eq!(shortened(excess), Some(0));
    assert_eq!(shortened(excess - 40), Some(1));
}

#[test]
fn an_address_too_long_is_found_at_its_place() {
    let temp = tempfile::tempdir().expect("temp");
    let address = format!("https://www.example.gov.cn/{}/", "mulu".repeat(60));
    let rules = unit(&temp, &format!("address = \"{address}\""), |t| t);
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(1), "{text}");
    assert!(
        text.contains("网址太长") && text.contains("address = "),
        "{text}"
    );
    let rules = unit(&temp, "address = \"www.example.gov.cn\"", |t| t);
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("address 不是网址"), "{text}");
}

#[test]
fn names_too_long_are_found_at_their_place() {
    let long = "综合服务协调管理".repeat(25);
    let cases = [
        ("name = \"财政所\"", "name", "站所的名称"),
        ("short = \"所长\"", "short", "岗位 "),
    ];
    for (old, key, name) in cases {
        let temp = tempfile::tempdir().expect("temp");
        let rules = unit(&temp, "theme = \"red\"", |t| {
            t.replacen(old, &format!("{key} = \"{long}\""), 1)
        });
        let (code, text) = told(&rules, &temp);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("LF024") && text.contains(name), "{text}");
        assert!(text.contains("个字") && text.contains(".toml:"), "{text}");
    }
}

#[test]
fn a_risk_point_too_long_for_its_row_is_found_at_its_place() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = unit(&temp, "theme = \"red\"", |t| t);
    let file = rules.join("cw.toml");
    let text = std::fs::read_to_string(&file).expect("risk points");
    let long = "不认真执行年初预算".repeat(60);
    let text = text.replacen("不认真执行年初预算", &long, 1);
    std::fs::write(&file, text).expect("writes");
    let (code, text) = told(&rules, &temp);
    assert_eq!(code, Some(1), "{text}");
    let told = text.contains("的风险点 cw-1 太长") && text.contains("cw.toml:5:13");
    assert!(told && text.contains("个字"), "{text}");
}

/// The band names the department: what its posts are called besides is the same on all four.
#[test]
fn a_post_has_one_name_on_all_posters_of_its_department() {
    let today = lianfang::date::Date::new(2013, 3, 31).expect("a day");
    let unit = lianfang::check(&root().join("rules"), None, today).unit;
    let fonts = lianfang::text::Fonts::shipped().expect("fonts");
    let (views, _) = lianfang::sheet::posters(
        &unit,
        &fonts,
        lianfang::model::Edition::Internal,
        &unit.profile.posters,
        &lianfang::check::Grounds::default(),
    );
    let mut seen = 0;
    for view in views.iter().filter(|view| view.department == "czs") {
        let mut sheets = serde_json::to_value(&view.sheets).expect("JSON");
        for sheet in sheets.as_array_mut().expect("sheets") {
            // What is drawn; in words, for who cannot see the band, a step has its full name.
            sheet.as_object_mut().expect("a sheet").remove("text");
        }
        let shown = sheets.to_string();
        assert!(!shown.contains("财政所所长"), "{}", view.file);
        seen += usize::from(shown.contains("\"所长"));
    }
    assert!(seen >= 3, "{seen}");
    let grades = views.iter().filter(|view| view.kind == "grade");
    for view in grades {
        let rows = view.sheets.iter().filter_map(|sheet| sheet.grade.as_ref());
        for row in rows.flat_map(|grade| &grade.rows) {
            assert_ne!(
                row.level.text, "—",
                "{}: by reference, as in the tables",
                view.file
            );
        }
    }
}

/// Where no norm grades by powers, they are no reason for a grade; what the warning levels are is said
/// in the unit's own words.
#[test]
fn a_notice_of_grades_says_no_more_than_the_rules() {
    let temp = tempfile::tempdir().expect("temp");
    let notice = |rules: &str, file: &str| {
        let output = temp.path().join(rules);
        let run = generate(&root().join(rules), &output, &["--only", "posters"]);
        assert!(run.status.success());
        let page = output.join(format!("posters/{file}-grade.html"));
        std::fs::read_to_string(page).expect("a notice")
    };
    let four = notice("tests/units/four", "spg");
    assert!(four.contains("由局党组会于2024年1月31日决定，定为重大等级。"));
    assert!(!four.contains("由本股室"));
    let levels = "预警按苗头处置，由严到宽：";
    assert!(four.contains(&format!("{levels}红色、橙色、黄色、蓝色")));
    // There a level is called by the colour of a grade that its post does not have.
    let hospital = notice("tests/units/hospital", "ywk");
    let apart = "预警按苗头处置，与等级的颜色无关，由严到宽：红色、橙色、黄色、蓝色";
    assert!(hospital.contains(apart));
    let sample = notice("rules", "bgs");
    assert!(sample.contains("由本站所部分经办，依《"));
    assert!(sample.contains(&format!("{levels}一级、二级、三级；参照：不单独定级")));
}
