//! The calendars of a year's work: valid, read alike by two clients, with the days of `status`; an
//! event keeps its UID, and counts its changes of day.

use crate::common::{
    files, generate, page_texts, root, sample as printed, stext, tool, Char, Unit,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn make(rules: &Path, output: &Path, more: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["calendar", "--templates", "no-such-folder", "--rules"])
        .arg(rules)
        .arg("--output")
        .arg(output)
        .args(more)
        .output()
        .expect("lianfang runs");
    let told = String::from_utf8_lossy(&run.stderr);
    let draft = more.contains(&"--draft");
    assert!(draft || run.status.code() == Some(0), "{told}");
}

/// The events of calendars as two clients read them; `None` where these are not installed.
fn read(calendars: &[PathBuf]) -> Option<Vec<Value>> {
    let python = root().join("target/tools/readers/bin/python");
    // The folder of the tools stands beside that of the build; without it they are missing.
    let name = match python.is_file() {
        true => python.to_string_lossy().into_owned(),
        false => root()
            .join("target/tools/readers/bin/outloud")
            .to_string_lossy()
            .into_owned(),
    };
    let script = root().join("tests/readers/events.py");
    let mut arguments = vec![script.to_string_lossy().into_owned()];
    arguments.extend(
        calendars
            .iter()
            .map(|path| path.to_string_lossy().into_owned()),
    );
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = tool(&name, &arguments)?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// By UID, the day and the number of changes of each event.
fn events(calendar: &Path) -> BTreeMap<String, (String, u32)> {
    let text = std::fs::read_to_string(calendar).expect("a calendar");
    let mut out = BTreeMap::new();
    for event in text.split("BEGIN:VEVENT").skip(1) {
        // Reminders have names of their own.
        let event = event.split("BEGIN:VALARM").next().unwrap_or_default();
        let of = |key: &str| {
            let mut lines = event.lines().filter_map(|line| line.strip_prefix(key));
            lines.next().expect(key).to_owned()
        };
        let sequence = of("SEQUENCE:").parse().expect("a number");
        out.insert(of("UID:"), (of("DTSTART;VALUE=DATE:"), sequence));
    }
    out
}

fn days(rules: &Path, more: &[&str]) -> BTreeSet<String> {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["status", "--format", "json", "--rules"])
        .arg(rules)
        .args(more)
        .output()
        .expect("lianfang runs");
    let document: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let duties = document["duties"].as_array().expect("a list");
    let day = |duty: &Value| duty["due"].as_str().expect("a day").to_owned();
    duties.iter().map(day).collect()
}

#[test]
fn two_clients_read_the_days_that_status_tells() {
    for (rules, department) in [("rules", "czs"), ("tests/units/hospital", "sbk")] {
        let (rules, temp) = (root().join(rules), tempfile::tempdir().expect("temp"));
        make(&rules, temp.path(), &[]);
        let calendars = [
            "calendar.ics".to_owned(),
            format!("calendar/{department}.ics"),
        ];
        let calendars = calendars.map(|path| temp.path().join(path));
        let Some(read) = read(&calendars) else { return };
        let wanted = [
            days(&rules, &[]),
            days(&rules, &["--department", department]),
        ];
        for (file, wanted) in read.iter().zip(&wanted) {
            let list = |reader: &str| file[reader].as_array().expect("a list").clone();
            let (first, second) = (list("icalendar"), list("vobject"));
            let said = |event: &Value| {
                let of = |key: &str| event[key].as_str().expect("text").to_owned();
                (of("uid"), of("day"), of("summary"))
            };
            let told: Vec<_> = first.iter().map(said).collect();
            assert_eq!(told, second.iter().map(said).collect::<Vec<_>>());
            let uids: BTreeSet<&String> = told.iter().map(|(uid, ..)| uid).collect();
            assert_eq!(uids.len(), told.len(), "each event has a UID of its own");
            let days: BTreeSet<String> = told.iter().map(|(_, day, _)| day.clone()).collect();
            assert_eq!(&days, wanted, "{}", file["file"]);
        }
    }
}

