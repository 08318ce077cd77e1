//! Records but for decisions, which have a file of their own.

use super::reader::Reader;
use super::record_decision::decision;
use super::records::object;
use super::references::Entity;
use super::registry::{Kind, Registry};
use super::{entities, Id};
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::Loaded;
use crate::model::ledger::Record;
use crate::model::{
    Appraisal, Audit, Case, ChangeKind, Complaint, Date, DutyChange, Filing, Gathering, Inspection,
    Meeting, Notice, Period, RecordKind, Records, RiskSearch, Rotation, RotationKind, SelfCheck,
    Supervision, Talk,
};
use std::collections::BTreeSet;

impl Entity for Inspection {
    const KIND: Kind = Kind::Record(RecordKind::Inspection);
}
impl Entity for Meeting {
    const KIND: Kind = Kind::Record(RecordKind::Meeting);
}

/// Reads every record.
pub(super) fn records(
    registry: &Registry<'_>,
    loaded: &Loaded,
    found: &mut Vec<Finding>,
) -> Records {
    use RecordKind as K;
    let partly_lost = loaded.findings.iter().any(|finding| {
        matches!(
            finding.code,
            Code::BrokenToml | Code::NotUtf8 | Code::UnreadableFile
        )
    });
    let all = registry.kinds().flat_map(|kind| registry.list(kind));
    let heads: BTreeSet<Place> = all.map(|raw| raw.place).collect();
    let kind = Kind::Record;
    let mut records = Records {
        self_checks: entities(registry, kind(K::SelfCheck), found, self_check),
        risk_searches: entities(registry, kind(K::RiskSearch), found, risk_search),
        inspections: entities(registry, kind(K::Inspection), found, inspection),
        talks: entities(registry, kind(K::Talk), found, talk),
        meetings: entities(registry, kind(K::Meeting), found, meeting),
        appraisals: entities(registry, kind(K::Appraisal), found, appraisal),
        audits: entities(registry, kind(K::Audit), found, audit),
        rotations: entities(registry, kind(K::Rotation), found, rotation),
        duty_changes: entities(registry, kind(K::DutyChange), found, duty_change),
        notices: entities(registry, kind(K::Notice), found, notice),
        complaints: entities(registry, kind(K::Complaint), found, complaint),
        decisions: entities(registry, kind(K::Decision), found, decision),
        cases: entities(registry, kind(K::Case), found, case),
        law_studies: entities(registry, kind(K::LawStudy), found, law_study),
        asset_checks: entities(registry, kind(K::AssetCheck), found, asset_check),
        own: own(registry, found),
        partly_lost,
        faulty: BTreeSet::new(),
    };
    let faults = loaded.findings.iter().chain(found.iter());
    let places = faults.filter_map(|finding| finding.place);
    // A fault belongs to the last table that began before it.
    let head_of = |place: Place| heads.range(..=place).next_back().copied();
    records.faulty = places.filter_map(head_of).collect();
    records
}

/// The records of the unit's own ledgers.
fn own(registry: &Registry<'_>, found: &mut Vec<Finding>) -> Vec<Record> {
    let ledgers = registry.ledgers.iter();
    let all = ledgers.flat_map(|&ledger| {
        entities(
            registry,
            Kind::Own(ledger),
            found,
            |reader, id, registry| super::ledger_record::record(reader, id, registry, ledger),
        )
    });
    all.collect()
}

