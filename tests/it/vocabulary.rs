//! A unit's own words: grades, powers, kinds of posts and the rest come from its rules, else
//! from a preset.

use crate::common::{files, Unit};

/// What `check` tells of the small unit with `more` in a file of its own.
fn told(more: &str) -> String {
    let unit = Unit::small();
    unit.write("rules/vocabulary.toml", more);
    let (_, told) = unit.run("check", &[]);
    told
}

#[test]
fn every_preset_is_without_fault_and_says_every_word() {
    use lianfang::{build::preset, model::vocabulary::Words};
    for shipped in preset::PRESETS {
        let (vocabulary, findings) = preset::read(shipped);
        assert!(findings.is_empty(), "{}: {findings:?}", shipped.key);
        let mut words = vocabulary.words;
        for (key, _) in Words::KEYS {
            let word = words.get_mut(key).expect("a key");
            assert!(!word.is_empty(), "{} has no {key}", shipped.key);
        }
        // The builder falls back to these, whatever the rules write.
        assert!(!vocabulary.powers.is_empty(), "{}", shipped.key);
        assert!(!vocabulary.roles.is_empty(), "{}", shipped.key);
        assert!(!vocabulary.meeting_kinds.is_empty(), "{}", shipped.key);
        assert!(!vocabulary.decision_kinds.is_empty(), "{}", shipped.key);
        assert!(!vocabulary.themes.is_empty(), "{}", shipped.key);
        assert!(
            (2..=6).contains(&vocabulary.grades.len()),
            "{}",
            shipped.key
        );
    }
}

#[test]
fn a_unit_of_four_grades_and_powers_of_its_own_prints_them() {
    let unit = Unit::small();
    for (name, text) in [
        ("town.toml", "grade = \"high\""),
        ("czs.toml", "grade = \"high\""),
        ("cw.toml", "grade = \"high\""),
    ] {
        let rules = unit.path("rules").join(name);
        let old = std::fs::read_to_string(&rules).expect("rules");
        let new = old
            .replace(text, "grade = \"red\"")
            .replace("finance = ", "prescribing = ")
            .replace(", procurement = \"part\"", "")
            .replace("role = \"head\"", "role = \"chief\"")
            .replace("role = \"leader\"", "role = \"dean\"")
            .replace(
                "factors = { likelihood = 2, harm = 3, discretion = 2, money = 3 }",
                "factors = { chance = 4, damage = 5 }",
            );
        std::fs::write(rules, new).expect("writes");
    }
    unit.replace("r1.toml", "grades.high", "grades.red");
    unit.replace("r1.toml", "财政所为高级", "财政所为重大");
    let mut own = String::from("[score]\nhow = \"product\"\n");
    for (id, name, colour, fill) in [
        ("red", "重大", "红色", "#D7191F"),
        ("orange", "较大", "橙色", "#F28C0A"),
        ("yellow", "一般", "黄色", "#FFD426"),
        ("blue", "低", "蓝色", "#2B6CB0"),
    ] {
        own += &format!(
            "[[grade]]\nid = \"{id}\"\nname = \"{name}\"\ncolour = {{ name = \"{colour}\", fill = \"{fill}\" }}\n"
        );
    }
    own += "[[power]]\nid = \"prescribing\"\nname = \"处方权\"\n";
    own += "[[role]]\nid = \"dean\"\nname = \"院领导\"\nis = \"leader\"\n";
    own += "[[role]]\nid = \"chief\"\nname = \"科主任\"\nis = \"head\"\n";
    for (id, name) in [("chance", "发生可能"), ("damage", "损害程度")] {
        own += &format!(
            "[[factor]]\nid = \"{id}\"\nname = \"{name}\"\nscale = [\"甲档\", \"乙档\", \"丙档\", \"丁档\", \"戊档\"]\n"
        );
    }
    unit.write("rules/vocabulary.toml", &own);
    let (code, told) = unit.generate(&["--format", "html,pdf"]);
    assert_eq!(code, Some(0), "{told}");
    let output = unit.path("output");
    let mut all = String::new();
    for file in files(&output).iter().filter(|file| file.ends_with(".html")) {
        all += &std::fs::read_to_string(output.join(file)).expect("HTML");
    }
    for own in [
        "重大",
        "较大",
        "处方权",
        "科主任",
        "发生可能",
        "损害程度",
        "戊档",
        "#2B6CB0",
    ] {
        assert!(all.contains(own), "no {own}");
    }
    for of_another in [
        "高级",
        "中级",
        "低级",
        "财务管理",
        "行政许可",
        "自由裁量",
        "群众不便",
    ] {
        assert!(!all.contains(of_another), "{of_another}");
    }
}

