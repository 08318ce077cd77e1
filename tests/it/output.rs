//! The output folder: what a run leaves there, whatever became of the run before.

use crate::common::{files, generate, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn small() -> PathBuf {
    root().join("tests/towns/small")
}

/// A copy of the small unit that has a second department.
fn with_second_department(folder: &Path) -> PathBuf {
    let rules = folder.join("rules");
    fs::create_dir(&rules).expect("folder");
    for name in files(&small()) {
        if name.ends_with(".toml") {
            fs::copy(small().join(&name), rules.join(&name)).expect("copies");
        }
    }
    let second = r#"
[[department]]
id = "lyz"
name = "林业站"
kind = "镇直站所"
order = 2
grade = "low"
leader = "zz"
powers = {}
duties = ["防火"]
rules = ["值班"]
"#;
    fs::write(rules.join("lyz.toml"), second).expect("writes");
    rules
}

fn succeeds(rules: &Path, output: &Path, more: &[&str]) -> String {
    let run = generate(rules, output, &[&["--draft"], more].concat());
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("已生成"), "{told}");
    told
}

#[test]
fn what_is_out_of_date_goes_and_what_is_not_ours_stays() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    succeeds(&two, &output, &[]);
    let poster = output.join("posters/lyz-duties.html");
    assert!(poster.exists());
    // A file of ours that a person has changed, and one that a person put there.
    fs::write(output.join("posters/lyz-rules.html"), "改过").expect("writes");
    fs::write(output.join("posters/own.html"), "自己的").expect("writes");
    // A part of the output says nothing of the rest.
    succeeds(&small(), &output, &["--only", "tables"]);
    assert!(poster.exists());
    let told = succeeds(&small(), &output, &[]);
    assert!(told.contains("已删去以前生成、现在不再有的"), "{told}");
    let left = files(&output);
    let of_forestry: Vec<&String> = left.iter().filter(|f| f.contains("lyz")).collect();
    assert_eq!(of_forestry, ["posters/lyz-rules.html"]);
    assert!(left.contains(&"posters/own.html".to_string()), "{left:?}");
}

#[test]
fn a_department_alone_leaves_the_posters_of_the_others() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    succeeds(&two, &output, &[]);
    let all = files(&output);
    succeeds(&two, &output, &["--department", "czs"]);
    assert_eq!(files(&output), all);
    succeeds(&two, &output, &["--format", "html"]);
    assert_eq!(files(&output), all);
    is_whole(&output).expect("whole");
}

#[test]
fn the_digest_of_inputs_counts_rules_templates_and_own_fonts() {
    let unit = crate::common::Unit::small();
    let digest = || {
        let (code, told) = unit.generate(&["--draft"]);
        assert_eq!(code, Some(0), "{told}");
        let text = fs::read_to_string(unit.path("output/manifest.json")).expect("manifest");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        manifest["inputs"].as_str().expect("a digest").to_owned()
    };
    let mut seen = vec![digest()];
    assert_eq!(digest(), seen[0]);
    unit.replace("czs.toml", "编制镇年度预算", "编制镇的年度预算");
    seen.push(digest());
    // A copy of a built-in template makes the same pages; one that is changed does not.
    let index = fs::read_to_string(root().join("templates/index.html")).expect("it");
    unit.write("templates/index.html", &index);
    assert_eq!(Some(&digest()), seen.last());
    unit.write("templates/index.html", index + "\n");
    seen.push(digest());
    // A font of the unit's own, under the name of one that the style sheet uses.
    let other = root().join("templates/fonts/LXGWWenKaiGBLite-Regular.ttf");
    let used = fs::read_dir(root().join("templates/fonts"))
        .expect("fonts")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .find(|name| name.starts_with("NotoSansSC"))
        .expect("a face that is used");
    unit.write(
        &format!("templates/fonts/{used}"),
        fs::read(other).expect("a font"),
    );
    seen.push(digest());
    let different: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!(different.len(), seen.len(), "{seen:?}");
}

#[test]
fn a_manifest_names_every_file_that_is_there() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    succeeds(&small(), &output, &[]);
    succeeds(&small(), &output, &["--only", "tables"]);
    let text = fs::read_to_string(output.join("manifest.json")).expect("manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let listed: Vec<&str> = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|entry| entry["path"].as_str().expect("path"))
        .collect();
    let mut there = files(&output);
    there.retain(|file| file != "manifest.json" && file != ".lock");
    there.sort();
    assert_eq!(listed, there);
}