fn self_check(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> SelfCheck {
    let object = object(reader, registry);
    reader.missing("period", "\"2012-h2\"");
    let period = period(reader, "period");
    let date = reader.date("date");
    if let (Some(period), Some(date)) = (&period, &date) {
        if date.value < period.value.first() {
            let message = format!("报告日期（{}）早于{}", date.value, period.value.chinese());
            let help = "期间还没有开始，不会有自查报告；查看 date 和 period";
            reader.fault(Code::BadValue, date.place, message, help);
        }
    }
    SelfCheck {
        object,
        period,
        filed: filing(reader, registry, "filed", date.as_ref()),
        date,
        result: reader.opt_string("result"),
        place: reader.place,
    }
}

/// A stretch of the calendar, such as the time a self-check is about.
pub(super) fn period(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<Period>> {
    let text = reader.opt_string(key)?;
    let period = Period::parse(&text);
    if period.is_none() {
        let message = format!("{key} 不能是 {}", quoted(&text));
        let help = "写成 \"2012-h2\"（下半年）、\"2012-q3\"（第3季度）、\"2012-07\"（7月）或者 \"2012\"（全年）";
        reader.fault(Code::BadValue, text.place, message, help);
    }
    Some(Spanned::new(period?, text.place))
}

/// Where a record is filed, which cannot be before the day it was made.
pub(super) fn filing(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    key: &'static str,
    made: Option<&Spanned<Date>>,
) -> Option<Filing> {
    const EXAMPLE: &str = "{ with = \"qjw\", date = 2013-01-18 }";
    let table = reader.table(key, EXAMPLE)?;
    let label = "这次备案".to_owned();
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    inner.missing("with", "\"qjw\"");
    let filing = Filing {
        with: inner.opt_actor("with", registry),
        date: inner.date("date"),
        number: inner.opt_string("number"),
        place: table.place,
    };
    inner.finish();
    later(reader, "备案日期", made, filing.date.as_ref());
    Some(filing)
}

/// Reports a day that cannot come before another one of the same record.
fn later(
    reader: &mut Reader<'_, '_>,
    what: &str,
    first: Option<&Spanned<Date>>,
    second: Option<&Spanned<Date>>,
) {
    let (Some(first), Some(second)) = (first, second) else {
        return;
    };
    if second.value < first.value {
        let message = format!("{what}（{}）早于 {}", second.value, first.value);
        reader.findings.push(
            Finding::error(Code::BadValue, second.place, message)
                .help("查看两个日期")
                .related(first.place, "应当在这一天以后"),
        );
    }
}

fn risk_search(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> RiskSearch {
    RiskSearch {
        object: object(reader, registry),
        year: reader.integer("year", 1949..=9999),
        date: reader.date("date"),
        plan: Some(reader.string("plan")),
        place: reader.place,
    }
}

fn inspection(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Inspection {
    Inspection {
        id,
        department: reader.reference("department", registry),
        date: reader.date("date"),
        by: reader.opt_actor("by", registry),
        result: reader.opt_string("result"),
        place: reader.place,
    }
}

fn talk(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Talk {
    Talk {
        inspection: reader.opt_reference("inspection", registry),
        date: reader.date("date"),
        by: reader.reference("by", registry),
        with: reader.reference("with", registry),
        topic: reader.opt_string("topic"),
        place: reader.place,
    }
}

fn meeting(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Meeting {
    let date = reader.date("date");
    Meeting {
        id,
        kind: super::term(reader, "kind", &registry.vocabulary.meeting_kinds),
        number: reader.opt_string("number"),
        superior_task: reader.boolean("superior-task"),
        topic: reader.opt_string("topic"),
        filed: filing(reader, registry, "filed", date.as_ref()),
        date,
        place: reader.place,
    }
}

fn appraisal(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Appraisal {
    let grade = super::grade(reader, registry);
    let date = reader.date("date");
    let by = reader.opt_actor("by", registry);
    reader.missing("ranking", "[\"名次第一的编号\", \"名次第二的编号\"]");
    let ranking = reader.references("ranking", registry);
    let mut supervision = Vec::new();
    for table in reader.tables(
        "supervision",
        "[{ department = \"czs\", date = 2013-01-18 }]",
    ) {
        let label = "这次监察".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let one = Supervision {
            department: inner.reference("department", registry),
            date: inner.date("date"),
            note: inner.opt_string("note"),
        };
        inner.finish();
        later(reader, "监察日期", date.as_ref(), one.date.as_ref());
        supervision.push(one);
    }
    Appraisal {
        grade,
        date,
        by,
        ranking,
        supervision,
        place: reader.place,
    }
}

fn audit(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Audit {
    Audit {
        department: reader.reference("department", registry),
        date: reader.date("date"),
        by: reader.opt_actor("by", registry),
        result: reader.opt_string("result"),
        place: reader.place,
    }
}

fn rotation(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Rotation {
    Rotation {
        post: reader.reference("post", registry),
        kind: reader.word("kind", RotationKind::Done),
        date: reader.date("date"),
        note: reader.opt_string("note"),
        place: reader.place,
    }
}

fn duty_change(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> DutyChange {
    DutyChange {
        object: object(reader, registry),
        kind: reader.word("kind", ChangeKind::Duties),
        date: reader.date("date"),
        note: reader.opt_string("note"),
        place: reader.place,
    }
}

fn notice_level(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Spanned<i64> {
    reader.missing("level", "1");
    let place = reader.place;
    super::level(reader, "level", registry).unwrap_or(Spanned::new(1, place))
}

fn notice(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Notice {
    let notice = Notice {
        id,
        number: reader.opt_string("number"),
        object: object(reader, registry),
        level: notice_level(reader, registry),
        date: reader.date("date"),
        reason: reader.opt_string("reason"),
        disposal: reader.opt_string("disposal"),
        due: reader.opt_date("due"),
        report_due: reader.opt_date("report-due"),
        answered: reader.opt_date("answered"),
        report: reader.opt_string("report"),
        closed: reader.opt_date("closed"),
        place: reader.place,
    };
    let issued = notice.date.as_ref();
    for (what, day) in [
        ("整改期限", &notice.due),
        ("报告期限", &notice.report_due),
        ("报告日期", &notice.answered),
        ("办结日期", &notice.closed),
    ] {
        later(reader, what, issued, day.as_ref());
    }
    notice
}

fn complaint(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Complaint {
    let complaint = Complaint {
        id,
        object: object(reader, registry),
        date: reader.date("date"),
        checked: reader.opt_date("checked"),
        checked_by: reader.opt_actor("checked-by", registry),
        place: reader.place,
        result: reader.opt_string("result"),
    };
    let (date, checked) = (complaint.date.as_ref(), complaint.checked.as_ref());
    later(reader, "初核日期", date, checked);
    complaint
}

fn case(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Case {
    let officers_place = reader.raw("officers").map_or(reader.place, |v| v.place);
    let case = Case {
        id,
        department: reader.reference("department", registry),
        subject: reader.string("subject"),
        received: reader.date("received"),
        filed: reader.opt_date("filed"),
        refused: reader.opt_date("refused"),
        refusal_approved_by: reader.opt_reference("refusal-approved-by", registry),
        officers: reader.references("officers", registry),
        officers_place,
        place: reader.place,
    };
    if let (Some(_), Some(refused)) = (&case.filed, &case.refused) {
        let message = format!("{}又写了 filed，又写了 refused", reader.label);
        let help = "立案写 filed，不予立案写 refused，只留一个";
        reader.fault(Code::BadValue, refused.place, message, help);
    }
    let received = case.received.as_ref();
    later(reader, "立案日期", received, case.filed.as_ref());
    later(reader, "不予立案的日期", received, case.refused.as_ref());
    case
}

fn law_study(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Gathering {
    gathering(reader, "topic", registry)
}

fn asset_check(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Gathering {
    gathering(reader, "result", registry)
}

fn gathering(
    reader: &mut Reader<'_, '_>,
    note: &'static str,
    registry: &Registry<'_>,
) -> Gathering {
    Gathering {
        date: reader.date("date"),
        departments: reader.references("departments", registry),
        note: reader.opt_string(note),
        place: reader.place,
    }
}
