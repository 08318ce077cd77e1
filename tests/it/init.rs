//! The first hour: `init` writes a unit of each kind that checks clean and prints whole, `new`
//! adds to it, `templates` writes out what may be changed. Nothing of a person's is overwritten.

use crate::common::files;
use lianfang::build::preset::{self, PRESETS};
use lianfang::model::vocabulary::Words;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the program in a folder; the exit code and what it said, on both streams.
fn lianfang(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("lianfang runs");
    let told = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(told).expect("UTF-8"))
}

/// A folder with a unit of that kind below it: `unit/`.
fn unit(kind: &str) -> (tempfile::TempDir, PathBuf) {
    let temp = tempfile::tempdir().expect("temp");
    let (code, told) = lianfang(temp.path(), &["init", "unit", "--unit", kind]);
    assert_eq!(code, Some(0), "{told}");
    let root = temp.path().join("unit");
    (temp, root)
}

/// Every file below a folder with its bytes.
fn contents(root: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |file: String| {
        let bytes = std::fs::read(root.join(&file)).expect("file");
        (file, bytes)
    };
    files(root).into_iter().map(read).collect()
}

/// Whether the words by which the presets speak of a unit and its parts are only its own.
fn foreign_words(kind: &str, text: &str) -> Vec<String> {
    let words = |key: &str| -> Vec<String> {
        let mut words = preset::vocabulary(key).words;
        let all = Words::KEYS.iter();
        all.filter_map(|(key, _)| words.get_mut(key).cloned())
            .collect()
    };
    let own = words(kind);
    PRESETS
        .iter()
        .filter(|preset| preset.key != kind)
        .flat_map(|preset| words(preset.key))
        .filter(|word| !own.iter().any(|own| own.contains(word.as_str())))
        .filter(|word| text.contains(word.as_str()))
        .collect()
}

#[test]
fn a_unit_of_each_kind_checks_clean_and_prints_whole_in_its_own_words() {
    std::thread::scope(|scope| {
        for preset in PRESETS {
            scope.spawn(|| {
                let (_temp, root) = unit(preset.key);
                let (code, told) = lianfang(&root, &["check", "--deny", "warnings"]);
                assert_eq!(code, Some(0), "{}: {told}", preset.key);
                assert!(told.contains("检查通过"), "{}: {told}", preset.key);
                for (edition, only) in [
                    ("internal", "handbook,tables,posters"),
                    ("public", "handbook,tables"),
                ] {
                    let run = ["--edition", edition, "--output", edition, "--only", only];
                    let (code, told) = lianfang(&root, &[&["generate"], &run[..]].concat());
                    assert_eq!(code, Some(0), "{}: {told}", preset.key);
                    assert!(!told.contains('['), "{}: {told}", preset.key);
                }
                let made = files(&root);
                for product in [
                    "internal/handbook",
                    "internal/tables/powers",
                    "internal/tables/risks",
                    "internal/posters/index",
                    "public/handbook",
                ] {
                    assert!(made.contains(&format!("{product}.html")), "{made:?}");
                }
                let posters = |end: &str| {
                    let poster =
                        |f: &&String| f.starts_with("internal/posters/") && f.ends_with(end);
                    made.iter().filter(poster).count()
                };
                // A body without departments has the posters of its workflows only.
                let (folder, each) = match root.join("rules/organs").is_dir() {
                    true => ("rules/organs", 1),
                    false => ("rules/departments", 4),
                };
                let divisions = files(&root.join(folder)).len();
                assert!(divisions >= 2, "{}", preset.key);
                // And the sheet of the whole unit.
                assert_eq!(posters(".pdf"), divisions * each + 1, "{}", preset.key);
                assert!(
                    made.contains(&"internal/posters/summary.pdf".to_owned()),
                    "{made:?}"
                );
                for file in made.iter().filter(|file| !file.ends_with(".pdf")) {
                    let text = std::fs::read_to_string(root.join(file)).expect("text");
                    let foreign = foreign_words(preset.key, &text);
                    assert!(foreign.is_empty(), "{}: {file}: {foreign:?}", preset.key);
                }
            });
        }
    });
}