#[test]
fn reminders_come_on_working_days_a_week_before_and_by_the_day() {
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("rules"), temp.path(), &[]);
    let text = std::fs::read_to_string(temp.path().join("calendar.ics")).expect("a calendar");
    let event = |summary: &str| -> Vec<String> {
        let mut events = text.split("BEGIN:VEVENT");
        let event = events.find(|event| event.contains(summary)).expect(summary);
        let triggers = event
            .lines()
            .filter_map(|line| line.strip_prefix("TRIGGER:"));
        triggers.map(str::to_owned).collect()
    };
    // Tuesday 30 April 2013 is off; the day before too, so that Sunday 28, which is worked, reminds
    // of it at nine, 39 hours before, and Tuesday 23 a week before.
    assert_eq!(event("4月学法"), ["-PT572400S", "-PT140400S"]);
    // Saturday 31 August: Friday 30 and Friday 23.
    assert_eq!(event("8月学法"), ["-PT658800S", "-PT54000S"]);
    // What is done reminds of nothing.
    assert!(event("1月学法").is_empty());
}

#[test]
fn an_event_keeps_its_uid_and_counts_its_changes_of_day() {
    let unit = Unit::copy(&root().join("rules"));
    let (rules, output) = (unit.path("rules"), unit.path("out"));
    let calendar = output.join("calendar.ics");
    make(&rules, &output, &[]);
    let first = events(&calendar);
    assert!(first.values().all(|(_, sequence)| *sequence == 0));
    let bytes = std::fs::read(&calendar).expect("a calendar");
    make(&rules, &output, &[]);
    assert_eq!(std::fs::read(&calendar).expect("a calendar"), bytes);
    // A month later: the same events.
    make(&rules, &output, &["--as-of", "2013-04-20"]);
    assert_eq!(events(&calendar), first);
    // A notice is given more time: its event moves, and no other.
    unit.replace(
        "records/notices.toml",
        "due = 2013-02-28",
        "due = 2013-03-08",
    );
    make(&rules, &output, &[]);
    let moved = events(&calendar);
    let changed: Vec<_> = moved
        .iter()
        .filter(|(uid, event)| first[*uid] != **event)
        .collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(*changed[0].1, ("20130308".to_owned(), 1));
    // So does one that is still to be done, and reminds: a norm gives less time.
    unit.replace("regulations/r1.toml", "grace-days = 31", "grace-days = 30");
    make(&rules, &output, &[]);
    let sooner = events(&calendar);
    let day = ("20130730".to_owned(), 1);
    assert_eq!(sooner.values().filter(|event| **event == day).count(), 1);
    unit.replace("regulations/r1.toml", "grace-days = 30", "grace-days = 31");
    make(&rules, &output, &[]);
    // And back again.
    unit.replace(
        "records/notices.toml",
        "due = 2013-03-08",
        "due = 2013-02-28",
    );
    make(&rules, &output, &[]);
    let back = events(&calendar);
    let sequences: u32 = back.values().map(|(_, sequence)| sequence).sum();
    assert_eq!(
        sequences,
        2 + 2 * 4,
        "the notice, and self-checks of three half-years and of the year"
    );
    // What was published for one department counts by itself.
    assert!(events(&output.join("calendar/dgs.ics"))
        .values()
        .any(|(_, s)| *s == 2));
    // Another year lies beside it, and changes nothing of this one.
    let before = std::fs::read(&calendar).expect("a calendar");
    make(&rules, &output, &["--year", "2014"]);
    assert_eq!(std::fs::read(&calendar).expect("a calendar"), before);
    let next = output.join("calendar-2014.ics");
    assert!(!events(&next).is_empty());
    for file in [
        "calendar-2014.html",
        "calendar-2014/czs.ics",
        "posters/calendar-2014.html",
    ] {
        assert!(output.join(file).exists(), "{file}");
    }
    // Once that year has come, what was changed before is counted on.
    let raised = std::fs::read_to_string(&next).expect("a calendar");
    std::fs::write(&next, raised.replace("SEQUENCE:0", "SEQUENCE:3")).expect("written");
    make(&rules, &output, &["--as-of", "2014-01-02", "--draft"]);
    let came = events(&calendar);
    let kept = events(&next)
        .into_iter()
        .filter(|(uid, event)| came.get(uid) == Some(event));
    assert!(kept.count() > 5);
}

