//! The order of the unit's lists, and references that hold after sorting.

use lianfang::date::Date;
use lianfang::model::{Division, Unit};
use std::fs;

/// The unit that `files` describe, faults or not.
fn unit(files: &[(&str, String)]) -> Unit {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let today = Date::new(2013, 3, 31).unwrap();
    lianfang::check(folder.path(), None, today).unit
}

fn department(id: &str, order: u8) -> String {
    format!("[[department]]\nid = \"{id}\"\nname = \"{id}\"\norder = {order}\nleader = \"zz\"\n")
}

fn post(id: &str, unit: &str, role: &str) -> String {
    format!("[[post]]\nid = \"{id}\"\nname = \"{id}\"\nrole = \"{role}\"\n{unit}\n")
}

#[test]
fn leaders_come_first_then_departments_by_order() {
    let unit = unit(&[
        (
            "a.toml",
            department("late", 2) + &post("late-a", "department = \"late\"", "staff"),
        ),
        (
            "b.toml",
            department("early", 1)
                + &post("early-b", "department = \"early\"", "staff")
                + &post("early-a", "department = \"early\"", "head"),
        ),
        (
            "c.toml",
            "[[organ]]\nid = \"ldbz\"\nname = \"班子\"\nkind = \"leadership\"\n".to_owned()
                + &post("mm", "organ = \"ldbz\"", "staff")
                + &post("zz", "organ = \"ldbz\"", "leader"),
        ),
    ]);
    let ids: Vec<&str> = unit.departments.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["early", "late"]);
    let ids: Vec<&str> = unit.posts.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["zz", "mm", "early-b", "early-a", "late-a"]);
    for department in &unit.departments {
        assert_eq!(unit[department.leader.unwrap()].id.as_str(), "zz");
    }
    let Some(Division::Department(department)) = unit.posts[4].division else {
        panic!("{:?}", unit.posts[4].division);
    };
    assert_eq!(unit[department].id.as_str(), "late");
}

#[test]
fn risks_go_by_class_then_by_the_number_in_their_id() {
    let risk = |id: &str, class: &str| {
        format!("[[risk]]\nid = \"{id}\"\nclass = \"{class}\"\nbehaviour = \"某\"\n")
    };
    let class = |id: &str, order: u8| {
        format!("[[class]]\nid = \"{id}\"\nname = \"{id}\"\norder = {order}\ngrade = \"high\"\n")
    };
    let measure =
        "[[measure]]\nid = \"m-cw-2\"\nclass = \"cw\"\ncontrols = [\"cw-10\", \"xk-1\"]\n";
    let unit = unit(&[(
        "a.toml",
        class("cw", 2)
            + &class("xk", 1)
            + &risk("cw-10", "cw")
            + &risk("cw-2", "cw")
            + &risk("xk-1", "xk")
            + measure,
    )]);
    let ids: Vec<&str> = unit.risks.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["xk-1", "cw-2", "cw-10"]);
    let controls: Vec<&str> = unit.measures[0]
        .controls
        .iter()
        .map(|&r| unit[r].id.as_str())
        .collect();
    assert_eq!(controls, ["cw-10", "xk-1"]);
}