#[test]
fn years_later_the_unit_is_as_clean_as_on_its_first_day() {
    let (_temp, root) = unit("bureau");
    let run = ["check", "--deny", "warnings", "--as-of", "2049-10-01"];
    let (code, told) = lianfang(&root, &run);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn the_name_that_is_given_stands_on_the_cover() {
    let temp = tempfile::tempdir().expect("temp");
    let run = [
        "init",
        ".",
        "--unit",
        "hospital",
        "--name",
        "青石县人民医院",
    ];
    let (code, told) = lianfang(temp.path(), &run);
    assert_eq!(code, Some(0), "{told}");
    let unit = std::fs::read_to_string(temp.path().join("rules/unit.toml")).expect("rules");
    assert!(unit.contains("name = \"青石县人民医院\""), "{unit}");
    assert!(unit.contains("中共青石县人民医院委员会"), "{unit}");
    for name in ["", "  ", "甲\"乙", "甲\n乙", "甲\\", &"甲".repeat(41)] {
        let other = tempfile::tempdir().expect("temp");
        let (code, told) = lianfang(other.path(), &["init", ".", "--name", name]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("--name 不能是"), "{told}");
        assert!(files(other.path()).is_empty());
    }
}

#[test]
fn a_folder_with_rules_is_left_as_it_is() {
    let (temp, root) = unit("school");
    let before = contents(&root);
    let (code, told) = lianfang(temp.path(), &["init", "unit"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("已经有规则") && told.contains("lianfang new"),
        "{told}"
    );
    assert_eq!(contents(&root), before);
    // The folder of rules itself.
    let (code, told) = lianfang(&root, &["init", "rules"]);
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(contents(&root), before);
}

#[test]
fn what_a_person_has_in_the_folder_stays() {
    let temp = tempfile::tempdir().expect("temp");
    std::fs::write(temp.path().join("README.md"), "mine").expect("file");
    let (code, told) = lianfang(temp.path(), &["init", "."]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("没有动的：README.md"), "{told}");
    let kept = std::fs::read(temp.path().join("README.md")).expect("file");
    assert_eq!(kept, b"mine");
}

#[test]
fn init_says_why_it_cannot_write_and_writes_nothing() {
    let temp = tempfile::tempdir().expect("temp");
    let at = temp.path();
    std::fs::write(at.join("file"), "x").expect("file");
    std::fs::create_dir(at.join("blocked")).expect("folder");
    std::fs::write(at.join("blocked/.vscode"), "x").expect("file");
    std::fs::create_dir_all(at.join("taken/rules/unit.toml")).expect("folder");
    let before = contents(at);
    for (run, said) in [
        (&["init", "file"][..], "是一个文件"),
        (&["init", "file/below"], "是一个文件"),
        (&["init", "blocked"], ".vscode 是一个文件"),
        (&["init", "taken"], "unit.toml 是一个文件夹"),
        (&["init", "x", "--unit", "buraeu"], "是不是要写 bureau？"),
        (&["init", "x", "--unit", "衙门"], "可以写：township"),
        (&["init"], "缺少 <目录>"),
    ] {
        let (code, told) = lianfang(at, run);
        assert_eq!(code, Some(2), "{run:?}: {told}");
        assert!(told.contains(said), "{run:?}: {told}");
        assert_eq!(contents(at), before, "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_hook_is_a_program_that_lets_no_error_pass() {
    use std::os::unix::fs::PermissionsExt;
    let (_temp, root) = unit("village");
    let hook = root.join(".githooks/pre-commit");
    let mode = hook.metadata().expect("hook").permissions().mode();
    assert_ne!(mode & 0o100, 0);
    let program = Path::new(env!("CARGO_BIN_EXE_lianfang"));
    let folder = program.parent().expect("a folder").display();
    let passes = || {
        let run = Command::new(&hook)
            .current_dir(&root)
            .env("PATH", format!("{folder}:/usr/bin:/bin"))
            .output();
        run.expect("the hook runs").status.success()
    };
    assert!(passes());
    std::fs::write(root.join("rules/more.toml"), "[[pots]]\n").expect("file");
    assert!(!passes());
}

#[cfg(unix)]
#[test]
fn a_closed_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let temp = tempfile::tempdir().expect("temp");
    let closed = temp.path().join("closed");
    std::fs::create_dir(&closed).expect("folder");
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o555)).expect("closed");
    // Root may write anywhere.
    if std::fs::write(closed.join("x"), "").is_err() {
        for run in [
            ["init", "closed"],
            ["init", "closed/below"],
            ["templates", "closed"],
        ] {
            let (code, told) = lianfang(temp.path(), &run);
            assert_eq!(code, Some(2), "{told}");
            assert!(told.contains("没有写的权限"), "{told}");
        }
    }
}

#[test]
fn a_unit_calls_its_book_what_the_cover_does() {
    for (kind, book, other) in [("township", "汇编", "手册"), ("bureau", "手册", "汇编")] {
        let (_temp, root) = unit(kind);
        for file in ["rules/unit.toml", "README.md"] {
            let text = std::fs::read_to_string(root.join(file)).expect("text");
            assert!(
                text.contains(book) && !text.contains(other),
                "{file}: {text}"
            );
        }
    }
}

#[test]
fn a_new_entity_of_each_kind_leaves_the_file_before_it_byte_for_byte() {
    for kind in ["hospital", "village"] {
        let (_temp, root) = unit(kind);
        let rules = root.join("rules");
        let mut runs: Vec<Vec<&str>> = [
            ["new", "department", "xin"],
            ["new", "post", "xin-zr"],
            ["new", "risk", "xin-1"],
            ["new", "measure", "m-xin-1"],
            ["new", "workflow", "xin-lc"],
            ["new", "authority", "xin-q1"],
            ["new", "organ", "hui"],
            ["new", "regulation", "r2"],
        ]
        .map(|run| run.to_vec())
        .to_vec();
        let records = preset::ledgers().iter();
        // A unit without warning levels has no notices of them.
        let records = records.filter(|k| kind != "village" || k.key() != "notice");
        runs.extend(records.map(|kind| vec!["new", "record", kind.key()]));
        for run in runs {
            let before = contents(&rules);
            let (code, told) = lianfang(&root, &run);
            assert_eq!(code, Some(0), "{run:?}: {told}");
            assert!(told.contains("已写进"), "{run:?}: {told}");
            let after = contents(&rules);
            let mut changed = 0;
            for (file, bytes) in &after {
                let old = before.iter().find(|(name, _)| name == file);
                let old = old.map_or(&[][..], |(_, bytes)| bytes);
                assert!(bytes.starts_with(old), "{run:?}: {file}");
                changed += usize::from(bytes != old);
            }
            assert_eq!(changed, 1, "{run:?}");
            assert!(after.len() >= before.len(), "{run:?}");
            // The rules can be read, and what is to be filled in is said at its place.
            let (_, told) = lianfang(&root, &["check"]);
            assert!(told.contains("是空的"), "{run:?}: {told}");
            for code in ["LF001", "LF002", "LF003", "LF004", "LF008", "LF009"] {
                assert!(!told.contains(code), "{run:?}: {told}");
            }
        }
        let wards = std::fs::read_to_string(rules.join("departments/xin.toml")).expect("file");
        for table in ["[[department]]", "[[post]]", "[[workflow]]"] {
            assert!(wards.contains(table), "{wards}");
        }
    }
}

#[test]
fn a_new_entity_joins_those_it_belongs_to() {
    let (_temp, root) = unit("bureau");
    for (run, file, says) in [
        (
            ["new", "post", "xk-zl"],
            "departments/xk.toml",
            "department = \"xk\"",
        ),
        (
            ["new", "risk", "zj-3"],
            "departments/cw.toml",
            "article = \"r1:6.1\"",
        ),
        (
            ["new", "measure", "m-zj-3"],
            "departments/cw.toml",
            "controls = [\"zj-3\"]",
        ),
        (
            ["new", "workflow", "bgs-yy"],
            "departments/bgs.toml",
            "department = \"bgs\"",
        ),
        (["new", "record", "audit"], "records.toml", "by = \"ldxz\""),
        (
            ["new", "authority", "xk-q2"],
            "departments/xk.toml",
            "department = \"xk\"",
        ),
        (["new", "post", "ldbz-sj"], "unit.toml", "organ = \"ldbz\""),
        // By the department, whose risk points are all of one class.
        (
            ["new", "risk", "cw-9"],
            "departments/cw.toml",
            "class = \"zj\"",
        ),
        // By the class, where the id forgets that it is a measure's.
        (
            ["new", "measure", "zj-9"],
            "departments/cw.toml",
            "controls = [\"cw-9\"]",
        ),
        // In the words of the unit, and in those of another.
        (
            ["new", "岗位", "bgs-zl"],
            "departments/bgs.toml",
            "department = \"bgs\"",
        ),
    ] {
        let path = root.join("rules").join(file);
        let before = std::fs::read_to_string(&path).expect("rules").len();
        let (code, told) = lianfang(&root, &run);
        assert_eq!(code, Some(0), "{told}");
        let after = std::fs::read_to_string(&path).expect("rules");
        assert!(
            after[before..].contains(says),
            "{run:?}: {}",
            &after[before..]
        );
    }
}

/// What the options name counts for more than the id.
#[test]
fn an_entity_goes_where_the_options_say() {
    let (_temp, root) = unit("hospital");
    let (code, told) = lianfang(&root, &["new", "科室", "jy"]);
    assert_eq!(code, Some(0), "{told}");
    for (run, kind, says) in [
        (&["new", "risk", "yp-3"][..], "jy", "departments = [\"jy\"]"),
        (&["new", "post", "zhang"], "jy", "department = \"jy\""),
        (&["new", "workflow", "lc"], "jy", "department = \"jy\""),
    ] {
        let run = [run, &["--department", "jy"]].concat();
        let (code, told) = lianfang(&root, &run);
        assert_eq!(code, Some(0), "{run:?}: {told}");
        assert!(told.contains("（jy）"), "{run:?}: {told}");
        let file = root.join(format!("rules/departments/{kind}.toml"));
        let text = std::fs::read_to_string(file).expect("rules");
        assert!(text.contains(says), "{run:?}: {text}");
    }
}

/// A value of the rules that is still to be filled in, by its key: what a person would write.
const FILLED: &[(&str, &str)] = &[
    ("kind = \"\"", "kind = \"内设股室\""),
    ("grade = \"\"", "grade = \"third\""),
    ("leader = \"\"", "leader = \"jz\""),
    ("role = \"\"", "role = \"head\""),
    ("powers = \"\"", "powers = {}"),
    ("posts = [\"\"]", "posts = [\"rs-gz\"]"),
    ("actors = [\"\"]", "actors = [\"rs-gz\"]"),
    ("class = \"\"", "class = \"nw\""),
    ("article = \"\"", "article = \"r1:6.3\""),
    ("likelihood = \"\"", "likelihood = 2"),
    ("harm = \"\"", "harm = 2"),
];

/// The promise of `new`: what it writes passes once its empty places are filled.
#[test]
fn what_new_writes_passes_once_it_is_filled_in() {
    let (_temp, root) = unit("bureau");
    for run in [
        ["new", "department", "rs"],
        ["new", "post", "rs-gz"],
        ["new", "risk", "nw-rs"],
        ["new", "measure", "m-nw-rs"],
        ["new", "workflow", "rs-kh"],
    ] {
        let run: Vec<&str> = match run[1] {
            "risk" => [&run[..], &["--department", "rs"]].concat(),
            _ => run.to_vec(),
        };
        let (code, told) = lianfang(&root, &run);
        assert_eq!(code, Some(0), "{run:?}: {told}");
        // Nothing but what is to be filled in is wrong in the first place.
        let (_, told) = lianfang(&root, &["check"]);
        let new = told.lines().filter(|line| line.starts_with("错误"));
        let other: Vec<&str> = new.filter(|line| !line.contains("空的")).collect();
        // What is missing as a whole comes next: 没有措施, 没有工作流程.
        assert!(other.iter().all(|line| line.contains("没有")), "{told}");
        let file = root.join("rules/departments/rs.toml");
        let mut text = std::fs::read_to_string(&file).expect("rules");
        for (empty, filled) in FILLED {
            text = text.replace(empty, filled);
        }
        text = text
            .replace("[\"\"]", "[\"甲\"]")
            .replace(" = \"\"", " = \"甲\"");
        std::fs::write(&file, text).expect("rules");
    }
    let (code, told) = lianfang(&root, &["check"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn line_ends_and_a_missing_last_line_end_are_kept() {
    let (_temp, root) = unit("bureau");
    let path = root.join("rules/departments/xk.toml");
    let old = std::fs::read_to_string(&path).expect("rules");
    let old = format!("\u{feff}{}", old.trim_end().replace('\n', "\r\n"));
    std::fs::write(&path, &old).expect("rules");
    let (code, told) = lianfang(&root, &["new", "post", "xk-zl"]);
    assert_eq!(code, Some(0), "{told}");
    let new = std::fs::read_to_string(&path).expect("rules");
    let added = new.strip_prefix(&old).expect("the old text");
    assert!(added.contains("[[post]]\r\n"), "{added:?}");
    assert!(!added.replace("\r\n", "").contains('\n'), "{added:?}");
}

#[test]
fn new_refuses_what_it_cannot_add_and_leaves_the_rules_alone() {
    let (temp, root) = unit("bureau");
    let before = contents(&root);
    for (run, said) in [
        (&["new", "post", "cw-kj"][..], "rules/departments/cw.toml:"),
        (&["new", "post", "cw"], "（财务股）"),
        (&["new", "department", "jz"], "已经用过"),
        (&["new", "regulation", "r1"], "已经用过"),
        (&["new", "post", "Cw_Kj"], "编号不能写成"),
        (&["new", "post", "../x"], "编号不能写成"),
        (&["new", "post", ""], "编号不能写成"),
        (&["new", "department", "con"], "不能作文件名"),
        (&["new", "record", "self-chek"], "是不是要写 self-check？"),
        (&["new", "record", "self-check", "x"], "没有编号"),
        (&["new", "post", "x", "y"], "多写了"),
        (&["new", "pots", "x"], "是不是要写 post？"),
        (&["new", "科长", "x"], "可以写：department 股室"),
        (&["new", "post", "rs-gz"], "归哪个股室或者机构"),
        (&["new", "post", "rs-gz"], "cw 财务股"),
        (&["new", "workflow", "zz-kh"], "--department 编号"),
        (&["new", "authority", "zz-1"], "看不出职权事项 zz-1"),
        (&["new", "risk", "xx-1"], "类别：zj 资金管理"),
        (&["new", "measure", "m-xx-1"], "看不出措施"),
        (&["new", "measure", "xx-9"], "例如 m-zj-1"),
        (
            &["new", "post", "x", "--department", "财务股"],
            "是不是要写 cw？",
        ),
        (
            &["new", "risk", "x", "--class", "资金管理"],
            "是不是要写 zj？",
        ),
        (&["new", "post"], "缺少 <编号>"),
        (&["new", "post", "x", "--rules", "nowhere"], "lianfang init"),
        (
            &["new", "post", "x", "--rules", "README.md"],
            "lianfang init",
        ),
    ] {
        let (code, told) = lianfang(&root, run);
        assert_eq!(code, Some(2), "{run:?}: {told}");
        assert!(told.contains(said), "{run:?}: {told}");
        assert_eq!(contents(&root), before, "{run:?}");
    }
    // In rules that cannot be read an id may be taken unseen.
    std::fs::write(root.join("rules/broken.toml"), "[[post]]\nid = \"x\n").expect("file");
    let before = contents(&root);
    let (code, told) = lianfang(&root, &["new", "post", "y"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("rules/broken.toml:2:"), "{told}");
    assert_eq!(contents(&root), before);
    drop(temp);
}

#[test]
fn no_table_is_added_below_a_list_written_in_one_line() {
    let (_temp, root) = unit("bureau");
    std::fs::write(root.join("rules/a.toml"), "audit = []\n").expect("file");
    std::fs::write(
        root.join("rules/a.toml"),
        "audit = [{ department = \"cw\", date = 2026-01-05 }]\n",
    )
    .expect("file");
    let (code, told) = lianfang(&root, &["new", "record", "audit"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("末尾不能再加"), "{told}");
}

#[test]
fn a_name_of_the_rules_never_ends_the_comment_it_is_shown_in() {
    let (_temp, root) = unit("bureau");
    let more = "[words]\ndepartment = \"股\\n室\"\n[[department]]\nid = \"zz\"\nname = \"甲\\n[[x]]\"\nkind = \"股\"\norder = 9\ngrade = \"third\"\nleader = \"jz\"\nduties = [\"甲\"]\nrules = [\"乙\"]\n";
    std::fs::write(root.join("rules/more.toml"), more).expect("file");
    let (code, told) = lianfang(&root, &["new", "post", "zz-x"]);
    assert_eq!(code, Some(0), "{told}");
    let (_, told) = lianfang(&root, &["check"]);
    assert!(!told.contains("LF001"), "{told}");
}

#[test]
fn templates_are_listed_written_out_and_read_back_to_the_same_bytes() {
    let (temp, root) = unit("hospital");
    let (code, told) = lianfang(temp.path(), &["templates"]);
    assert_eq!(code, Some(0), "{told}");
    for word in ["print.toml", "poster/flow.html", "hospital", "医院"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let (code, told) = lianfang(&root, &["templates", "own"]);
    assert_eq!(code, Some(0), "{told}");
    let written = files(&root.join("own"));
    assert!(
        written.contains(&"presets/village.toml".to_owned()),
        "{written:?}"
    );
    let own = contents(&root.join("own"));
    let (code, told) = lianfang(&root, &["templates", "own"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("已经有"), "{told}");
    assert_eq!(contents(&root.join("own")), own);
    for (templates, output) in [("none", "a"), ("own", "b")] {
        let run = ["generate", "--templates", templates, "--output", output];
        let (code, told) = lianfang(&root, &run);
        assert_eq!(code, Some(0), "{told}");
    }
    assert_eq!(contents(&root.join("a")), contents(&root.join("b")));
}

/// The commands of the README's walk through the first hour, and what it says `check` says.
#[test]
fn the_walk_of_the_readme_goes_as_it_says() {
    let readme = crate::common::root().join("README.zh-CN.md");
    let readme = std::fs::read_to_string(readme).expect("README");
    let commands = |name: &str| -> Vec<Vec<String>> {
        let lines = readme.lines().filter(|line| line.starts_with(name));
        let words = |line: &str| {
            let command = line.split(" #").next().unwrap_or(line);
            let words = command.split_whitespace().skip(1);
            words.map(str::to_owned).collect()
        };
        lines.map(words).collect()
    };
    let temp = tempfile::tempdir().expect("temp");
    let run = |folder: &Path, command: &[String]| {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let (code, told) = lianfang(folder, &words);
        assert_eq!(code, Some(0), "{words:?}: {told}");
        told
    };
    let init = commands("lianfang init ");
    run(temp.path(), &init[0]);
    let root = temp.path().join(&init[0][1]);
    let told = run(&root, &["check".to_owned()]);
    let last = told.lines().last().expect("a last line");
    assert!(readme.contains(last), "{last}");
    let new = commands("lianfang new ");
    assert!(new.len() > 5);
    for command in &new {
        run(&root, command);
    }
}

/// Slips of the first hour: what stands in the file, what is written instead, what is told first,
/// and how many errors there are in all.
const SLIPS: &[(&str, &str, &str, &str, usize)] = &[
    (
        "unit.toml",
        "kind = \"bureau\"",
        "kind = \"医院\"",
        "是不是要写 \"hospital\"？可以写：\"township\"（乡镇、街道）",
        1,
    ),
    (
        "departments/cw.toml",
        "leader = \"jz\"",
        "leader = \"局长\"",
        "是不是要写 jz（局长）？",
        1,
    ),
    (
        "departments/cw.toml",
        "posts = [\"cw-gz\", \"cw-kj\"]\nfocus",
        "posts = [\"财务股股长\"]\nfocus",
        "是不是要写 cw-gz（财务股股长）？",
        1,
    ),
    (
        "departments/cw.toml",
        "class = \"zj\"",
        "class = \"资金管理\"",
        "是不是要写 zj（资金管理）？",
        1,
    ),
    (
        "departments/cw.toml",
        "duties = [",
        "dutys = [",
        "是不是要写 duties？",
        1,
    ),
    (
        "departments/cw.toml",
        "duties = [",
        "duties = \"一件事\"\nx = [",
        "duties 应当是数组",
        2,
    ),
    (
        "departments/cw.toml",
        "powers = { finance = \"full\", procurement = \"part\" }\n# 下面",
        "powers = { finance = \"全部\", procurement = \"part\" }\n# 下面",
        "是不是要写 \"full\"？",
        1,
    ),
    (
        "departments/cw.toml",
        "grade = \"first\"\nleader",
        "grade = first\nleader",
        "文字没有加引号",
        1,
    ),
    (
        "departments/cw.toml",
        "grade = \"first\"\nleader",
        "leader",
        "second（二级）",
        1,
    ),
    (
        "departments/cw.toml",
        "factors = { likelihood = 2, harm = 3 }",
        "factors = { likelihood = 1, harm = 1 }",
        "评分 1 分，定为三级；类别“资金管理”定为一级",
        1,
    ),
];

#[test]
fn a_slip_of_the_first_hour_is_one_finding_that_says_what_was_meant() {
    let (_temp, root) = unit("bureau");
    for (file, right, wrong, said, errors) in SLIPS {
        let path = root.join("rules").join(file);
        let old = std::fs::read_to_string(&path).expect("rules");
        let new = old.replacen(right, wrong, 1);
        assert_ne!(old, new, "{right}");
        std::fs::write(&path, new).expect("rules");
        let (code, told) = lianfang(&root, &["check"]);
        std::fs::write(&path, old).expect("rules");
        assert_eq!(code, Some(1), "{wrong}");
        let first = told.split("\n\n").next().unwrap_or_default();
        assert!(first.contains(said), "{wrong}: {told}");
        let found = told.lines().filter(|line| line.starts_with("错误")).count();
        assert_eq!(found, *errors, "{wrong}: {told}");
    }
    let (code, told) = lianfang(&root, &["generate", "--department", "财务股"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("是不是要写 cw？"), "{told}");
}

#[test]
fn the_schema_is_written_anew_but_over_nothing_of_a_persons() {
    let (_temp, root) = unit("school");
    let run = ["schema", "--output", "lianfang.schema.json"];
    let path = root.join(run[2]);
    for _ in 0..2 {
        let (code, told) = lianfang(&root, &run);
        assert_eq!(code, Some(0), "{told}");
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        assert!(text.contains("\"zw-cz\""), "the unit's own ids");
    }
    std::fs::write(&path, "mine").expect("file");
    let (code, told) = lianfang(&root, &run);
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(std::fs::read(&path).expect("file"), b"mine");
    let ignored = std::fs::read_to_string(root.join(".gitignore")).expect("file");
    assert!(ignored.contains("/lianfang.schema.json"));
}

/// A village has bodies, not departments; `--department` names one of them.
#[test]
fn a_village_has_the_posters_of_its_bodies() {
    let temp = tempfile::tempdir().expect("temp");
    let init = ["init", "unit", "--unit", "village", "--name", "清水村"];
    let (code, told) = lianfang(temp.path(), &init);
    assert_eq!(code, Some(0), "{told}");
    let root = temp.path().join("unit");
    let run = [
        "generate",
        "--only",
        "posters",
        "--format",
        "html",
        "--department",
        "zb",
    ];
    let (code, told) = lianfang(&root, &run);
    assert_eq!(code, Some(0), "{told}");
    let made = files(&root.join("output/posters"));
    assert!(made.contains(&"zb-workflow.html".to_owned()), "{made:?}");
    assert!(!made.iter().any(|file| file.starts_with("cwh")), "{made:?}");
    let poster = root.join("output/posters/zb-workflow.html");
    let poster = std::fs::read_to_string(poster).expect("poster");
    assert!(poster.contains("清水村党支部委员会"), "{poster}");
    assert!(!poster.contains("清水村村党"), "{poster}");
}

/// The README's first ten minutes, counted: what is read at 400 characters a minute, what is
/// typed at 60. Two duties and a risk point of one's own, each text where the README says.
#[test]
fn the_first_hour_begins_with_ten_minutes() {
    let readme = crate::common::root().join("README.zh-CN.md");
    let readme = std::fs::read_to_string(readme).expect("README");
    let walk = readme.split("## 第一次用").nth(1).expect("the walk");
    let walk = walk.split("### 4. ").next().expect("its ten minutes");
    let (_temp, root) = unit("bureau");
    let mut typed: usize = walk
        .lines()
        .filter(|line| line.starts_with("lianfang ") || line.starts_with("cd "))
        .map(|line| line.chars().count())
        .sum();
    let mut edit = |file: &str, old: &str, new: &str, is_copy: bool| {
        let path = root.join("rules").join(file);
        let text = std::fs::read_to_string(&path).expect("rules");
        assert!(text.contains(old), "{file}: {old}");
        std::fs::write(&path, text.replacen(old, new, 1)).expect("rules");
        if !is_copy {
            typed += new.chars().count();
        }
    };
    let cw = "departments/cw.toml";
    edit(
        cw,
        "编制本局年度预算和决算",
        "编制水利专项资金预算和决算",
        false,
    );
    edit(cw, "审核、支付各项经费，登记账目", "审核工程款支付", false);
    // The text of the article is pasted from the risk point.
    for (old, new) in [
        (
            "用虚假票据或者不合规票据报销",
            "工程款不按进度支付，提前付给施工单位",
        ),
        ("套取公款，财政资金受到损失", "工程停工，资金追不回来"),
        (
            "会计逐张核验票据，股长复核，与合同、验收单对得上的才报销",
            "凭监理签字的进度单付款，会计核对合同",
        ),
    ] {
        edit(cw, old, new, false);
        edit("regulations/r1.toml", old, new, true);
    }
    edit(cw, "用不合规票据报销", "工程款提前支付", false);
    edit(cw, "逐张核验票据，两人复核", "凭进度单付款", false);
    let run = [
        "generate",
        "--only",
        "posters",
        "--department",
        "cw",
        "--format",
        "html",
    ];
    let (code, told) = lianfang(&root, &run);
    assert_eq!(code, Some(0), "{told}");
    let poster = |name: &str| {
        let path = root.join(format!("output/posters/cw-{name}.html"));
        std::fs::read_to_string(path).expect("poster")
    };
    assert!(poster("duties").contains("审核工程款支付"));
    assert!(poster("workflow").contains("工程款提前支付"));
    let read = walk.chars().filter(|c| !c.is_whitespace()).count();
    let minutes = read as f64 / 400.0 + typed as f64 / 60.0;
    assert!(
        minutes < 10.0,
        "{read} read, {typed} typed: {minutes:.1} min"
    );
}

/// 删去样板里的股室: what the README says to delete is all that has to be.
#[test]
fn a_sample_department_can_be_deleted_as_the_readme_says() {
    let (_temp, root) = unit("bureau");
    let rules = root.join("rules");
    std::fs::remove_file(rules.join("departments/bgs.toml")).expect("the file");
    let cut = |file: &str, from: &str, to: &str| {
        let path = rules.join(file);
        let text = std::fs::read_to_string(&path).expect("rules");
        let start = text.find(from).unwrap_or_else(|| panic!("{file}: {from}"));
        let end = text[start + from.len()..]
            .find(to)
            .map(|at| start + from.len() + at);
        let end = end.unwrap_or(text.len());
        std::fs::write(&path, format!("{}{}", &text[..start], &text[end..])).expect("rules");
    };
    cut("unit.toml", "[[class]]\nid = \"nw\"", "[[");
    cut("regulations/r1.toml", "（三）内务管理（", "\"\"\"");
    cut("regulations/r1.toml", "（三）内务管理：", "\"\"\"");
    cut(
        "regulations/r1.toml",
        "[[regulation.norm]]\narticle = \"6.3\"",
        "[[",
    );
    // What still mentions it is told at its place.
    let (_, told) = lianfang(&root, &["check"]);
    let errors: Vec<&str> = told.lines().filter(|l| l.starts_with("错误")).collect();
    assert!(
        errors.iter().all(|error| error.contains("\"bgs\"")),
        "{told}"
    );
    let cw = rules.join("departments/cw.toml");
    let text = std::fs::read_to_string(&cw).expect("rules");
    std::fs::write(&cw, text.replace("[\"bgs\", \"xk\"]", "[\"xk\"]")).expect("rules");
    let (code, told) = lianfang(&root, &["check"]);
    assert_eq!(code, Some(0), "{told}");
}
