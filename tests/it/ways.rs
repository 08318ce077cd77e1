//! The way on: no page is a dead end, and what belongs together leads to each other both ways.

use crate::common::{files, root, sample};
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn select<'d>(document: &'d Html, selector: &str) -> Vec<ElementRef<'d>> {
    let selector = Selector::parse(selector).expect("selector");
    document.select(&selector).collect()
}

fn within<'d>(element: ElementRef<'d>, selector: &str) -> Vec<ElementRef<'d>> {
    let selector = Selector::parse(selector).expect("selector");
    element.select(&selector).collect()
}

fn attribute(element: ElementRef, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

/// The places that links within an element lead to on the same page.
fn places(element: ElementRef) -> BTreeSet<String> {
    let links = within(element, "a[href^='#']").into_iter();
    links
        .map(|a| attribute(a, "href")[1..].to_owned())
        .collect()
}

fn page(output: &Path, name: &str) -> Html {
    let text = std::fs::read_to_string(output.join(name)).expect("page");
    Html::parse_document(&text)
}

/// A link from a page as the path of the page that it leads to.
fn target(from: &str, href: &str) -> Option<String> {
    if href.starts_with('#') || href.contains(':') {
        return None;
    }
    let file = href.split(['#', '?']).next()?;
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in file.split('/') {
        match part {
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[test]
fn every_page_leads_home_and_on_and_is_led_to() {
    let all: Vec<String> = files(sample())
        .into_iter()
        .filter(|file| file.ends_with(".html"))
        .collect();
    let mut out: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for name in &all {
        let document = page(sample(), name);
        let links = select(&document, "a[href]").into_iter();
        let targets = links.filter_map(|a| target(name, &attribute(a, "href")));
        out.insert(name, targets.collect());
    }
    let mut dead = Vec::new();
    for (name, targets) in &out {
        for file in targets {
            if !sample().join(file).is_file() {
                dead.push(format!("{name} leads to {file}, which is not there"));
            }
        }
        if *name == "index.html" {
            continue;
        }
        if !targets.contains("index.html") {
            dead.push(format!("{name} does not lead home"));
        }
        let pages = targets.iter().filter(|t| t.ends_with(".html"));
        if pages.filter(|t| t != name && *t != "index.html").count() == 0 {
            dead.push(format!("{name} leads nowhere on"));
        }
        let led = out
            .iter()
            .any(|(other, all)| other != name && all.contains(*name));
        if !led {
            dead.push(format!("nothing leads to {name}"));
        }
    }
    assert!(all.len() > 60 && dead.is_empty(), "{dead:#?}");
}

#[test]
fn posters_of_a_department_lead_to_each_other_and_to_the_next_department() {
    let posters: Vec<String> = files(sample())
        .into_iter()
        .filter(|f| f.starts_with("posters/") && f.ends_with(".html") && !f.ends_with("index.html"))
        .collect();
    let mut tabs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut back, mut on) = (BTreeMap::new(), BTreeMap::new());
    for name in &posters {
        let document = page(sample(), name);
        let links = select(&document, ".poster-tools .tabs a").into_iter();
        let all: BTreeSet<String> = links
            .filter_map(|a| target(name, &attribute(a, "href")))
            .collect();
        assert!(all.contains(name), "{name} stands among its own");
        let current = select(&document, ".poster-tools .tabs a[aria-current='page']");
        assert_eq!(current.len(), 1, "{name}");
        tabs.insert(name.clone(), all);
        for (id, into) in [("#poster-back", &mut back), ("#poster-on", &mut on)] {
            if let Some(a) = select(&document, id).first() {
                into.insert(name.clone(), target(name, &attribute(*a, "href")));
            }
        }
        assert_eq!(
            select(&document, ".poster-tools a[href$='.pdf']").len(),
            1,
            "{name}"
        );
    }
    // Four of each department, and the two of the whole unit.
    assert_eq!(posters.len(), 58);
    for (name, all) in &tabs {
        for other in all {
            assert_eq!(tabs.get(other), Some(all), "{name} and {other}");
        }
    }
    for (name, next) in &on {
        let next = next.as_ref().expect("a page");
        assert_eq!(back.get(next), Some(&Some(name.clone())), "{name}");
    }
    assert_eq!(
        on.len(),
        posters.len() - 6,
        "only the last of each kind has no next"
    );
}

/// For what rests on articles by a kind of anchor: the article, and whether the row leads back.
fn both_ways(document: &Html, prefix: &str, row: impl Fn(&str) -> Vec<String>) -> usize {
    let mut pairs = 0;
    for article in select(document, "section.article") {
        let id = attribute(article, "id");
        let rests: BTreeSet<String> = within(article, ".rests")
            .into_iter()
            .flat_map(places)
            .collect();
        for place in rests.iter().filter(|place| place.starts_with(prefix)) {
            pairs += 1;
            let back = row(place);
            let leads = |to: &String| *to == id || to.starts_with(&format!("{id}-"));
            assert!(
                back.iter().any(leads),
                "{place} does not lead to {id}: {back:?}"
            );
        }
    }
    pairs
}

#[test]
fn articles_and_what_rests_on_them_lead_to_each_other() {
    let document = page(sample(), "handbook.html");
    let rows = |selector: &str, place: &str| -> Vec<String> {
        let rows = select(&document, selector).into_iter().map(places);
        let found = rows.filter(|all| all.contains(place));
        found.flatten().collect()
    };
    let own = |place: &str| -> Vec<String> {
        let rows = select(&document, &format!("[id='{place}']"));
        rows.into_iter().flat_map(places).collect()
    };
    // The article of a risk point stands beside its code in the trace.
    let risks = both_ways(&document, "risk-", |place| rows(".trace tr", place));
    let measures = both_ways(&document, "measure-", own);
    let settlements = both_ways(&document, "settlement-", own);
    assert!(
        risks >= 31 && measures >= 40 && settlements >= 40,
        "{risks} {measures} {settlements}"
    );
    // Records are told of with their number, and what was found with the result.
    let counted = select(&document, ".rests a[href^='#records-']");
    assert!(counted.len() >= 4, "{}", counted.len());
    assert!(!select(&document, ".rests .result").is_empty());
}

#[test]
fn risk_points_lead_to_articles_and_steps_and_these_lead_back() {
    let document = page(sample(), "handbook.html");
    let (mut articles, mut steps) = (0, 0);
    for row in select(&document, "tr[id^='risk-']") {
        let id = attribute(row, "id");
        let led = places(row);
        for step in led.iter().filter(|place| place.starts_with("step-")) {
            steps += 1;
            let there = select(&document, &format!("[id='{step}']"));
            let back = there.into_iter().flat_map(places);
            assert!(
                back.into_iter().any(|to| to == id),
                "{step} does not lead to {id}"
            );
        }
        articles += usize::from(
            led.iter()
                .any(|place| place.starts_with('r') && place.contains("-a")),
        );
    }
    assert!(articles >= 35 && steps >= 40, "{articles} {steps}");
}

#[test]
fn posts_lead_to_their_sheets_and_these_lead_back() {
    let table = page(sample(), "tables/posts.html");
    let sheets = page(sample(), "tables/post-sheets.html");
    let mut count = 0;
    for row in select(&table, "tr[id^='post-']") {
        let id = attribute(row, "id");
        let ways = within(row, "a[href*='post-sheets.html#']");
        for way in ways {
            count += 1;
            let href = attribute(way, "href");
            let sheet = href.split('#').nth(1).expect("a place");
            let back = format!("[id='{sheet}'] a[href$='#{id}']");
            assert_eq!(select(&sheets, &back).len(), 1, "{sheet}");
        }
    }
    assert!(count >= 40, "{count}");
}

#[test]
fn every_post_has_a_page_that_leads_to_its_places_and_is_led_to() {
    let table = page(sample(), "tables/posts.html");
    let handbook = page(sample(), "handbook.html");
    let rows = select(&table, "tr[id^='post-']");
    let posts: Vec<String> = (rows.iter())
        .map(|row| attribute(*row, "id")["post-".len()..].to_owned())
        .collect();
    assert_eq!(posts.len(), 50);
    for (id, row) in posts.iter().zip(&rows) {
        let name = format!("posts/{id}.html");
        let to_page = within(*row, &format!("a[href='../{name}']"));
        assert_eq!(to_page.len(), 1, "{name} is led to from its row");
        let document = page(sample(), &name);
        let back = format!("a[href='../tables/posts.html#post-{id}']");
        assert!(!select(&document, &back).is_empty(), "{name}");
        // The others of its department lead back to it.
        for other in select(&document, ".post-beside a:not([aria-current])") {
            let other = target(&name, &attribute(other, "href")).expect("a page");
            let theirs = format!(".post-beside a[href='{id}.html']");
            assert_eq!(select(&page(sample(), &other), &theirs).len(), 1, "{other}");
        }
        // What it says of steps and risk points is there.
        let places = select(&document, "a[href^='../handbook.html#']");
        for place in &places {
            let anchor = attribute(*place, "href").replace("../handbook.html#", "");
            let there = select(&handbook, &format!("[id='{anchor}']"));
            assert_eq!(there.len(), 1, "{name} leads to {anchor}");
        }
        assert!(!places.is_empty(), "{name}");
    }
}

#[test]
fn risk_points_lead_to_the_posters_they_are_on_and_these_lead_back() {
    let table = page(sample(), "tables/risks.html");
    let mut count = 0;
    for row in select(&table, "tr[id^='risk-']") {
        let id = attribute(row, "id");
        for way in within(row, "a[href*='posters/']") {
            count += 1;
            let file = target("tables/risks.html", &attribute(way, "href")).expect("a page");
            let back = format!(".as-text a[href='../handbook.html#{id}']");
            let poster = page(sample(), &file);
            assert!(
                !select(&poster, &back).is_empty(),
                "{file} does not lead to {id}"
            );
        }
    }
    assert!(count >= 30, "{count}");
}

#[test]
fn posters_lead_to_the_pages_of_their_posts() {
    let duties = page(sample(), "posters/czs-duties.html");
    assert!(select(&duties, ".as-text a[href^='../posts/']").len() >= 3);
    let grade = page(sample(), "posters/czs-grade.html");
    assert!(select(&grade, ".as-text h2 a[href^='../posts/']").len() >= 3);
}

#[test]
fn whoever_answers_for_a_measure_is_led_to() {
    let handbook = page(sample(), "handbook.html");
    let (mut led, mut measures) = (0, 0);
    for row in select(&handbook, "#table-measures tr[id^='measure-']") {
        measures += 1;
        led += usize::from(!within(row, "a[href^='#post-']").is_empty());
    }
    assert!(led * 3 > measures && led > 20, "{led} of {measures}");
}

#[test]
fn an_item_that_sets_a_risk_point_or_a_measure_names_it() {
    let document = page(sample(), "handbook.html");
    for prefix in ["#risk-", "#measure-"] {
        let named = select(&document, &format!(".item[id] > a.ref[href^='{prefix}']"));
        assert!(named.len() >= 30, "{prefix}: {}", named.len());
    }
}

#[test]
fn records_lead_to_whom_they_are_about() {
    let document = page(sample(), "handbook.html");
    let rows = select(&document, ".records tr[id^='record-'] th a");
    assert!(rows.len() > 20, "{}", rows.len());
}

#[test]
fn the_public_edition_tells_no_findings_and_no_records_at_articles() {
    let output = tempfile::tempdir().expect("temp");
    let more = [
        "--edition",
        "public",
        "--format",
        "html",
        "--only",
        "handbook",
    ];
    let run = crate::common::generate(&root().join("rules"), output.path(), &more);
    assert!(output.path().join("handbook.html").is_file(), "{run:?}");
    let document = page(output.path(), "handbook.html");
    assert!(!select(&document, ".rests").is_empty());
    assert!(select(&document, ".rests .result").is_empty());
    assert!(select(&document, ".rests a[href^='#records-']").is_empty());
    let kinds = select(&document, ".rests-kind > p");
    for kind in kinds {
        let name: String = kind.text().collect();
        assert!(!name.contains("问题") && !name.contains("记录"), "{name}");
    }
}
