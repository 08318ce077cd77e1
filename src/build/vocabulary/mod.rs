//! `[words]` and the lists of a unit's vocabulary: from the rules, else from the preset.

mod colour;
mod entries;
mod score;
mod theme;

use super::reader::Reader;
use super::registry::Registry;
use crate::build::preset::{preset, PRESETS};
use crate::diagnostic::words::{meant, quoted};
use crate::diagnostic::{Code, Finding, Place, SourceId, Spanned};
use crate::load::{parse, Table, Value};
use crate::model::grade;
use crate::model::vocabulary::{
    Colour, Entry, FactorEntry, FocusEntry, GradeEntry, KindEntry, LevelEntry, PowerEntry, Term,
    Vocabulary,
};
use colour::GRADES;
use entries::{entries, ReadEntry};

/// How many scores a factor may have.
const SCALE: std::ops::RangeInclusive<usize> = 2..=9;

grade::vocabulary! {
    /// The lists of a vocabulary.
    List {
        /// `[[grade]]`
        Grade "grade" "等级",
        /// `[[power]]`
        Power "power" "权力",
        /// `[[role]]`
        Role "role" "岗位类型",
        /// `[[focus]]`
        Focus "focus" "防控重点",
        /// `[[factor]]`
        Factor "factor" "因素",
        /// `[[level]]`
        Level "level" "预警级别",
        /// `[[meeting-kind]]`
        MeetingKind "meeting-kind" "会议种类",
        /// `[[decision-kind]]`
        DecisionKind "decision-kind" "决策种类",
        /// `[[theme]]`
        Theme "theme" "配色",
    }
}

/// Tables and where their heads stand.
type Tables<'a> = Vec<(Place, &'a Table)>;

/// The vocabulary of the unit: each list that the rules write, else the preset's; each word
/// that the rules write, else the preset's.
pub(super) fn read(registry: &Registry<'_>, findings: &mut Vec<Finding>) -> Vocabulary {
    let kind = kind(registry, findings);
    let own = |list| registry.vocabulary_tables(list);
    let single = |name: &str| registry.singles(name);
    assemble(kind, own, single, findings)
}

/// What a preset alone calls things.
pub(super) fn of_preset(text: &str) -> (Vocabulary, Vec<Finding>) {
    let mut findings = Vec::new();
    let vocabulary = assemble(text, |_| &[], |_| Vec::new(), &mut findings);
    (vocabulary, findings)
}

/// Puts a vocabulary together from the text of a preset, and what the rules write themselves.
fn assemble<'a>(
    preset: &str,
    own: impl Fn(List) -> &'a [(Place, &'a Table)],
    singles: impl Fn(&str) -> Tables<'a>,
    findings: &mut Vec<Finding>,
) -> Vocabulary {
    // A preset is written in the form of the rules and read like them; that it has no fault
    // is tested.
    let shipped = parse(SourceId(u32::MAX), preset, findings);
    let mut out = Vocabulary::default();
    words(&mut out, &single(&shipped, "words"), findings);
    words(&mut out, &singles("words"), findings);
    let mut read = Lists {
        own: &|list| own(list).to_vec(),
        shipped: &shipped,
        findings,
    };
    let (grades, tables) = read.with_tables(List::Grade, grade);
    colour::apart(&grades, &tables, read.findings);
    out.grades = grades;
    out.powers = read.list(List::Power, |_, rank, id, name| PowerEntry {
        rank,
        id,
        name,
    });
    out.roles = read.list(List::Role, kind_entry);
    out.focuses = read.list(List::Focus, |_, rank, id, name| FocusEntry {
        rank,
        id,
        name,
    });
    out.factors = read.list(List::Factor, factor);
    out.levels = read.list(List::Level, level);
    out.meeting_kinds = read.list(List::MeetingKind, kind_entry);
    out.decision_kinds = read.list(List::DecisionKind, kind_entry);
    out.themes = read.list(List::Theme, theme::theme);
    let mut score = singles("score");
    if score.is_empty() {
        score = single(&shipped, "score");
    }
    score::score(&mut out, score, findings);
    out
}

/// Reads the lists: the rules' own, else the preset's.
struct Lists<'s, 'f> {
    own: &'s dyn Fn(List) -> Tables<'s>,
    shipped: &'s Table,
    findings: &'f mut Vec<Finding>,
}