#[test]
fn a_calendar_that_is_no_calendar_is_written_anew() {
    let unit = Unit::copy(&root().join("rules"));
    let (rules, output) = (unit.path("rules"), unit.path("out"));
    make(&rules, &output, &[]);
    let whole = std::fs::read(output.join("calendar.ics")).expect("a calendar");
    for text in [
        "",
        "UID:\nSEQUENCE:-1\nEND:VEVENT",
        "SEQUENCE:99999999999999\r\nUID:x",
        "\u{feff}BEGIN",
    ] {
        std::fs::write(output.join("calendar.ics"), text).expect("written");
        make(&rules, &output, &[]);
        assert_eq!(
            std::fs::read(output.join("calendar.ics")).expect("read"),
            whole,
            "{text:?}"
        );
    }
}

/// The public edition has the plan, and nothing of what is on record.
#[test]
fn the_public_calendar_is_a_plan() {
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("rules"), temp.path(), &["--edition", "public"]);
    let shown = |file: &&String| file.ends_with(".html") || file.ends_with(".ics");
    for file in files(temp.path()).iter().filter(shown) {
        let text = std::fs::read_to_string(temp.path().join(file)).expect("text");
        // Style sheets and scripts know the words of both editions.
        let body = text.rsplit_once("</header>");
        let body = body.map_or(text.as_str(), |(_, body)| body);
        let body = body.split("<script>").next().unwrap_or_default();
        for word in [
            "已办",
            "迟办",
            "逾期",
            "盗窃",
            "占地建房",
            "〔2012〕",
            "轮岗",
        ] {
            assert!(!body.contains(word), "{file}: {word}");
        }
    }
}

#[test]
fn another_year_and_a_year_without_duties() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = root().join("rules");
    make(&rules, temp.path(), &["--year", "2016"]);
    let text = std::fs::read_to_string(temp.path().join("calendar-2016.ics")).expect("a calendar");
    assert!(
        text.contains("20160229") || text.contains("20160131"),
        "29 February has its place"
    );
    let status = |year: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .args(["status", "--year", year, "--rules"])
            .arg(&rules)
            .output()
            .expect("lianfang runs");
        (
            run.status.code(),
            String::from_utf8(run.stdout).expect("UTF-8"),
        )
    };
    let (code, told) = status("2010");
    assert_eq!(code, Some(0));
    assert!(told.contains("没有要按期办的事"), "{told}");
    assert_eq!(status("9999").0, Some(0));
    assert_eq!(status("20113").0, Some(2));
    // Of a unit without such norms nothing is made, and nothing leads there.
    let unit = Unit::small();
    let output = unit.path("out");
    let run = generate(&unit.path("rules"), &output, &[]);
    assert_eq!(run.status.code(), Some(0));
    assert!(!output.join("calendar.html").exists());
    let index = std::fs::read_to_string(output.join("index.html")).expect("index");
    assert!(!index.contains("calendar.html"));
}