/// Whether the files are exactly those that the manifest lists, as it lists them, and for whom.
fn is_whole(output: &Path) -> Result<(), String> {
    let text = fs::read(output.join("manifest.json")).map_err(|e| e.to_string())?;
    let manifest: serde_json::Value = serde_json::from_slice(&text).map_err(|e| e.to_string())?;
    let mut there = files(output);
    there.retain(|file| file != "manifest.json" && !file.starts_with('.'));
    there.sort();
    let listed = manifest["files"].as_array().expect("files");
    let paths: Vec<&str> = listed.iter().filter_map(|f| f["path"].as_str()).collect();
    if paths != there {
        return Err(format!("listed {paths:?}, there {there:?}"));
    }
    for entry in listed {
        let path = entry["path"].as_str().expect("path");
        let bytes = fs::read(output.join(path)).map_err(|e| e.to_string())?;
        if entry["sha256"] != lianfang::output::digest([&bytes[..]]) {
            return Err(format!("{path} is of another run"));
        }
    }
    Ok(())
}

/// Runs `generate` and kills it after a while; runs that end before that are whole too.
fn killed_after(rules: &Path, output: &Path, more: &[&str], millis: u64) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["generate", "--draft", "--templates", "no-such-folder"])
        .arg("--rules")
        .arg(rules)
        .arg("--output")
        .arg(output)
        .args(more)
        .stderr(Stdio::null())
        .spawn()
        .expect("lianfang runs");
    std::thread::sleep(std::time::Duration::from_millis(millis));
    drop(run.kill());
    run.wait().expect("it ends");
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_output_whole() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    succeeds(&small(), &output, &[]);
    for n in 0..24 {
        let (rules, edition) = match n % 3 {
            0 => (two.clone(), "internal"),
            1 => (small(), "internal"),
            _ => (small(), "public"),
        };
        killed_after(&rules, &output, &["--edition", edition], n * 7);
        is_whole(&output).unwrap_or_else(|fault| panic!("after {} ms: {fault}", n * 7));
    }
    succeeds(&small(), &output, &[]);
    let hidden: Vec<String> = files(&output)
        .into_iter()
        .filter(|file| file.starts_with('.'))
        .collect();
    assert_eq!(hidden, [".lock"], "leavings are cleared");
}

#[test]
fn a_run_killed_in_the_midst_of_its_renames_is_completed_by_the_next() {
    let temp = tempfile::tempdir().expect("temp");
    let (output, other) = (temp.path().join("output"), temp.path().join("other"));
    let two = with_second_department(temp.path());
    succeeds(&two, &output, &[]);
    succeeds(&small(), &other, &[]);
    // As it stands when half the files have been moved: the manifest comes last.
    fs::create_dir_all(output.join(".ready/tables")).expect("folder");
    for file in files(&other).iter().filter(|file| !file.starts_with('.')) {
        let place = match file.as_str() {
            "manifest.json" => output.join(".ready").join(file),
            file if file.starts_with("tables/") => output.join(".ready").join(file),
            file => output.join(file),
        };
        fs::copy(other.join(file), place).expect("copies");
    }
    assert!(is_whole(&output).is_err());
    succeeds(&small(), &output, &["--only", "posters"]);
    is_whole(&output).expect("whole");
    let left = files(&output);
    assert!(!left.iter().any(|file| file.contains("lyz")), "{left:?}");
    let moved = fs::read(output.join("handbook.html")).expect("handbook");
    assert_eq!(
        moved,
        fs::read(other.join("handbook.html")).expect("handbook")
    );
}

#[test]
fn runs_at_the_same_time_do_not_mix() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    for _ in 0..5 {
        let run = |rules: PathBuf, edition: &'static str| {
            let output = output.clone();
            std::thread::spawn(move || {
                generate(&rules, &output, &["--draft", "--edition", edition])
            })
        };
        let runs = [
            run(two.clone(), "internal"),
            run(small(), "internal"),
            run(small(), "public"),
        ];
        for run in runs {
            let run = run.join().expect("ends");
            let told = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(told.contains("已生成"), "{told}");
        }
        is_whole(&output).expect("whole");
    }
}