#[test]
fn faults_of_a_vocabulary_are_told_at_their_place() {
    let grade = |id: &str, name: &str, fill: &str| {
        format!("[[grade]]\nid = \"{id}\"\nname = \"{name}\"\ncolour = {{ name = \"色\", fill = \"{fill}\" }}\n")
    };
    let rest = grade("high", "高级", "#D7191F") + &grade("middle", "中级", "#F28C0A");
    for (more, wanted) in [
        (grade("high", "高级", "#D7191F"), "分了 1 个等级"),
        (
            (0..7).map(|n| grade(&format!("g{n}"), &format!("{n}级"), &format!("#{n}0{n}0{n}0"))).collect(),
            "分了 7 个等级",
        ),
        (rest.clone() + &grade("low", "低级", "#D71A20"), "低级和高级的颜色分不清"),
        (rest.clone() + &grade("low", "低级", "red"), "不是颜色"),
        (rest.clone() + &grade("low", "中级", "#FFD426"), "名称写了两次"),
        (rest.clone() + &grade("high", "低级", "#FFD426"), "编号写了两次"),
        (rest.clone() + &grade("Low", "低级", "#FFD426"), "编号不能写成"),
        (
            rest + "[[grade]]\nid = \"low\"\nname = \"低级\"\ncolour = { name = \"灰\", fill = \"#777777\", text = \"#888888\" }\n",
            "看不清",
        ),
        // None of its own can be used: the preset's keep the rest readable.
        (
            "[[grade]]\nid = \" high\"\nname = \"高级\"\ncolour = { name = \"红\", fill = \"#D7191F\" }\n".into(),
            "编号不能写成",
        ),
        ("[[role]]\nid = \"leader \"\nname = \"领导\"\n".into(), "编号不能写成"),
        ("[words]\ndepartment = \" \"\n".into(), "department 是空的"),
        ("[words]\ndepartmant = \"科室\"\n".into(), "是不是要写 department"),
        ("[[power]]\nid = \"a\"\nname = \"甲\"\n".into(), "权力 不能是 \"finance\""),
        ("[[role]]\nid = \"a\"\nname = \"甲\"\nis = \"boss\"\n".into(), "is 不能是 \"boss\""),
        ("[[factor]]\nid = \"a\"\nname = \"甲\"\nscale = [\"一\"]\n".into(), "scale 有 1 个分数"),
        ("[score]\nhow = \"mean\"\n".into(), "how 不能是 \"mean\""),
        ("[[meeting-kinds]]\nid = \"a\"\n".into(), "是不是要写 meeting-kind"),
    ] {
        let told = told(&more);
        assert!(told.contains(wanted), "{wanted}\n{more}\n{told}");
        assert!(told.contains("vocabulary.toml:") || wanted.contains("权力"), "{told}");
    }
}

#[test]
fn a_kind_of_unit_that_is_none_is_told_with_the_nearest() {
    let unit = Unit::small();
    unit.replace("town.toml", "[unit]\n", "[unit]\nkind = \"townshp\"\n");
    let (code, told) = unit.run("check", &[]);
    assert_eq!(code, Some(1));
    assert!(told.contains("没有 \"townshp\" 这种单位"), "{told}");
    assert!(told.contains("是不是要写 \"township\""), "{told}");
}

