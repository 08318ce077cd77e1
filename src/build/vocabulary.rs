//! `[words]` and the lists of a unit's vocabulary: from the rules, else from the preset.

use super::reader::Reader;
use super::registry::{is_id, Registry};
use crate::build::preset::{preset, PRESETS};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, SourceId, Spanned};
use crate::load::{parse, Table, Value};
use crate::model::grade::vocabulary;
use crate::model::vocabulary::{
    Colour, DecisionKindEntry, Entry, Factor, FactorEntry, FocusEntry, Grade, GradeEntry,
    LevelEntry, MeetingKindEntry, PowerEntry, Rgb, RoleEntry, Score, Term, Vocabulary,
};

/// How many grades a unit may have: with one nothing is graded, and more than six no one can
/// tell apart by colour.
const GRADES: std::ops::RangeInclusive<usize> = 2..=6;
/// How many scores a factor may have.
const SCALE: std::ops::RangeInclusive<usize> = 2..=9;

vocabulary! {
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
    let score = singles("score");
    let score = if score.is_empty() {
        single(&shipped, "score")
    } else {
        score
    };
    let tables = |list: List| {
        let own = own(list);
        if own.iter().any(|(_, table)| is_named(table)) {
            own.to_vec()
        } else {
            // Where none of its own can be read, those of the preset keep the rest readable.
            array(&shipped, list.key())
        }
    };
    for list in List::ALL {
        let own = own(*list);
        if !own.is_empty() && !own.iter().any(|(_, table)| is_named(table)) {
            entries(*list, own, findings, |_, rank, id, name| PowerEntry {
                rank,
                id,
                name,
            });
        }
    }
    let grades = tables(List::Grade);
    let count = grades.len();
    out.grades = entries(List::Grade, &grades, findings, |reader, rank, id, name| {
        GradeEntry {
            rank,
            id,
            name,
            colour: colour(reader).unwrap_or_else(|| Colour::grey(rank, count)),
            grey: Colour::grey(rank, count),
            managed_by: reader
                .opt_string("managed-by")
                .map_or(String::new(), |words| words.value),
        }
    });
    apart(&out.grades, &grades, findings);
    out.powers = entries(
        List::Power,
        &tables(List::Power),
        findings,
        |_, rank, id, name| PowerEntry { rank, id, name },
    );
    out.roles = entries(
        List::Role,
        &tables(List::Role),
        findings,
        |reader, rank, id, name| {
            let is = reader.opt_word("is").map(|is| is.value);
            RoleEntry { rank, id, name, is }
        },
    );
    out.focuses = entries(
        List::Focus,
        &tables(List::Focus),
        findings,
        |_, rank, id, name| FocusEntry { rank, id, name },
    );
    out.factors = entries(
        List::Factor,
        &tables(List::Factor),
        findings,
        |reader, rank, id, name| {
            let scale = reader.strings("scale");
            if !SCALE.contains(&scale.len()) && reader.has("scale") {
                let place = scale.first().map_or(reader.place, |word| word.place);
                let message = format!("{}scale 有 {} 个分数", reader.label, scale.len());
                let help = format!("写 {} 到 {} 个", SCALE.start(), SCALE.end());
                reader.fault(Code::BadValue, place, message, help);
            }
            let scale = scale.into_iter().map(|word| word.value).collect();
            FactorEntry {
                rank,
                id,
                name,
                scale,
            }
        },
    );
    for (place, table) in score {
        let mut reader = Reader::new(table, place, "[score] ".into(), findings);
        let how = reader.word("how", Score::Sum).value;
        out.score = Some(how);
        out.score_table = score_table(&mut reader, how, &out.factors);
        reader.finish();
    }
    out.levels = entries(
        List::Level,
        &tables(List::Level),
        findings,
        |reader, rank, id, name| LevelEntry {
            rank,
            id,
            name,
            colour: reader.raw("colour").and_then(|_| colour(reader)),
            disposals: (reader.opt_strings("disposals").into_iter())
                .map(|words| words.value)
                .collect(),
        },
    );
    let list = List::MeetingKind;
    out.meeting_kinds = entries(list, &tables(list), findings, |reader, rank, id, name| {
        let is = reader.opt_word("is").map(|is| is.value);
        MeetingKindEntry { rank, id, name, is }
    });
    let list = List::DecisionKind;
    out.decision_kinds = entries(list, &tables(list), findings, |reader, rank, id, name| {
        let is = reader.opt_word("is").map(|is| is.value);
        DecisionKindEntry { rank, id, name, is }
    });
    out
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
    let names = || PRESETS.iter().map(|preset| preset.key);
    let near =
        nearest(key, names()).map_or(String::new(), |near| format!("是不是要写 \"{near}\"？"));
    let names: Vec<String> = names().map(|name| format!("\"{name}\"")).collect();
    findings.push(
        Finding::error(
            Code::BadValue,
            value.place,
            format!("没有 {} 这种单位", quoted(key)),
        )
        .help(format!("{near}可以写：{}", names.join("、"))),
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

/// Whether an entry has an id and a name that can be used.
fn is_named(table: &Table) -> bool {
    let text = |key| match table.get(key) {
        Some((
            _,
            Spanned {
                value: Value::String(text),
                ..
            },
        )) => text.as_str(),
        _ => "",
    };
    is_id(text("id")) && !text("name").trim().is_empty()
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
fn array<'a>(root: &'a Table, key: &str) -> Tables<'a> {
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
                Value::Table(table) => Some((item.place, table)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Reads a list; one entry's faults hide no other's. Of two with one id, or one name, the later
/// is at fault and left out.
fn entries<E: Entry>(
    list: List,
    tables: &[(Place, &Table)],
    findings: &mut Vec<Finding>,
    read: impl Fn(&mut Reader<'_, '_>, usize, String, String) -> E,
) -> Vec<Term<E>> {
    let mut out: Vec<Term<E>> = Vec::new();
    let mut seen: Vec<(Place, Place)> = Vec::new();
    for (place, table) in tables {
        let label = format!("[[{}]] ", list.key());
        let mut reader = Reader::new(table, *place, label, findings);
        let (id, name) = (reader.string("id"), reader.string("name"));
        if !id.is_empty() {
            reader.label = format!("{} {} ", list.chinese(), id.value);
        }
        let entry = read(&mut reader, out.len(), id.value.clone(), name.value.clone());
        reader.finish();
        if id.is_empty() || name.is_empty() {
            continue;
        }
        if !is_id(&id) {
            let message = format!("编号不能写成 {}", quoted(&id));
            let help = "用小写英文字母、数字和连字符，字母开头，例如 first";
            findings.push(Finding::error(Code::BadId, id.place, message).help(help));
            continue;
        }
        let same = out
            .iter()
            .position(|term| term.key() == *id || term.chinese() == *name);
        if let Some(at) = same {
            let (place, what, first) = if out[at].key() == *id {
                (id.place, "编号", seen[at].0)
            } else {
                (name.place, "名称", seen[at].1)
            };
            let message = format!("{}的{what}写了两次", list.chinese());
            findings.push(
                Finding::error(Code::DuplicateId, place, message)
                    .help("两个是同一个就删去一个，不是就换一个")
                    .related(first, "已在此处写过"),
            );
            continue;
        }
        out.push(Term::new(entry));
        seen.push((id.place, name.place));
    }
    out
}

/// `table = [[1, 2], [2, 4]]`: as many rows as the first of two factors has scores, in each as
/// many numbers as the second has.
fn score_table(reader: &mut Reader<'_, '_>, how: Score, factors: &[Factor]) -> Vec<Vec<i64>> {
    const EXAMPLE: &str = "[[1, 2, 3], [2, 4, 6], [3, 6, 9]]";
    if how != Score::Table {
        if let Some(table) = reader.raw("table") {
            let message = "[score] 写了 table，how 不是 \"table\"".to_owned();
            let help = "改成 how = \"table\"，或者删去 table";
            reader.fault(Code::BadValue, table.place, message, help);
        }
        return Vec::new();
    }
    reader.missing("table", EXAMPLE);
    let place = reader
        .raw("table")
        .map_or(reader.place, |table| table.place);
    let rows = reader.items("table", EXAMPLE);
    let number = |value: &Spanned<Value>| match value.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    let row = |value: &Spanned<Value>| match &value.value {
        Value::Array(items) => items.iter().map(number).collect::<Option<Vec<i64>>>(),
        _ => None,
    };
    let table: Option<Vec<Vec<i64>>> = rows.iter().map(row).collect();
    let [first, second] = factors else {
        let message = format!("查表要有两个因素，这里有 {} 个", factors.len());
        let help = "写两个 [[factor]]，或者改用 \"sum\"、\"product\"";
        reader.fault(Code::BadValue, place, message, help);
        return Vec::new();
    };
    let (high, wide) = (first.entry().scale.len(), second.entry().scale.len());
    match table {
        Some(table) if table.len() == high && table.iter().all(|row| row.len() == wide) => table,
        _ if !reader.has("table") => Vec::new(),
        _ => {
            let (first, second) = (first.chinese(), second.chinese());
            let message = format!("table 不是 {high} 行、每行 {wide} 个整数");
            let help = format!(
                "{first}有 {high} 个分数，一个一行；{second}有 {wide} 个，一行里一个一个数，\
                 例如 {EXAMPLE}"
            );
            reader.fault(Code::BadValue, place, message, help);
            Vec::new()
        }
    }
}

/// `colour = { name = "红色", fill = "#D7191F" }`; `edge` and `text` where they are given.
fn colour(reader: &mut Reader<'_, '_>) -> Option<Colour> {
    const EXAMPLE: &str = "{ name = \"红色\", fill = \"#D7191F\" }";
    reader.missing("colour", EXAMPLE);
    let table = reader.table("colour", EXAMPLE)?;
    let label = format!("{}的 colour ", reader.label.trim_end());
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let name = inner.string("name").value;
    let tone = |inner: &mut Reader<'_, '_>, text: Spanned<String>| {
        let tone = Rgb::parse(&text);
        if tone.is_none() {
            let message = format!("{} 不是颜色", quoted(&text));
            let help = "写成 #D7191F 这样：红、绿、蓝各两位十六进制数";
            inner.fault(Code::BadValue, text.place, message, help);
        }
        tone.map(|tone| Spanned::new(tone, text.place))
    };
    let fill = inner.string("fill");
    let fill = if fill.is_empty() {
        None
    } else {
        tone(&mut inner, fill)
    };
    let own = |inner: &mut Reader<'_, '_>, key| {
        let text = inner.opt_string(key)?;
        tone(inner, text).map(|tone| tone.value)
    };
    let (edge, text) = (own(&mut inner, "edge"), own(&mut inner, "text"));
    let mut colour = fill.as_ref().map(|fill| Colour::new(name, fill.value));
    if let (Some(colour), Some(fill)) = (&mut colour, fill) {
        colour.edge = edge.unwrap_or(colour.edge);
        colour.text = text.unwrap_or(colour.text);
        let fault = if !colour.is_readable() {
            Some("上面的字看不清，字和底的对比不到 4.5")
        } else if !colour.is_visible() {
            Some("在白纸上看不清，边和白纸的对比不到 3")
        } else {
            None
        };
        if let Some(fault) = fault {
            let message = format!("{} {fault}", colour.fill.hex());
            let help = "换一个颜色，或者用 text、edge 另写字和边的颜色";
            inner.fault(Code::BadValue, fill.place, message, help);
        }
    }
    inner.finish();
    colour
}

/// Grades are few, and no two look alike.
fn apart(grades: &[Grade], tables: &[(Place, &Table)], findings: &mut Vec<Finding>) {
    let Some((first, _)) = tables.first() else {
        return;
    };
    if !GRADES.contains(&tables.len()) {
        let place = tables
            .get(*GRADES.end())
            .map_or(*first, |(place, _)| *place);
        let message = format!("分了 {} 个等级", tables.len());
        let help = format!(
            "写 {} 到 {} 个，最重的写在最前面",
            GRADES.start(),
            GRADES.end()
        );
        findings.push(Finding::error(Code::BadValue, place, message).help(help));
    }
    let fill = |table: &Table| -> Option<Place> {
        match &table.get("colour")?.1.value {
            Value::Table(colour) => Some(colour.get("fill")?.1.place),
            _ => None,
        }
    };
    let place_of = |grade: Grade| {
        let own = tables.iter().find(|(_, table)| {
            matches!(table.get("id"), Some((_, Spanned { value: Value::String(id), .. })) if id == grade.key())
        });
        own.and_then(|(_, table)| fill(table))
    };
    for (index, grade) in grades.iter().enumerate() {
        let alike = |other: &&Grade| other.colour().fill.is_like(grade.colour().fill);
        let Some(before) = grades[..index].iter().find(alike) else {
            continue;
        };
        if let (Some(place), Some(first)) = (place_of(*grade), place_of(*before)) {
            let (a, b) = (grade.chinese(), before.chinese());
            let message = format!("{a}和{b}的颜色分不清");
            findings.push(
                Finding::error(Code::BadValue, place, message)
                    .help("换一个差得远的颜色")
                    .related(first, format!("{b}的颜色在这里")),
            );
        }
    }
}