impl<'s> Lists<'s, '_> {
    fn list<E: Entry>(&mut self, list: List, read: impl ReadEntry<E>) -> Vec<Term<E>> {
        self.with_tables(list, read).0
    }

    /// A list with the tables that it was read from. Where none of the rules' own can be used,
    /// those of the preset keep the rest readable.
    fn with_tables<E: Entry>(
        &mut self,
        list: List,
        read: impl ReadEntry<E>,
    ) -> (Vec<Term<E>>, Tables<'s>) {
        let own = (self.own)(list);
        let terms = entries(list, &own, self.findings, &read);
        if !terms.is_empty() {
            return (terms, own);
        }
        let shipped = array(self.shipped, list.key());
        (entries(list, &shipped, self.findings, &read), shipped)
    }
}

fn grade(reader: &mut Reader<'_, '_>, rank: usize, id: String, name: String) -> GradeEntry {
    let managed_by = reader.opt_string("managed-by");
    GradeEntry {
        rank,
        id,
        name,
        // Without one the grade is at fault; any does to read the rest.
        colour: colour::colour(reader).unwrap_or_else(|| Colour::grey(rank, *GRADES.end())),
        managed_by: managed_by.map_or(String::new(), |words| words.value),
    }
}

/// A kind of posts, meetings or decisions, with what the checks may know of it.
fn kind_entry<Is: grade::Vocabulary>(
    reader: &mut Reader<'_, '_>,
    rank: usize,
    id: String,
    name: String,
) -> KindEntry<Is> {
    let is = reader.opt_word("is").map(|is| is.value);
    KindEntry { rank, id, name, is }
}

fn factor(reader: &mut Reader<'_, '_>, rank: usize, id: String, name: String) -> FactorEntry {
    let scale = reader.strings("scale");
    if !SCALE.contains(&scale.len()) && reader.has("scale") {
        let place = scale.first().map_or(reader.place, |word| word.place);
        let message = format!("{}scale 有 {} 个分数", reader.label, scale.len());
        let help = format!("写 {} 到 {} 个", SCALE.start(), SCALE.end());
        reader.fault(Code::BadValue, place, message, help);
    }
    FactorEntry {
        rank,
        id,
        name,
        scale: scale.into_iter().map(|word| word.value).collect(),
    }
}

fn level(reader: &mut Reader<'_, '_>, rank: usize, id: String, name: String) -> LevelEntry {
    let coloured = reader.raw("colour").is_some();
    let colour = coloured.then(|| colour::colour(reader)).flatten();
    let disposals = reader.opt_strings("disposals").into_iter();
    LevelEntry {
        rank,
        id,
        name,
        colour,
        disposals: disposals.map(|words| words.value).collect(),
    }
}

/// The text of the preset that `kind` of `[unit]` names.
fn kind(registry: &Registry<'_>, findings: &mut Vec<Finding>) -> &'static str {
    let first = PRESETS[0].text;
    let Some((_, unit)) = registry.units().first().copied() else {
        return first;
    };
    let Some((_, value)) = unit.get("kind") else {
        return first;
    };
    let Value::String(key) = &value.value else {
        // The reader of `[unit]` says that it is no text.
        return first;
    };
    if let Some(preset) = preset(key) {
        return preset.text;
    }
    // 乡镇、街道: each of them is such a unit.
    let names = PRESETS
        .iter()
        .flat_map(|preset| preset.title.split('、').map(|name| (preset.key, name)));
    let near = meant(key, names).map_or(String::new(), |near| format!("是不是要写 \"{near}\"？"));
    let all: Vec<String> = PRESETS
        .iter()
        .map(|preset| format!("\"{}\"（{}）", preset.key, preset.title))
        .collect();
    let message = format!("没有 {} 这种单位", quoted(key));
    findings.push(
        Finding::error(Code::BadValue, value.place, message)
            .help(format!("{near}可以写：{}", all.join("、"))),
    );
    first
}

fn words(out: &mut Vocabulary, tables: &[(Place, &Table)], findings: &mut Vec<Finding>) {
    for (place, table) in tables {
        let mut reader = Reader::new(table, *place, "[words] ".into(), findings);
        for (key, _) in crate::model::vocabulary::Words::KEYS {
            let Some(word) = reader.opt_string(key) else {
                continue;
            };
            if let Some(place) = out.words.get_mut(key) {
                *place = word.value;
            }
        }
        reader.finish();
    }
}

/// The table under `key` at the top of a file.
fn single<'a>(root: &'a Table, key: &str) -> Tables<'a> {
    match root.get(key) {
        Some((
            _,
            Spanned {
                value: Value::Table(table),
                place,
            },
        )) => vec![(*place, table)],
        _ => Vec::new(),
    }
}

/// The tables of the array under `key` at the top of a file.
pub(super) fn array<'a>(root: &'a Table, key: &str) -> Tables<'a> {
    match root.get(key) {
        Some((
            _,
            Spanned {
                value: Value::Array(items),
                ..
            },
        )) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Table(table) => Some((item.place, table.as_ref())),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