/// Years beside each other: what became of the work of each, by the records alone.
#[test]
fn years_stand_beside_each_other() {
    let unit = Unit::copy(&root().join("rules"));
    let output = unit.path("out");
    let page = || -> Option<String> {
        std::fs::remove_dir_all(&output).ok();
        make(&unit.path("rules"), &output, &[]);
        std::fs::read_to_string(output.join("years.html")).ok()
    };
    let cells = |page: &str, what: &str| -> Vec<String> {
        let document = scraper::Html::parse_document(page);
        let rows = scraper::Selector::parse("table.years tbody tr").expect("a selector");
        let cell = scraper::Selector::parse("th, td").expect("a selector");
        let texts = document.select(&rows).map(|row| -> Vec<String> {
            let cells = row.select(&cell);
            cells
                .map(|c| c.text().collect::<String>().trim().to_owned())
                .collect()
        });
        let mut own = texts.filter(|cells| cells.iter().any(|text| text == what));
        let cells = own.next().unwrap_or_else(|| panic!("no {what}"));
        let at = cells
            .iter()
            .position(|text| text == what)
            .expect("it is there");
        cells[at + 1..].to_vec()
    };
    let whole = page().expect("two years");
    // The inspections of its second half are of 2012; its gradings are not on record. Of those of
    // 2012 four were not due: the regulation was not yet in force for a whole year.
    assert_eq!(cells(&whole, "定期检查"), ["记14条，应办10项，按期10", "—"]);
    assert_eq!(cells(&whole, "自查报告"), ["—", "记32条，应办32项，按期32"]);
    assert_eq!(cells(&whole, "内部审计"), ["记10条", "—"]);
    assert_eq!(cells(&whole, "交流轮岗"), ["—", "记1条，应办1项，按期1"]);
    assert_eq!(cells(&whole, "高级"), ["—", "10"]);
    assert_eq!(
        cells(&whole, "案件立案或者决定不予立案"),
        ["—", "应办2项，按期2"]
    );
    unit.replace("records/cases.toml", "filed = 2013-02-20\n", "");
    unit.replace(
        "records/cases.toml",
        "refused = 2013-03-07",
        "refused = 2013-03-12",
    );
    let changed = {
        std::fs::remove_dir_all(&output).ok();
        let run = generate(
            &unit.path("rules"),
            &output,
            &["--only", "calendar", "--draft"],
        );
        assert_eq!(run.status.code(), Some(1));
        std::fs::read_to_string(output.join("years.html")).expect("two years")
    };
    assert_eq!(
        cells(&changed, "案件立案或者决定不予立案"),
        ["—", "应办2项，迟办1、未办1"]
    );
    assert!(changed.contains("应办107项，按期105项，迟办1项，未办1项"));
    // The hospital has one year; the public is told of none.
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("tests/units/hospital"), temp.path(), &[]);
    assert!(!temp.path().join("years.html").exists());
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("rules"), temp.path(), &["--edition", "public"]);
    assert!(!temp.path().join("years.html").exists());
}

/// On a wall nobody learns of whom a complaint, a notice or a case is, whatever the edition; on the
/// internal page they do. What the ledgers let the public see is named.
#[test]
fn the_wall_tells_of_all_reports_that_are_due_early_in_the_next_year() {
    let wall = |rules: &str| {
        let temp = tempfile::tempdir().expect("temp");
        make(&root().join(rules), temp.path(), &[]);
        let page = temp.path().join("posters/calendar.html");
        std::fs::read_to_string(page).expect("the wall's calendar")
    };
    let sample = wall("rules");
    // The half-yearly ones of some departments as well as the yearly ones of the others.
    for said in ["下半年自查报告（10个站所）", "年度自查报告（4个站所）"] {
        assert!(
            sample.contains(&format!("2014年1月31日前：{said}")),
            "{said}"
        );
    }
    assert!(wall("tests/units/hospital").contains("2025年1月10日前：12月自查报告（5个科室）"));
}

#[test]
fn the_wall_names_nobody_whom_a_complaint_is_about() {
    let wall = |rules: &Path, more: &[&str]| {
        let temp = tempfile::tempdir().expect("temp");
        make(rules, temp.path(), more);
        let read = |path: &str| std::fs::read_to_string(temp.path().join(path)).expect(path);
        (read("posters/calendar.html"), read("calendar.html"))
    };
    let (poster, page) = wall(&root().join("tests/units/hospital"), &[]);
    let said = [
        "信访举报初核（有关科室），医院纪委办",
        "预警通知书办结（有关岗位）",
    ];
    for said in said {
        assert!(poster.contains(said), "{said}");
    }
    assert!(!poster.contains("药库保管员") && !poster.contains("设备科"));
    assert!(page.contains("药库保管员") && page.contains("设备科"));
    let (poster, _) = wall(&root().join("rules"), &[]);
    assert!(poster.contains("立案（有关站所）"));
    for post in ["电管站站长", "派出所所长", "国土资源所所长"] {
        assert!(!poster.contains(post), "{post}");
    }
    // By what the ledger declares: one that shows the public whose it is hides nobody.
    let unit = Unit::copy(&root().join("tests/units/hospital"));
    let ledgers = std::fs::read_to_string(root().join("templates/presets/ledgers.toml"));
    let ledgers = ledgers.expect("the ledgers that all units have");
    let all = ledgers.split("[[ledger]]");
    let own = all
        .filter(|own| own.contains("id = \"complaint\""))
        .collect::<String>();
    let own = own.replacen("type = \"day\", ", "type = \"day\", public = true, ", 1);
    let file = unit.path("rules/ledgers.toml");
    let text = std::fs::read_to_string(&file).expect("ledgers");
    std::fs::write(&file, format!("{text}\n[[ledger]]{own}")).expect("ledgers");
    let (poster, _) = wall(&unit.path("rules"), &[]);
    assert!(poster.contains("信访举报初核（设备科）"));
    assert!(!poster.contains("药库保管员"));
}

