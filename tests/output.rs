//! The output folder: what a run leaves there, whatever became of the run before.

mod common;

use common::{files, generate, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn small() -> PathBuf {
    root().join("tests/towns/small")
}

/// A copy of the small town that has a second department.
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
fn a_manifest_names_every_file_that_is_there() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    succeeds(&small(), &output, &[]);
    succeeds(
        &small(),
        &output,
        &["--only", "tables", "--edition", "public"],
    );
    let text = fs::read_to_string(output.join("manifest.json")).expect("manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let listed: Vec<&str> = manifest["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|entry| entry["path"].as_str().expect("path"))
        .collect();
    let mut there = files(&output);
    there.retain(|file| file != "manifest.json");
    there.sort();
    assert_eq!(listed, there);
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
