//! `lianfang diff`: what changed between two states of the rules, said exactly.

use crate::common::{root, Unit};
use std::path::Path;
use std::process::{Command, Output};

/// Runs git in a folder, as somebody.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgSign=false",
        ])
        .args(arguments)
        .env("GIT_COMMITTER_DATE", "2012-07-10T09:00:00+0800")
        .env("GIT_AUTHOR_DATE", "2012-07-10T09:00:00+0800")
        .output()
        .expect("git runs");
    let error = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?} {error}");
    String::from_utf8_lossy(&run.stdout).trim().to_owned()
}

fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// A small town under version control.
fn repository() -> Unit {
    let unit = Unit::copy(&root().join("tests/towns/clean"));
    git(&unit.path(""), &["init", "-q"]);
    commit(&unit.path(""));
    git(&unit.path(""), &["tag", "v2012"]);
    unit
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(folder)
        .arg("diff")
        .args(arguments)
        .output()
        .expect("lianfang runs")
}

/// What is said of differences, where they could be told.
fn told(folder: &Path, arguments: &[&str]) -> String {
    let run = run(folder, arguments);
    let error = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{arguments:?} {error}");
    assert_eq!(error, "", "{arguments:?}");
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// What is said where nothing can be compared.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let run = run(folder, arguments);
    assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    assert!(run.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(run.stderr).expect("UTF-8")
}

/// The changes alone, below each the kind of what changed.
fn changes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let told = told(folder, arguments);
    let lines = told.lines().filter_map(|line| line.strip_prefix("  "));
    lines.map(str::to_owned).collect()
}

/// An edit: what is done to which files, and what is said of it.
struct Edit {
    name: &'static str,
    /// File, what stood there, what stands there now; nothing where something is added at its end.
    files: &'static [(&'static str, &'static str, &'static str)],
    says: &'static [&'static str],
}