/// What was proposed has not happened: its box is open, and no day of its end is printed.
#[test]
fn a_proposal_is_no_deed() {
    for (rules, day) in [("rules", "3月20日"), ("tests/units/hospital", "9月20日")] {
        let temp = tempfile::tempdir().expect("temp");
        make(&root().join(rules), temp.path(), &[]);
        let read = |path: &str| std::fs::read_to_string(temp.path().join(path)).expect(path);
        let wall = read("posters/calendar.html");
        let mut rows = wall.split("任满5年轮岗").skip(1);
        assert!(rows.any(|row| row.split('；').next().is_some_and(|row| {
            row.chars().take(40).collect::<String>().contains("已建议")
        })));
        let page = read("calendar.html");
        assert!(page.contains(&format!("<p class=\"long\">{day}</p>")));
        let sheets = read("calendar/departments.html");
        let row = sheets.split("<tr>").find(|row| row.contains("已建议"));
        let row = row.expect("the row of a proposal");
        assert!(
            row.contains("<td class=\"was\" data-head=\"办结\"></td>"),
            "{row}"
        );
        // The tick of the sign.
        assert!(!row.contains("M4.6 10.4"), "{row}");
        let ics = read("calendar.ics").replace("\r\n ", "");
        assert!(ics.contains("已建议：任满5年轮岗"), "{ics}");
    }
}

/// What is late for some is no tick for others: neither on the wall nor on a department's sheet.
#[test]
fn no_tick_hides_what_is_late() {
    let unit = Unit::copy(&root().join("tests/units/hospital"));
    let file = unit.path("rules/records/self-checks.toml");
    let text = std::fs::read_to_string(&file).expect("records");
    let records = text
        .split("[[self-check]]")
        .filter(|r| !r.contains("2024-q2"));
    std::fs::write(&file, records.collect::<Vec<_>>().join("[[self-check]]")).expect("records");
    let output = unit.path("out");
    let run = generate(
        &unit.path("rules"),
        &output,
        &["--only", "calendar", "--draft"],
    );
    assert_eq!(run.status.code(), Some(1));
    let wall = std::fs::read_to_string(output.join("posters/calendar.html")).expect("the sheet");
    assert!(
        wall.contains("自查报告（3个科室）") && wall.contains("逾期"),
        "{wall}"
    );
    let sheets = std::fs::read_to_string(output.join("calendar/departments.html")).expect("sheets");
    let black = r##"<rect x="1" y="1" width="18" height="18" rx="2" fill="#1C1917"/>"##;
    // A legend below each of eight sheets, and three departments that are late.
    assert_eq!(sheets.matches(black).count(), 8 + 3);
}

#[test]
fn a_year_without_duties_is_no_error_and_a_department_has_its_sheet_alone() {
    let unit = Unit::small();
    let (code, told) = unit.run("calendar", &["--output", "none"]);
    assert_eq!(
        (code, told.contains("没有要按期办的事")),
        (Some(0), true),
        "{told}"
    );
    assert!(!unit.path("none").exists());
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("rules"), temp.path(), &["--department", "czs"]);
    // Where none was there, a run of one product makes the page that the others lead back to.
    assert!(temp.path().join("index.html").exists());
    let sheets = std::fs::read_to_string(temp.path().join("calendar/departments.html"));
    let sheets = sheets.expect("sheets");
    assert_eq!(sheets.matches("class=\"calendar-sheet\"").count(), 1);
    let calendars = files(temp.path())
        .into_iter()
        .filter(|f| f.ends_with(".ics"));
    assert_eq!(calendars.collect::<Vec<_>>(), ["calendar/czs.ics"]);
}

