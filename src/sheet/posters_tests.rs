//! What a unit sees on its posters.

use super::posters::posters;
use super::PosterView;
use crate::build::preset;
use crate::check::Grounds;
use crate::diagnostic::{Place, SourceId, Spanned};
use crate::model::{
    Department, Division, Edition, Post, PosterSettings, Powers, Ref, Unit, Vocabulary,
};
use crate::text::Fonts;

fn township() -> Vocabulary {
    preset::vocabulary("township")
}

fn place() -> Place {
    Place::new(SourceId(0), 0..0)
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, place())
}

fn unit(duties: &[&str], rules: &[&str]) -> Unit {
    let texts = |all: &[&str]| all.iter().map(|t| spanned(t.to_string())).collect();
    let mut unit = Unit {
        vocabulary: township(),
        ..Unit::default()
    };
    unit.profile.name = "向阳峪镇".into();
    unit.profile.code = "XYY".into();
    unit.departments.push(Department {
        id: spanned("czs".into()),
        name: spanned("财政所".into()),
        kind: spanned("镇直站所".into()),
        order: 1,
        grade: spanned(township().grades[0]),
        leader: None,
        powers: Some(Powers::default()),
        power_places: Vec::new(),
        duties: texts(duties),
        rules: texts(rules),
        wall: crate::model::WallChart::ALL.to_vec(),
        place: place(),
    });
    unit.posts.push(Post {
        id: spanned("czs-kj".into()),
        name: spanned("会计".into()),
        short: None,
        division: Some(Division::Department(Ref::new(0, place()))),
        role: spanned(township().role("accountant").expect("it has one")),
        grade: spanned(township().grades[0]),
        powers: Some(Powers::default()),
        power_places: Vec::new(),
        holder: Some(spanned("张某".into())),
        phone: Some(spanned("13800000000".into())),
        relatives: Vec::new(),
        since: None,
        informant: false,
        focus: Vec::new(),
        warning_level: None,
        note: None,
        place: place(),
    });
    unit
}

#[test]
fn both_lists_take_the_smaller_size() {
    let fonts = Fonts::shipped().unwrap();
    let long = ["登记、核对镇属固定资产，办理资产处置报批，每半年盘点一次"; 10];
    let unit = unit(&["编制预算"; 7], &long);
    let (views, findings) = posters(
        &unit,
        &fonts,
        Edition::Internal,
        &PosterSettings::default(),
        &Grounds::default(),
    );
    assert!(findings.is_empty(), "{findings:?}");
    let size = |v: &PosterView| v.sheets[0].list.as_ref().unwrap()[0].text[0].size;
    assert_eq!(views.len(), 3);
    assert_eq!(size(&views[0]), size(&views[1]));
    assert!(size(&views[0]) < 26.0);
}

#[test]
fn forty_rules_take_a_second_sheet_and_say_so() {
    let fonts = Fonts::shipped().unwrap();
    let unit = unit(
        &["编制预算"],
        &["会计与出纳、章与证、经办与复核各由两人分管"; 40],
    );
    let (views, findings) = posters(
        &unit,
        &fonts,
        Edition::Public,
        &PosterSettings {
            second_sheet: true,
            ..PosterSettings::default()
        },
        &Grounds::default(),
    );
    assert_eq!(views[1].sheets.len(), 2);
    assert_eq!(views[1].sheets[1].text.first, 21);
    assert_eq!(findings.len(), 1);
}

#[test]
fn posters_name_no_person() {
    let fonts = Fonts::shipped().unwrap();
    let (views, _) = posters(
        &unit(&["编制预算"], &[]),
        &fonts,
        Edition::Internal,
        &PosterSettings::default(),
        &Grounds::default(),
    );
    let json = serde_json::to_string(&views).unwrap();
    assert!(!json.contains("张某") && !json.contains("138"), "{json}");
}
