//! What a unit sees on its posters.

use crate::common::root;
use lianfang::check::Grounds;
use lianfang::date::Date;
use lianfang::diagnostic::{Finding, Spanned};
use lianfang::model::{Edition, GradingStepKind, PosterSettings, Unit};
use lianfang::sheet::{posters, PosterView};
use lianfang::text::Fonts;

/// A town of one department with these duties and rules, without risk points and workflows.
fn unit(duties: &[&str], rules: &[&str]) -> Unit {
    let day = Date::new(2013, 3, 31).expect("a day");
    let mut unit = lianfang::check(&root().join("tests/towns/small"), None, day).unit;
    unit.risks.clear();
    unit.measures.clear();
    unit.workflows.clear();
    unit.note_links();
    let department = &mut unit.departments[0];
    let place = department.place;
    let texts = |all: &[&str]| {
        all.iter()
            .map(|t| Spanned::new(t.to_string(), place))
            .collect()
    };
    department.duties = texts(duties);
    department.rules = texts(rules);
    unit
}

fn made(unit: &Unit, edition: Edition, second_sheet: bool) -> (Vec<PosterView>, Vec<Finding>) {
    let settings = PosterSettings {
        second_sheet,
        ..PosterSettings::default()
    };
    let fonts = Fonts::shipped().expect("fonts");
    posters(unit, &fonts, edition, &settings, &Grounds::default())
}

#[test]
fn both_lists_take_the_smaller_size() {
    let long = ["登记、核对镇属固定资产，办理资产处置报批，每半年盘点一次"; 10];
    let unit = unit(&["编制预算"; 7], &long);
    let (views, findings) = made(&unit, Edition::Internal, false);
    assert!(findings.is_empty(), "{findings:?}");
    let size = |v: &PosterView| v.sheets[0].list.as_ref().expect("a list")[0].text[0].size;
    assert_eq!(views.len(), 3);
    assert_eq!(size(&views[0]), size(&views[1]));
    assert!(size(&views[0]) < 26.0);
}

#[test]
fn forty_rules_take_a_second_sheet_and_say_so() {
    let rules = ["会计与出纳、章与证、经办与复核各由两人分管"; 40];
    let unit = unit(&["编制预算"], &rules);
    let (views, findings) = made(&unit, Edition::Public, true);
    assert_eq!(views[1].sheets.len(), 2);
    assert_eq!(views[1].sheets[1].text.first, 21);
    assert_eq!(findings.len(), 1);
}

#[test]
fn posters_name_no_person() {
    let mut unit = unit(&["编制预算"], &[]);
    for post in &mut unit.posts {
        post.holder = Some(Spanned::new("张某".into(), post.place));
        post.phone = Some(Spanned::new("13800000000".into(), post.place));
    }
    let (views, _) = made(&unit, Edition::Internal, false);
    let json = serde_json::to_string(&views).expect("JSON");
    assert!(!json.contains("张某") && !json.contains("138"), "{json}");
}

#[test]
fn of_two_gradings_of_a_year_the_one_decided_last_is_told() {
    let day = Date::new(2013, 3, 31).expect("a day");
    let mut unit = lianfang::check(&root().join("tests/towns/clean"), None, day).unit;
    let object = unit.objects().next().expect("a department");
    let first = unit.current_grading(object).expect("a grading").clone();
    let last = Date::new(2013, 12, 20);
    let mut second = first.clone();
    let mut steps = second.steps.iter_mut();
    let decision = steps.find(|step| step.kind.value == GradingStepKind::Decide);
    decision.expect("a decision").date.value = last.expect("a day");
    for order in [[&first, &second], [&second, &first]] {
        unit.gradings = order.map(Clone::clone).to_vec();
        let told = unit.current_grading(object).expect("a grading");
        assert_eq!(told.decided(), last);
    }
}