#[test]
fn a_run_waits_for_another_and_then_gives_up() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    succeeds(&small(), &output, &[]);
    let held = fs::File::open(output.join(".lock")).expect("lock");
    held.lock().expect("locks");
    let waiting = {
        let output = output.clone();
        std::thread::spawn(move || generate(&small(), &output, &["--draft", "--only", "tables"]))
    };
    std::thread::sleep(std::time::Duration::from_secs(2));
    held.unlock().expect("unlocks");
    let run = waiting.join().expect("ends");
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("另一次生成正在写"), "{told}");
    assert!(told.contains("已生成"), "{told}");
}

#[test]
fn a_folder_holds_one_edition() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    succeeds(&small(), &output, &[]);
    let before = files(&output);
    for part in [
        ["--only", "tables"],
        ["--format", "html"],
        ["--department", "czs"],
    ] {
        let arguments = [&["--draft", "--edition", "public"], &part[..]].concat();
        let run = generate(&small(), &output, &arguments);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{told}");
        assert!(told.contains("里面是内部版文件"), "{told}");
        is_whole(&output).expect("as it was");
        assert_eq!(files(&output), before);
    }
    // A whole run replaces all, and its parts may follow.
    succeeds(&small(), &output, &["--edition", "public"]);
    is_whole(&output).expect("whole");
    let text = fs::read_to_string(output.join("manifest.json")).expect("manifest");
    assert!(text.contains(r#""edition": "public""#), "{text}");
    succeeds(
        &small(),
        &output,
        &["--edition", "public", "--only", "tables"],
    );
    // What no manifest speaks for may be of any edition.
    fs::remove_file(output.join("manifest.json")).expect("removes");
    let run = generate(&small(), &output, &["--draft", "--only", "tables"]);
    assert_eq!(run.status.code(), Some(2));
    fs::write(output.join("manifest.json"), "{").expect("writes");
    let run = generate(&small(), &output, &["--draft", "--only", "tables"]);
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn what_a_person_changed_in_another_edition_is_neither_removed_nor_left_beside() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    succeeds(&two, &output, &[]);
    fs::write(output.join("posters/lyz-rules.html"), "改过").expect("writes");
    let run = generate(&small(), &output, &["--draft", "--edition", "public"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(told.contains("posters/lyz-rules.html"), "{told}");
    assert!(output.join("posters/lyz-duties.html").exists(), "as it was");
    fs::remove_file(output.join("posters/lyz-rules.html")).expect("removes");
    succeeds(&small(), &output, &["--edition", "public"]);
    is_whole(&output).expect("whole");
}

#[test]
fn what_is_in_the_way_is_told_before_anything_is_moved() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let two = with_second_department(temp.path());
    succeeds(&two, &output, &[]);
    let before = fs::read(output.join("handbook.html")).expect("handbook");
    let refused = |what: &str| {
        let run = generate(&small(), &output, &["--draft"]);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{told}");
        assert!(told.contains(what), "{told}");
        assert_eq!(
            fs::read(output.join("handbook.html")).expect("as it was"),
            before
        );
        assert!(output.join("posters/lyz-duties.html").exists());
    };
    let poster = output.join("posters/czs-rules.html");
    fs::remove_file(&poster).expect("removes");
    fs::create_dir(&poster).expect("a folder where a file should go");
    refused("posters/czs-rules.html 是一个文件夹");
    fs::remove_dir(&poster).expect("removes");
    fs::rename(output.join("tables"), temp.path().join("elsewhere")).expect("moves");
    fs::write(output.join("tables"), "").expect("a file where a folder should be");
    refused("tables 是一个文件");
    #[cfg(unix)]
    {
        fs::remove_file(output.join("tables")).expect("removes");
        std::os::unix::fs::symlink(temp.path().join("elsewhere"), output.join("tables"))
            .expect("a link out of the folder");
        refused("tables 是一个链接");
        for pipe in ["manifest.json", ".lock"] {
            let kept = fs::read(output.join(pipe)).expect("reads");
            fs::remove_file(output.join(pipe)).expect("removes");
            let made = Command::new("mkfifo").arg(output.join(pipe)).status();
            assert!(made.expect("mkfifo").success());
            refused("管道");
            fs::remove_file(output.join(pipe)).expect("removes");
            fs::write(output.join(pipe), kept).expect("writes");
        }
        fs::remove_file(output.join("tables")).expect("removes");
        // A pipe where a file was is replaced, and nobody waits for its other end.
        fs::remove_file(&poster).unwrap_or_default();
        assert!(Command::new("mkfifo")
            .arg(&poster)
            .status()
            .expect("mkfifo")
            .success());
    }
    succeeds(&small(), &output, &[]);
    is_whole(&output).expect("whole");
}

#[test]
fn no_id_leads_out_of_the_folder() {
    let temp = tempfile::tempdir().expect("temp");
    let victim = temp.path().join("escaped-duties.html");
    for (n, id) in [
        "../../escaped",
        "../../../escaped",
        "..\\..\\escaped",
        "/escaped",
        "a/b",
        ".git",
        "con",
        "财政所",
        "x y",
        "x\\u0000y",
        "x\\u202Ey",
        "",
        &"长".repeat(200),
        &"a".repeat(300),
    ]
    .into_iter()
    .enumerate()
    {
        fs::write(&victim, "not ours").expect("writes");
        let rules = temp.path().join(format!("rules-{n}"));
        fs::create_dir(&rules).expect("folder");
        for name in files(&small())
            .iter()
            .filter(|name| name.ends_with(".toml"))
        {
            let text = fs::read_to_string(small().join(name)).expect("rules");
            let text = text.replace("id = \"czs\"", &format!("id = \"{id}\""));
            fs::write(rules.join(name), text).expect("writes");
        }
        let output = temp.path().join(format!("a/b/output-{n}"));
        let run = generate(&rules, &output, &["--draft"]);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(matches!(run.status.code(), Some(0 | 1)), "{id:?}: {told}");
        is_whole(&output).unwrap_or_else(|fault| panic!("{id:?}: {fault}"));
        assert_eq!(
            fs::read_to_string(&victim).expect("there"),
            "not ours",
            "{id:?}"
        );
        let beside: Vec<_> = fs::read_dir(temp.path().join("a/b"))
            .expect("reads")
            .map(|entry| entry.expect("entry").file_name())
            .filter(|name| !name.to_string_lossy().starts_with("output-"))
            .collect();
        assert!(beside.is_empty(), "{id:?}: {beside:?}");
    }
}

#[test]
fn a_manifest_cannot_lead_out_of_the_folder() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    succeeds(&small(), &output, &[]);
    let outside = temp.path().join("outside.txt");
    fs::write(&outside, "hello\n").expect("writes");
    let manifest = r#"{"version":"0","inputs":"0","files":[{"path":"../outside.txt","bytes":6,
        "sha256":"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"}]}"#;
    fs::write(output.join("manifest.json"), manifest).expect("writes");
    succeeds(&small(), &output, &[]);
    assert!(outside.exists());
}