#[test]
fn the_older_spelling_of_the_unit_is_understood() {
    let unit = Unit::small();
    unit.replace("town.toml", "[unit]", "[town]");
    let (code, told) = unit.run("check", &[]);
    assert_eq!(code, Some(0), "{told}");
}

/// A unit that looks its scores up, with the grades that its rules give.
fn by_table(table: &str, grade: &str) -> String {
    let unit = Unit::small();
    unit.replace(
        "cw.toml",
        "factors = { likelihood = 2, harm = 3, discretion = 2, money = 3 }",
        "factors = { chance = 2, damage = 3 }",
    );
    unit.replace(
        "cw.toml",
        "grade = \"high\"",
        &format!("grade = \"{grade}\""),
    );
    let rules = std::fs::read_to_string(unit.path("rules/r1.toml")).expect("rules");
    let norm = "[[regulation.norm]]\narticle = \"2\"\nkind = \"grade-by-factors\"\n\
                subject = \"risk\"\nfrom = { high = 3, middle = 2 }\n";
    let (before, after) = rules.split_once("[[regulation.norm]]").expect("norms");
    unit.write(
        "rules/r1.toml",
        format!("{before}{norm}\n[[regulation.norm]]{after}"),
    );
    let factor = |id: &str, name: &str, scale: &str| {
        format!("[[factor]]\nid = \"{id}\"\nname = \"{name}\"\nscale = {scale}\n")
    };
    let own = format!("[score]\n{table}\n")
        + &factor("chance", "可能性", "[\"少见\", \"常见\"]")
        + &factor("damage", "危害", "[\"轻\", \"中\", \"重\"]");
    unit.write("rules/vocabulary.toml", own);
    let (_, told) = unit.run("check", &[]);
    told
}

#[test]
fn scores_are_looked_up_in_a_table_where_the_unit_has_one() {
    let table = "how = \"table\"\ntable = [[1, 1, 2], [1, 2, 3]]";
    assert!(
        by_table(table, "high").contains("检查通过"),
        "{}",
        by_table(table, "high")
    );
    let told = by_table(table, "low");
    assert!(told.contains("评分 3 分应当是高级"), "{told}");
    for (table, message) in [
        ("how = \"table\"", "没有写 table"),
        (
            "how = \"table\"\ntable = [[1, 2], [3, 4]]",
            "不是 2 行、每行 3 个整数",
        ),
        ("how = \"table\"\ntable = [[1, 2, 3]]", "不是 2 行"),
        (
            "how = \"table\"\ntable = [[1, 2, \"x\"], [1, 2, 3]]",
            "不是 2 行",
        ),
        (
            "how = \"sum\"\ntable = [[1, 1, 2], [1, 2, 3]]",
            "how 不是 \"table\"",
        ),
    ] {
        let told = by_table(table, "high");
        assert!(told.contains(message), "{table}: {told}");
    }
    let told = self::told("[score]\nhow = \"table\"\ntable = [[1]]\n");
    assert!(told.contains("查表要有两个因素，这里有 4 个"), "{told}");
}

#[test]
fn a_warning_level_with_a_colour_wears_it_and_says_how_it_is_disposed_of() {
    let unit = Unit::small();
    unit.replace(
        "czs.toml",
        "role = \"head\"",
        "role = \"head\"\nwarning-level = \"urgent\"",
    );
    let own = "[[level]]\nid = \"urgent\"\nname = \"紧急\"\n\
               colour = { name = \"红色\", fill = \"#D7191F\" }\n\
               disposals = [\"约谈\", \"限期整改\"]\n";
    unit.write("rules/vocabulary.toml", own);
    let (code, told) = unit.generate(&["--only", "tables", "--format", "html,pdf"]);
    assert_eq!(code, Some(0), "{told}");
    let page = std::fs::read_to_string(unit.path("output/tables/posts.html")).expect("page");
    assert!(page.contains("<span class=\"chip level-urgent\">紧急</span>"));
    assert!(page.contains(".level-urgent { background: #D7191F;"));
    assert!(page.contains("预警的处置：紧急，约谈、限期整改。"));
}
