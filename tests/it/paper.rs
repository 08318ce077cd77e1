//! What comes out of the printer when a page is printed from the browser.

use crate::browser::{page, text};
use crate::common::{page_texts, sample};
use std::path::Path;

/// The sheets of a page as printed, without blanks.
fn sheets(name: &str) -> Option<Vec<String>> {
    let texts = page_texts(Path::new(text(page(name)?, "print")))?;
    let squeezed = texts.iter().map(|text| text.split_whitespace().collect());
    Some(squeezed.collect())
}

/// The words of the first column of a page's table that are merged over several rows.
fn groups(name: &str) -> Vec<String> {
    let html = std::fs::read_to_string(sample().join(name)).expect(name);
    let html = scraper::Html::parse_document(&html);
    let merged = "section.landscape tbody th[rowspan]:is(.group, .upright)";
    let merged = scraper::Selector::parse(merged).expect("a selector");
    let said = |cell: scraper::ElementRef| cell.text().next().unwrap_or_default().trim().to_owned();
    html.select(&merged).map(said).collect()
}

/// A merged cell says its words on the first sheet only, unless they are said again.
#[test]
fn each_sheet_of_a_table_says_whose_its_rows_are() {
    for (name, codes) in [
        ("tables/risks.html", "-"),
        ("tables/posts.html", "级"),
        ("tables/powers.html", "级"),
    ] {
        let Some(sheets) = sheets(name) else { return };
        let groups = groups(name);
        assert!(groups.len() > 4, "{name}: {groups:?}");
        for (at, sheet) in sheets.iter().enumerate() {
            let said = groups.iter().any(|group| sheet.contains(group.as_str()));
            // Notes stand below rows, not on a sheet of their own.
            assert!(said && sheet.contains(codes), "{name}, sheet {}", at + 1);
        }
    }
    let register = sheets("tables/risks.html").expect("printed");
    let classes = groups("tables/risks.html");
    let count = |class: &String| {
        register
            .iter()
            .map(|s| s.matches(class.as_str()).count())
            .sum()
    };
    let counts: Vec<usize> = classes.iter().map(count).collect();
    // Each of the 41 risk points has its class.
    assert!(counts.iter().sum::<usize>() >= 41, "{counts:?}");
}

#[test]
fn the_year_of_a_department_is_a_sheet_and_the_years_are_one() {
    let Some(departments) = sheets("calendar/departments.html") else {
        return;
    };
    assert_eq!(departments.len(), 14);
    for sheet in &departments {
        assert_eq!(sheet.matches("年度廉政工作安排").count(), 1, "{sheet}");
        assert!(sheet.contains("签名"), "{sheet}");
    }
    assert_eq!(sheets("years.html").expect("printed").len(), 1);
}