#[test]
fn the_leavings_of_a_killed_run_are_cleared_and_a_living_run_is_left_alone() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    for name in [".new-dead", ".new-living"] {
        fs::create_dir_all(output.join(name)).expect("folder");
        fs::write(output.join(name).join("handbook.pdf"), "half").expect("writes");
    }
    fs::write(output.join(".new-dead/.lock"), "").expect("writes");
    let held = fs::File::create(output.join(".new-living/.lock")).expect("lock");
    held.lock().expect("locks");
    succeeds(&small(), &output, &["--only", "tables"]);
    assert!(!output.join(".new-dead").exists());
    assert!(output.join(".new-living/handbook.pdf").exists());
}

#[test]
fn with_errors_nothing_is_written() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let run = generate(&root().join("tests/towns/twelve-faults"), &output, &[]);
    assert_eq!(run.status.code(), Some(1));
    assert!(!output.exists());
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    fs::write(&output, "a file, not a folder").expect("writes");
    let run = generate(&small(), &output, &["--draft", "--only", "tables"]);
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("写不进"), "{told}");
}

#[test]
fn a_closed_error_stream_stops_nothing() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .arg("generate")
        .args(["--draft", "--only", "tables", "--rules"])
        .arg(root().join("tests/towns/twelve-faults"))
        .arg("--output")
        .arg(&output)
        .stdout(Stdio::null())
        .stderr(writer)
        .status()
        .expect("lianfang runs");
    assert_eq!(status.code(), Some(1), "findings, and no panic");
    assert!(output.join("tables/posts.pdf").exists());
}

#[test]
fn nothing_is_written_into_the_rules() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = with_second_department(temp.path());
    let before = files(&rules);
    let same = temp.path().join("rules/../rules");
    let run = generate(&rules, &same, &["--draft"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("--output 换一个"));
    assert_eq!(files(&rules), before);
}