/// What a proofreader asks of the sheets: the day that they tell of is that of their edition, and
/// the page of a department says what its short words mean, a place of a text on one line.
#[test]
fn the_sheets_contradict_neither_themselves_nor_leave_their_words_unexplained() {
    let wall = printed().join("posters/calendar.html");
    let wall = std::fs::read_to_string(wall).expect("the wall sheet");
    assert!(wall.contains("截至2013年3月31日") && wall.contains("2013年3月版"));
    assert!(!wall.contains("2013年1月版"));
    let Some(pages) = page_texts(&printed().join("calendar/departments.pdf")) else {
        return;
    };
    let lines = |page: &str| -> Vec<String> {
        let lines = page.lines().map(|l| l.split_whitespace().collect());
        lines.collect()
    };
    let mut cited = [0, 0];
    for (at, page) in pages.iter().enumerate() {
        let lines = lines(page);
        let begins = |text: &str| lines.iter().any(|line| line.starts_with(text));
        assert!(begins("办结后填日期"), "page {}: {lines:?}", at + 1);
        assert!(begins("岗位高级") || begins("岗位中级"), "page {}", at + 1);
        for (cited, place) in cited.iter_mut().zip(["第14条（二）", "3条四（二）5"]) {
            *cited += usize::from(lines.iter().any(|line| line.contains(place)));
        }
    }
    // All are inspected; the account of assets is kept by finance alone.
    assert_eq!(cited, [pages.len(), 1]);
}

/// A department learns of its whole year: of the reports of its last half, quarter and month too,
/// which are due in the next year.
#[test]
fn the_sheet_of_a_department_has_the_last_reports_of_its_year() {
    let temp = tempfile::tempdir().expect("temp");
    make(&root().join("tests/units/hospital"), temp.path(), &[]);
    let sheet = |output: &Path, id: &str| -> String {
        let page = std::fs::read_to_string(output.join("calendar/departments.html"));
        let page = page.expect("the sheets");
        let from = page.split(&format!("id=\"{id}\" ")).nth(1).expect(id);
        from.split("</section>").next().expect(id).to_owned()
    };
    let next = |sheet: &str| sheet.split(">次年</th>").nth(1).map(str::to_owned);
    let town = next(&sheet(printed(), "czs")).expect("next year");
    assert_eq!(town.matches("下半年自查报告").count(), 2, "{town}");
    assert!(town.contains("年度自查报告"), "{town}");
    let quarters = next(&sheet(temp.path(), "ybgs")).expect("next year");
    assert!(quarters.contains("第4季度自查报告"), "{quarters}");
    // What comes every month has a column behind the twelve.
    let months = sheet(temp.path(), "yjk");
    assert_eq!(
        months.matches("data-head=\"次年1月\"").count(),
        1,
        "{months}"
    );
    assert!(next(&months).is_none(), "{months}");
}

/// Whoever signs has a line for both names, with room behind each, and the sheet is full to it.
#[test]
fn the_sheet_of_a_department_ends_with_the_line_that_is_signed() {
    const MM: f32 = 72.0 / 25.4;
    let Some(pages) = stext(&printed().join("calendar/departments.pdf"), "1-N") else {
        return;
    };
    assert_eq!(pages.len(), 14);
    for page in &pages {
        let lines = page.lines();
        let text = |line: &[Char]| line.iter().map(|c| c.c).collect::<String>();
        let signed = lines.iter().find(|line| text(line).contains("签名"));
        let signed = signed.expect("a line to be signed");
        let said = text(signed);
        assert_eq!(said.matches("（签名）：").count(), 2, "{said}");
        let last = &signed[signed.len() - 1];
        assert!(186.0 - last.right / MM > 20.0, "{said}");
        assert!(last.y / MM > 195.0, "{said} at {} mm", last.y / MM);
    }
}