const EDITS: &[Edit] = &[
    Edit {
        name: "a grade",
        files: &[("people.toml", "role = \"staff\"\ngrade = \"middle\"", "role = \"staff\"\ngrade = \"high\"")],
        says: &["调级  czs-cn 出纳  等级：中级 → 高级"],
    },
    Edit {
        name: "a power of a department",
        files: &[("people.toml", "procurement = \"part\"", "procurement = \"full\"")],
        says: &["修改  czs 财政所  权力：财务管理（全部）、物资采购（[-部分-]） → 财务管理（全部）、物资采购（{+全部+}）"],
    },
    Edit {
        name: "a duty more",
        files: &[("people.toml", "duties = [\"办理发文和用印\"]", "duties = [\"办理发文和用印\", \"管理档案\"]")],
        says: &["改写  bgs 办公室  工作职责：办理发文和用印{+；管理档案+}"],
    },
    Edit {
        name: "a post more",
        files: &[(
            "people.toml",
            "",
            "[[post]]\nid = \"bgs-jj\"\nname = \"纪检干事\"\ndepartment = \"bgs\"\nrole = \"staff\"\ngrade = \"middle\"\npowers = {}\n",
        )],
        says: &["新增  bgs-jj 纪检干事  站所：办公室；类型：一般；等级：中级；权力：无"],
    },
    Edit {
        name: "what a measure is against",
        files: &[
            ("risks.toml", "controls = [\"cw-2\"]", "controls = [\"cw-1\"]"),
        ],
        says: &["修改  M-CW-2 票据每日清点  控制的风险点：cw-2 → cw-1"],
    },
    Edit {
        name: "a risk point of another post",
        files: &[("risks.toml", "posts = [\"bgs-zr\"]", "posts = [\"bgs-jsy\"]")],
        says: &["移动  NW-1 印章管理松懈  岗位：党政办主任 → 驾驶员"],
    },
    Edit {
        name: "a measure reworded",
        files: &[("risks.toml", "text = \"票据每日清点\"", "text = \"票据每周清点\"")],
        says: &["改写  M-CW-2 票据每周清点  防控措施：票据[-每日-]清点 → 票据{+每周+}清点"],
    },
    Edit {
        name: "a step's term",
        files: &[("workflows.toml", "text = \"出纳付款\"", "text = \"出纳付款\"\nlimit = \"2 个工作日\"")],
        says: &["修改  财政资金拨付 s4 出纳付款  时限：新写 2 个工作日"],
    },
    Edit {
        name: "an exit leads elsewhere",
        files: &[("workflows.toml", "{ to = \"s1\", label = \"否\", note = \"退回\" }", "{ to = \"s2\", label = \"否\", note = \"退回\" }")],
        says: &["修改  财政资金拨付 s3 是否在预算内  去路：去哪一步 s4，什么情况 是；去哪一步 [-s1-]，什么情况 否，说明 退回 → 去哪一步 s4，什么情况 是；去哪一步 {+s2+}，什么情况 否，说明 退回"],
    },
    Edit {
        name: "an article reworded",
        files: &[("r1.toml", "公示7天", "公示5天")],
        says: &["改写  廉政风险防控办法 第七条  正文：公示[-7-]天。 → 公示{+5+}天。"],
    },
    Edit {
        name: "an article put in, those after it renumbered",
        files: &[
            ("r1.toml", "number = 13\n", "number = 14\n"),
            ("r1.toml", "number = 12\ntext = \"工作职责、工作制度、工作流程上墙。\"", "number = 12\ntext = \"工作职责、工作制度、工作流程上墙。\"\n\n[[regulation.article]]\nnumber = 13\ntext = \"本办法由防控办负责落实。\""),
        ],
        says: &["新增  廉政风险防控办法 第十三条  本办法由防控办负责落实。", "改序号  廉政风险防控办法 第十四条  序号：第十三条 → 第十四条"],
    },
    Edit {
        name: "an article amended, with its note",
        files: &[
            ("r1.toml", "公示7天", "公示5天"),
            ("r1.toml", "", "[[regulation.amendment]]\nday = 2013-03-01\narticle = \"7\"\nbefore = \"公示7天。\"\nwhy = \"公示期间太长\"\n"),
        ],
        says: &["改写  廉政风险防控办法 第七条  正文：公示[-7-]天。 → 公示{+5+}天。"],
    },
    Edit {
        name: "a norm's number",
        files: &[("r2.toml", "every-months = 12", "every-months = 6")],
        says: &["修改  站所和岗位风险等级划分 第三条（等级多久重新评定）  几个月以内：12 → 6"],
    },
    Edit {
        name: "a settlement's choice",
        files: &[("town.toml", "choice = \"以划分的名单为准。\"", "choice = \"以办法的权力为准。\"")],
        says: &["改写  C-1 站所负责人和印章岗位的等级  怎么定：以[-划分的名单-]为准。 → 以{+办法的权力+}为准。"],
    },
    Edit {
        name: "a record more",
        files: &[("records.toml", "", "[[duty-change]]\npost = \"bgs-zr\"\nkind = \"duties\"\ndate = 2013-02-28\n")],
        says: &["新增  2013年2月28日 党政办主任  岗位：党政办主任；种类：职责变动；变动日期：2013年2月28日"],
    },
    Edit {
        name: "a record's day, to the 29th of February",
        files: &[("records.toml", "date = 2012-11-05", "date = 2012-02-29")],
        says: &["修改  2012年2月29日 会计  变动日期：2012年11月5日 → 2012年2月29日"],
    },
    Edit {
        name: "a step of a grading",
        files: &[("gradings.toml", "{ step = \"self-report\", date = 2013-01-04, by = \"bgs-jsy\" }", "{ step = \"self-report\", date = 2013-01-05, by = \"bgs-jsy\" }")],
        says: &["修改  2013 驾驶员  各步：步骤 自报，日期 2013年1月[-4-]日，谁办的 驾驶员 → 步骤 自报，日期 2013年1月{+5+}日，谁办的 驾驶员"],
    },
    Edit {
        name: "a post under another id, wherever it is named",
        files: &[
            ("people.toml", "id = \"czs-cn\"", "id = \"czs-chuna\""),
            ("people.toml", "posts = [\"czs-kj\", \"czs-cn\"]", "posts = [\"czs-kj\", \"czs-chuna\"]"),
            ("people.toml", "posts = [\"czs-sz\", \"czs-kj\", \"czs-cn\"]", "posts = [\"czs-sz\", \"czs-kj\", \"czs-chuna\"]"),
            ("risks.toml", "posts = [\"zz\", \"czs-sz\", \"czs-kj\", \"czs-cn\"]", "posts = [\"zz\", \"czs-sz\", \"czs-kj\", \"czs-chuna\"]"),
            ("risks.toml", "posts = [\"czs-cn\"]", "posts = [\"czs-chuna\"]"),
            ("risks.toml", "responsible-actors = [\"czs-cn\"]", "responsible-actors = [\"czs-chuna\"]"),
            ("workflows.toml", "actors = [\"czs-cn\"]", "actors = [\"czs-chuna\"]"),
            ("records.toml", "post = \"czs-cn\"", "post = \"czs-chuna\""),
            ("gradings.toml", "post = \"czs-cn\"", "post = \"czs-chuna\""),
            ("gradings.toml", "by = \"czs-cn\"", "by = \"czs-chuna\""),
        ],
        says: &["改编号  czs-chuna 出纳  编号：czs-cn → czs-chuna"],
    },
    Edit {
        name: "the unit's facts",
        files: &[("town.toml", "edition = \"2012年版\"", "edition = \"2013年版\"")],
        says: &["改写  版次：[-2012-]年版 → {+2013+}年版"],
    },
    Edit {
        name: "a word of the unit",
        files: &[("town.toml", "", "[words]\ndepartment = \"股室\"\n")],
        says: &["改写  内设机构的叫法：站所 → 股室"],
    },
    Edit {
        name: "a holder",
        files: &[("people.toml", "holder = \"陈洁\"", "holder = \"钱多\"")],
        says: &["改写  czs-cn 出纳  姓名：陈洁 → 钱多"],
    },
    Edit {
        name: "a sentence less",
        files: &[("r2.toml", "number = 3\ntext = \"收费公示制度应当建立健全。等级每年评定1次。\"", "number = 3\ntext = \"等级每年评定1次。\"")],
        says: &["改写  站所和岗位风险等级划分 第三条  正文：[-收费公示制度应当建立健全。-]等级每年评定1次。"],
    },
    Edit {
        name: "a workflow more, with its steps",
        files: &[("workflows.toml", "", "[[workflow]]\nid = \"bgs-fw\"\ndepartment = \"bgs\"\nname = \"发文\"\n\n[[workflow.step]]\nid = \"s1\"\nkind = \"start\"\ntext = \"拟稿\"\nactors = [\"bgs-jsy\"]\nnext = \"s2\"\n\n[[workflow.step]]\nid = \"s2\"\nkind = \"end\"\ntext = \"印发\"\nactors = [\"bgs-zr\"]\n")],
        says: &["新增  bgs-fw 发文  站所：办公室；流程的步骤：2 个"],
    },
    Edit {
        name: "a measure less",
        files: &[(
            "risks.toml",
            "[[measure]]\nid = \"m-nw-2\"\nclass = \"nw\"\narticle = \"r1:3.2\"  # 不报 LF117、LF251：统管一类的补充措施不计入个数\ntext = \"印章专柜保管\"\ncontrols = [\"nw-1\"]\nresponsible = \"党政办主任\"\nresponsible-actors = [\"bgs-zr\"]\nperiod = \"常设\"\norigin = \"drafted\"\n",
            "",
        )],
        says: &["删除  M-NW-2 印章专柜保管  类别：内务；条文：r1:3.2；防控措施：印章专柜保管；控制的风险点：nw-1；责任人：党政办主任；责任的岗位和机构：党政办主任；期限：常设；来源：补充"],
    },
    Edit {
        name: "a key of the unit's own, and what is written under it",
        files: &[
            ("town.toml", "", "[unit.fields.post]\ntrained = \"yes-no\"\n"),
            ("people.toml", "id = \"bgs-jsy\"", "id = \"bgs-jsy\"\ntrained = true"),
        ],
        says: &["修改  bgs-jsy 驾驶员  trained：新写 是", "修改  单位给各种表加的键：新写 { post = { trained = \"yes-no\" } }"],
    },
    Edit {
        name: "a regulation more, with its articles",
        files: &[("r2.toml", "", "[[regulation]]\nid = \"r3\"\nnumber = 3\ntitle = \"小河镇谈话制度\"\nshort = \"谈话制度\"\nform = \"articles\"\n\n[[regulation.article]]\nnumber = 1\ntext = \"发现苗头的，及时谈话。\"\n")],
        says: &["新增  r3 谈话制度  条文：1 个"],
    },
    Edit {
        name: "a chapter put above articles",
        files: &[("r2.toml", "[[regulation.article]]\nnumber = 1", "[[regulation.chapter]]\nnumber = 1\ntitle = \"等级\"\n\n[[regulation.chapter.article]]\nnumber = 1")],
        says: &["新增  站所和岗位风险等级划分 第一章 等级"],
    },
];

