//! The preview as a reader sees it in Chromium while files are saved; `browser/watch.mjs` drives.

use crate::common::{root, tool, Unit};
use crate::watch::Preview;
use serde_json::{json, Value};

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    let found = value[key].as_str();
    found.unwrap_or_else(|| panic!("{key} in {value}"))
}

fn look() -> Option<Value> {
    let drive = root().join("tests/browser");
    tool("chromium", &["--version"])?;
    if !drive.join("node_modules/puppeteer-core").is_dir() {
        // `npm ci` has not run: as if the tool were missing.
        return tool("npm ci --prefix tests/browser", &[]).and(None);
    }
    let unit = Unit::copy(&root().join("rules"));
    let preview = Preview::start(&unit.path(""), &[]);
    let address = format!("http://127.0.0.1:{}", preview.port);
    let (script, rules) = (drive.join("watch.mjs"), unit.path("rules"));
    let (script, rules) = (script.to_string_lossy(), rules.to_string_lossy());
    let output = tool("node", &[&script, &address, &rules])?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

#[test]
fn a_reader_keeps_his_place_and_sees_what_is_wrong_and_when_it_is_mended() {
    let Some(seen) = look() else { return };
    let none = json!([]);
    assert_eq!(seen["console"], none);
    assert_eq!(seen["elsewhere"], none, "it asks the network");
    assert_eq!(seen["faults"], none);

    let (before, after) = (&seen["before"], &seen["after"]);
    assert_eq!(after["renewed"], true);
    assert!(before["y"].as_i64() > Some(0), "{before}");
    for key in ["hash", "url", "shown"] {
        assert_eq!(before[key], after[key], "{before} {after}");
    }
    // A line is laid out at fractions of a pixel.
    let top = |at: &Value| at["top"].as_i64().expect("a place");
    assert!((top(before) - top(after)).abs() <= 2, "{before} {after}");
    assert_eq!(
        seen["untouched"], true,
        "a page that is the same is loaded anew"
    );

    let long = &seen["long"];
    assert_eq!(long["after"]["same"], true, "a long page is loaded anew");
    assert_eq!(long["before"]["top"], long["after"]["top"], "{long}");
    assert_eq!(long["served"], true);

    let broken = &seen["broken"];
    let place = text(broken, "place");
    assert!(place.contains("departments/czs.toml:"), "{broken}");
    let banner = text(broken, "banner");
    assert!(
        banner.contains("上一个能用的版本") && banner.contains(place),
        "{banner}"
    );
    assert_eq!(broken["kept"], true, "the last good page is gone");
    assert_eq!(text(broken, "marked"), "\"ful\"");
    assert_eq!(text(broken, "errors"), "1");
    assert!(text(broken, "title").starts_with("(1) "), "{broken}");
    assert!(text(broken, "icon").contains(">1</text>"), "{broken}");

    assert!(
        text(&seen, "first").starts_with("says 取值不在规定范围内"),
        "{seen}"
    );
    assert_eq!(seen["first"], seen["previous"]);
    assert_ne!(seen["first"], seen["next"]);
    assert_eq!(seen["opened"], true);
    assert_eq!(text(&seen, "copied"), place);
    assert_eq!(seen["sieved"], none, "the sample has no warnings");
    assert!(text(&seen, "draft").starts_with("/~draft/"));

    let mended = &seen["mended"];
    assert_eq!(text(mended, "errors"), "0");
    assert!(!text(mended, "title").starts_with('('), "{mended}");

    assert_eq!(
        seen["loads"], 1,
        "a page that is followed to is loaded once"
    );
    assert!(seen["posters"].as_u64() > Some(20), "{}", seen["posters"]);
    assert!(!text(&seen, "poster").contains('~'), "{}", seen["poster"]);
    assert_eq!(seen["pdfs"], true);
    assert_eq!(seen["alone"], true);
    assert_eq!(seen["phone"]["out"], none, "{}", seen["phone"]);
    assert_eq!(seen["targets"], none, "too small to be touched");
}