fn make(unit: &Unit, edit: &Edit) {
    for (file, old, new) in edit.files {
        if old.is_empty() {
            let path = unit.path("rules").join(file);
            let text = std::fs::read_to_string(&path).expect("rules");
            std::fs::write(path, format!("{text}\n{new}")).expect("rules");
        } else {
            unit.replace(file, old, new);
        }
    }
}

#[test]
fn each_edit_is_said_exactly() {
    let mut wrong = String::new();
    for edit in EDITS {
        let unit = repository();
        make(&unit, edit);
        let said = changes(&unit.path(""), &["HEAD"]);
        if said != edit.says {
            wrong += &format!("{}\n  says {said:#?}\n", edit.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_not_changed_is_not_said() {
    let unit = repository();
    let folder = unit.path("");
    let rules = unit.path("rules");
    assert_eq!(told(&folder, &["HEAD"]), "没有改动\n");
    // Files named otherwise, split, in folders; comments, blanks, the order of keys and of sets.
    git(&folder, &["mv", "rules/people.toml", "rules/zz.toml"]);
    let risks = std::fs::read_to_string(rules.join("risks.toml")).expect("rules");
    let at = risks.find("[[measure]]").expect("measures");
    std::fs::create_dir(rules.join("新")).expect("folder");
    std::fs::write(rules.join("新/措施.toml"), &risks[at..]).expect("rules");
    std::fs::write(rules.join("risks.toml"), &risks[..at]).expect("rules");
    unit.replace(
        "zz.toml",
        "id = \"czs-sz\"\nname = \"财政所所长\"",
        "name = \"财政所所长\"\n# 所长\nid = \"czs-sz\"",
    );
    unit.replace(
        "zz.toml",
        "{ finance = \"full\", procurement = \"part\" }",
        "{ procurement = 'part', finance = 'full' }",
    );
    unit.replace(
        "risks.toml",
        "[\"zz\", \"czs-sz\", \"czs-kj\", \"czs-cn\"]",
        "[\n  \"czs-cn\", \"czs-kj\",\n  \"czs-sz\", \"zz\",\n]",
    );
    unit.replace(
        "risks.toml",
        "behaviour = \"票据保管不规范\"",
        "behaviour = \"\"\"\n票据保管不规范\n\"\"\"",
    );
    // What a kind of unit has anyway, written out.
    let town = std::fs::read_to_string(rules.join("town.toml")).expect("rules");
    std::fs::write(
        rules.join("town.toml"),
        town + "\n[words]\ndepartment = \"站所\"\n",
    )
    .expect("rules");
    assert_eq!(told(&folder, &["HEAD"]), "没有改动\n");
}

#[test]
fn five_edits_at_once_are_five_lines() {
    let unit = repository();
    let five = [0, 1, 6, 9, 13];
    let mut wanted: Vec<&str> = Vec::new();
    for at in five {
        make(&unit, &EDITS[at]);
        wanted.extend(EDITS[at].says);
    }
    wanted.sort_unstable();
    let mut said = changes(&unit.path(""), &["HEAD"]);
    said.sort_unstable();
    assert_eq!(said, wanted);
    assert!(told(&unit.path(""), &["HEAD"]).ends_with("共 5 处：修改 5\n"));
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_do() {
    let unit = repository();
    let folder = unit.path("");
    for (arguments, wanted) in [
        (&["v2021"][..], "没有 v2021 这个版本\n  是不是要写 v2012？"),
        (&["v2012..HEAD"], "两个版本分开写：lianfang diff v2012 HEAD"),
        (&["nothing-like-it"], "有这些分支和标签：main、v2012；"),
        (&["--", "--output=x"], "版本的名称不能用 - 开头"),
        (&["./nowhere"], "没有 ./nowhere 这个文件夹"),
        (
            &["HEAD", "--rules", "elsewhere"],
            "HEAD 里没有 elsewhere 这个目录\n  当时的规则要是在别处，写成 HEAD:rules",
        ),
    ] {
        let said = refused(&folder, arguments);
        assert!(said.contains(wanted), "{arguments:?} {said}");
    }
    // What drives a terminal is shown by its number.
    let said = refused(&folder, &["v\u{1b}[2J"]);
    assert!(!said.contains('\u{1b}'), "{said}");
    // What is a folder and a branch is neither before somebody says so.
    git(&folder, &["branch", "rules"]);
    assert!(refused(&folder, &["rules"]).contains("既是文件夹，又是版本"));
    assert_eq!(told(&folder, &["./rules"]), "没有改动\n");
    assert_eq!(told(&folder, &["heads/rules"]), "没有改动\n");
    let bare = Unit::small();
    let said = refused(&bare.path(""), &["HEAD"]);
    assert!(said.contains("不在 git 仓库里"), "{said}");
    let no_git = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(&folder)
        .args(["diff", "HEAD"])
        .env("PATH", folder.join("none"))
        .output()
        .expect("lianfang runs");
    assert_eq!(no_git.status.code(), Some(2));
    let said = String::from_utf8_lossy(&no_git.stderr).into_owned();
    assert!(said.contains("没有 git 这个程序"), "{said}");
}

#[test]
fn a_state_with_errors_is_told_at_its_places_in_that_revision() {
    let unit = repository();
    let folder = unit.path("");
    let good = std::fs::read(unit.path("rules/risks.toml")).expect("rules");
    unit.replace(
        "risks.toml",
        "class = \"nw\"\narticle",
        "class = \"xx\"\narticle",
    );
    // Neither UTF-8 nor text.
    unit.write("rules/old.toml", b"a = \"\xff\xfe\x80\"\n");
    unit.write("rules/picture.png", b"\x89PNG\0\xff");
    commit(&folder);
    std::fs::write(unit.path("rules/risks.toml"), good).expect("rules");
    std::fs::remove_file(unit.path("rules/old.toml")).expect("rules");
    let said = refused(&folder, &["HEAD"]);
    for wanted in [
        "HEAD:rules/risks.toml:",
        "HEAD:rules/old.toml:1:6",
        "HEAD 的规则有错误",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    assert_eq!(told(&folder, &["HEAD~1"]), "没有改动\n");
}

#[test]
fn revisions_are_found_from_any_folder_and_any_clone() {
    // The unit lies in a folder of its repository, under a name with blanks and in Chinese.
    let whole = Unit::small();
    let top = whole.path("");
    let town = root().join("tests/towns/clean");
    for file in [
        "people",
        "risks",
        "workflows",
        "records",
        "town",
        "r1",
        "r2",
        "gradings",
    ] {
        let text = std::fs::read(town.join(format!("{file}.toml"))).expect("rules");
        whole.write(&format!("我 镇/规则/{file}.toml"), text);
    }
    git(&top, &["init", "-q"]);
    commit(&top);
    let people = whole.path("我 镇/规则/people.toml");
    let text = std::fs::read_to_string(&people).expect("rules");
    std::fs::write(
        &people,
        text.replace("name = \"会计\"", "name = \"主办会计\""),
    )
    .expect("rules");
    let line = ["改写  czs-kj 主办会计  名称：{+主办+}会计"];
    assert_eq!(changes(&top, &["HEAD", "--rules", "我 镇/规则"]), line);
    assert_eq!(
        changes(&whole.path("我 镇"), &["HEAD", "--rules", "规则"]),
        line
    );
    commit(&top);
    assert_eq!(
        changes(&top, &["HEAD~1", "HEAD", "--rules", "我 镇/规则"]),
        line
    );
    // In a worktree, and where the folder was moved since.
    git(&top, &["worktree", "add", "-q", "另一处", "HEAD"]);
    let other = whole.path("另一处");
    assert_eq!(changes(&other, &["HEAD~1", "--rules", "我 镇/规则"]), line);
    git(&other, &["mv", "我 镇/规则", "新规则"]);
    assert_eq!(
        changes(&other, &["HEAD~1:我 镇/规则", "--rules", "新规则"]),
        line
    );
    // A clone with the last commit alone.
    let from = format!("file://{}", top.display());
    git(&top, &["clone", "-q", "--depth", "1", &from, "浅"]);
    let said = refused(&whole.path("浅"), &["HEAD~1", "--rules", "我 镇/规则"]);
    assert!(
        said.contains("浅克隆") && said.contains("git fetch --unshallow"),
        "{said}"
    );
}

#[test]
fn nothing_is_run_or_written_in_the_repository() {
    let unit = repository();
    let folder = unit.path("");
    let trap = folder.join("ran");
    let hook = format!("#!/bin/sh\ntouch '{}'\n", trap.display());
    for name in [
        "post-checkout",
        "reference-transaction",
        "fsmonitor",
        "filter",
    ] {
        let path = folder.join(".git/hooks").join(name);
        unit.write(&format!(".git/hooks/{name}"), &hook);
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(path, mode).expect("mode");
    }
    let program = folder.join(".git/hooks/filter");
    let program = program.to_string_lossy();
    for (key, value) in [
        ("core.fsmonitor", &*program),
        ("filter.x.smudge", &program),
        ("diff.x.textconv", &program),
        ("core.pager", &program),
    ] {
        git(&folder, &["config", key, value]);
    }
    unit.write(".git/info/attributes", "*.toml filter=x diff=x\n");
    let state = |folder: &Path| {
        let mut all: Vec<(String, std::time::SystemTime)> = Vec::new();
        for entry in walkdir::WalkDir::new(folder.join(".git")) {
            let entry = entry.expect("entry");
            let time = entry.metadata().expect("data").modified().expect("time");
            all.push((entry.path().display().to_string(), time));
        }
        all.sort();
        all
    };
    let before = state(&folder);
    assert_eq!(told(&folder, &["v2012"]), "没有改动\n");
    refused(&folder, &["v2013"]);
    assert!(!trap.exists());
    assert_eq!(state(&folder), before);
}

#[test]
fn programs_read_what_people_read() {
    let unit = repository();
    make(&unit, &EDITS[0]);
    make(&unit, &EDITS[11]);
    let text = told(&unit.path(""), &["v2012", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["old"]["date"], "2012-07-10");
    assert_eq!(json["summary"]["changed"], 2);
    let grade = &json["changes"][0];
    assert_eq!(grade["change"], "regraded");
    assert_eq!(
        (&grade["kind"], &grade["code"]),
        (&"post".into(), &"czs-cn".into())
    );
    assert_eq!(grade["old"][0]["text"], "中级");
    assert_eq!(grade["file"], "rules/people.toml");
    // The note of the amendment says why.
    assert_eq!(json["changes"][1]["reason"], "公示期间太长");
}

#[test]
fn every_key_has_a_name_that_people_read() {
    for table in lianfang::fields::tables() {
        // {department} is the unit's own word.
        let named = |title: &str| !title.is_ascii() || title.starts_with('{');
        assert!(named(table.title()) || table.inner, "{}", table.name);
        for field in table.fields.iter() {
            let title = field.title();
            assert!(
                named(title),
                "{} {}: give it a title",
                table.name,
                field.key
            );
        }
    }
}

/// An edited town with its changes on a page and on paper, made in its folder.
fn printed() -> Unit {
    let unit = repository();
    for at in [0, 1, 3, 9, 11] {
        if at != 9 {
            make(&unit, &EDITS[at]);
        }
    }
    let folder = unit.path("");
    for (format, file) in [("html", "表.html"), ("pdf", "表.pdf")] {
        let arguments = ["v2012", "--format", format, "--output", file];
        let run = run(&folder, &arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(said, format!("已写进 {file}\n"));
        assert_eq!(run.status.code(), Some(0));
    }
    unit
}

#[test]
fn the_sheet_for_the_meeting_shows_old_beside_new() {
    let unit = printed();
    let html = std::fs::read_to_string(unit.path("表.html")).expect("page");
    for wanted in [
        "廉政风险防控制度汇编修订对照表",
        "原（v2012，2012年7月10日）",
        "新（现在的文件）",
        "公示<del>7</del>天。",
        "公示<ins class=\"ruled-in-accent\">5</ins>天。",
        "公示期间太长",
        "共 4 处：新增 1、修改 3。",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    // It stands by itself.
    assert!(!html.contains("index.html"), "links lead nowhere");
    let Some(pages) = crate::common::page_texts(&unit.path("表.pdf")) else {
        return;
    };
    let text = pages.concat();
    for wanted in ["修订对照表", "公示期间太长", "会议意见"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn what_diff_wrote_it_writes_again_and_nothing_else() {
    let unit = printed();
    let folder = unit.path("");
    let bytes = std::fs::read(unit.path("表.pdf")).expect("PDF");
    for (format, file) in [("pdf", "表.pdf"), ("text", "a.txt"), ("json", "a.json")] {
        for _ in 0..2 {
            let run = run(&folder, &["v2012", "--format", format, "--output", file]);
            assert_eq!(run.status.code(), Some(0), "{format}");
        }
    }
    assert_eq!(std::fs::read(unit.path("表.pdf")).expect("PDF"), bytes);
    unit.write("记事.txt", "共有三处要改\n");
    let said = refused(&folder, &["v2012", "--output", "记事.txt"]);
    assert!(said.contains("不是这个程序写的，没有动"), "{said}");
    assert!(refused(&folder, &["v2012", "--format", "pdf"]).contains("加 --output"));
}

#[test]
fn the_handbook_has_the_amendments_as_its_last_annex() {
    let unit = repository();
    let with = ["--only", "handbook", "--format", "html,docx,pdf"];
    let made = |output: &str, more: &[&str]| {
        let mut arguments = vec!["--draft", "--output", output];
        arguments.extend(with);
        arguments.extend(more);
        unit.generate(&arguments)
    };
    // Without a change there is the annex, and it says so.
    assert_eq!(made("same", &["--since", "v2012"]).0, Some(0));
    let same = std::fs::read_to_string(unit.path("same/handbook.html")).expect("page");
    assert!(same.contains("没有改动"));
    for at in [0, 11, 14] {
        make(&unit, &EDITS[at]);
    }
    // A record that is not there yet on the day of the handbook.
    unit.replace("records.toml", "date = 2013-02-28", "date = 2014-02-28");
    made("with", &["--since", "v2012"]);
    let html = std::fs::read_to_string(unit.path("with/handbook.html")).expect("page");
    for wanted in [
        "<a href=\"#annex-changes\">附录四　修订对照表</a>",
        "<section class=\"annex landscape\" id=\"annex-changes\">",
        "共 2 处：修改 2",
        "公示期间太长",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    let docx = std::fs::read(unit.path("with/handbook.docx")).expect("document");
    let parts = crate::common::office_parts(&docx);
    let document = &parts["word/document.xml"];
    assert!(document.contains("<w:strike/>") && document.contains("<w:u w:val=\"single\""));
    made("without", &[]);
    let html = std::fs::read_to_string(unit.path("without/handbook.html")).expect("page");
    assert!(!html.contains("annex-changes"));
    // What was taken out is not for everybody.
    let (code, said) = made("public", &["--since", "v2012", "--edition", "public"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--since 只用于内部版"), "{said}");
    assert!(!unit.path("public").exists());
    let (code, said) = made("none", &["--since", "v2021"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("没有 v2021 这个版本"), "{said}");
}

/// Two folders with a town each, the second to be changed.
fn two_folders() -> Unit {
    let unit = Unit::copy(&root().join("tests/towns/clean"));
    let rules = unit.path("rules");
    for file in crate::common::files(&rules) {
        let text = std::fs::read(rules.join(&file)).expect("rules");
        unit.write(&format!("old/{file}"), text);
    }
    unit
}

/// Changes the text of every rules file.
fn everywhere(unit: &Unit, change: impl Fn(&str, String) -> String) {
    for file in crate::common::files(&unit.path("rules")) {
        let path = unit.path("rules").join(&file);
        let text = std::fs::read_to_string(&path).expect("rules");
        std::fs::write(path, change(&file, text)).expect("rules");
    }
}

#[test]
fn what_is_called_otherwise_is_one_line_wherever_it_is_named() {
    for (old, new, line) in [
        ("czs", "cz", "改编号  cz 财政所  编号：czs → cz"),
        (
            "r2",
            "r9",
            "改编号  r9 站所和岗位风险等级划分  编号：r2 → r9",
        ),
        (
            "cw-2",
            "cw-9",
            "改编号  CW-9 票据保管不规范  编号：cw-2 → cw-9",
        ),
        (
            "czs-zjbf",
            "czs-bf",
            "改编号  czs-bf 财政资金拨付  编号：czs-zjbf → czs-bf",
        ),
    ] {
        let unit = two_folders();
        everywhere(&unit, |_, text| {
            let text = text.replace(&format!("\"{old}\""), &format!("\"{new}\""));
            text.replace(&format!("\"{old}:"), &format!("\"{new}:"))
        });
        assert_eq!(changes(&unit.path(""), &["old"]), [line]);
    }
}

#[test]
fn an_article_put_in_moves_the_rest_in_one_line_with_all_that_cite_them() {
    /// `12.1` as `13.1`; the first article keeps its number.
    fn later(number: &str) -> String {
        let digits = number.chars().take_while(char::is_ascii_digit).count();
        match number[..digits].parse::<u16>() {
            Ok(n) if n > 1 => format!("{}{}", n + 1, &number[digits..]),
            _ => number.to_owned(),
        }
    }
    let unit = two_folders();
    everywhere(&unit, |file, text| {
        let line = |line: &str| {
            for head in ["number = ", "article = \""] {
                if let (Some(rest), "r1.toml") = (line.strip_prefix(head), file) {
                    return format!("{head}{}", later(rest));
                }
            }
            let mut parts = line.split("\"r1:");
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |line, rest| line + "\"r1:" + &later(rest))
        };
        let text: Vec<String> = text.lines().map(line).collect();
        let text = text.join("\n");
        let second = "[[regulation.article]]\nnumber = 3\n";
        let added = "[[regulation.article]]\nnumber = 2\ntext = \"风险防控由镇纪委牵头。\"\n\n";
        match file {
            "r1.toml" => text.replacen(second, &format!("{added}{second}"), 1),
            _ => text,
        }
    });
    assert_eq!(
        changes(&unit.path(""), &["old"]),
        [
            "新增  廉政风险防控办法 第二条  风险防控由镇纪委牵头。",
            "改序号  廉政风险防控办法 第三条至第十四条  序号：第二条至第十三条 → 第三条至第十四条",
        ]
    );
}

#[test]
fn an_article_in_another_chapter_has_moved() {
    let unit = two_folders();
    let chapters = |folder: &str, second: u8| {
        let path = unit.path(folder).join("r2.toml");
        let text = std::fs::read_to_string(&path).expect("rules");
        let article = |number: u8| format!("[[regulation.article]]\nnumber = {number}\n");
        let text = [(1, "等级"), (second, "其他")].iter().enumerate().fold(
            text,
            |text, (at, (article_number, title))| {
                let chapter = format!(
                    "[[regulation.chapter]]\nnumber = {}\ntitle = \"{title}\"\n\n",
                    at + 1
                );
                let article = article(*article_number);
                text.replace(&article, &format!("{chapter}{article}"))
            },
        );
        let text = text.replace("[[regulation.article]]", "[[regulation.chapter.article]]");
        std::fs::write(path, text).expect("rules");
    };
    chapters("old", 3);
    chapters("rules", 2);
    assert_eq!(
        changes(&unit.path(""), &["old"]),
        ["移动  站所和岗位风险等级划分 第二条  所在章节：第一章 等级 → 第二章 其他"]
    );
}
