//! What the public edition may show: an allow-list, field by field.
//!
//! The pages of the public edition are made from what [`public`] leaves of the unit
//! ([`super::Issue::new`]), and so cannot show anything else. Every structure is written out, without `..`: a new field of
//! the model does not compile until someone has decided about it here. Of records the public
//! sees that something was done, when, to what and by which body; no words, no numbers, no
//! results, and no persons beyond the names of posts.

use crate::diagnostic::Spanned;
use crate::model::ledger::Record;
use crate::model::{
    Amendment, Appraisal, AssessmentStep, Audit, Case, Complaint, Decision, DutyChange, Filing,
    Gathering, Grading, GradingObject, GradingStep, Inspection, Meeting, Notice, Organ, Post,
    Profile, Records, Regulation, RiskSearch, Rotation, SelfCheck, Talk, Unit,
};

/// The unit as the public edition sees it.
pub(super) fn public(unit: &Unit) -> Unit {
    Unit {
        profile: profile(&unit.profile),
        organs: unit.organs.iter().map(organ).collect(),
        // What hangs on the wall anyway is public as it stands.
        departments: unit.departments.clone(),
        posts: unit.posts.iter().map(post).collect(),
        classes: unit.classes.clone(),
        risks: unit.risks.clone(),
        measures: unit.measures.clone(),
        authorities: unit.authorities.clone(),
        workflows: unit.workflows.clone(),
        separations: unit.separations.clone(),
        regulations: unit.regulations.iter().map(regulation).collect(),
        settlements: unit.settlements.clone(),
        gradings: unit.gradings.iter().map(grading).collect(),
        records: records(&unit.records),
        incomplete: unit.incomplete,
        of_unknown_kind: unit.of_unknown_kind,
        vocabulary: unit.vocabulary.clone(),
        ledgers: unit.ledgers.clone(),
        terms: Vec::new(),
        waivers: Vec::new(),
        holidays: Vec::new(),
    }
}

fn profile(p: &Profile) -> Profile {
    Profile {
        name: p.name.clone(),
        code: p.code.clone(),
        title: p.title.clone(),
        edition: p.edition.clone(),
        issuers: p.issuers.clone(),
        issued: p.issued,
        // It tells one copy of a limited issue from another.
        copy_number: String::new(),
        hotline: p.hotline.clone(),
        phone: p.phone.clone(),
        receiver: p.receiver.clone(),
        compiler: p.compiler.clone(),
        poster_edition: p.poster_edition.clone(),
        chart_style: p.chart_style,
        posters: p.posters.clone(),
        grading_year: p.grading_year,
        as_of: p.as_of,
        documents: p.documents.clone(),
        // Whoever breaks lines has them from the rules.
        unbroken: Vec::new(),
        preface: p.preface.clone(),
        notice: p.notice.clone(),
    }
}

/// The text, and what it read before: both were issued.
fn regulation(r: &Regulation) -> Regulation {
    Regulation {
        id: r.id.clone(),
        number: r.number.clone(),
        title: r.title.clone(),
        short: r.short.clone(),
        form: r.form,
        issued: r.issued.clone(),
        effective: r.effective.clone(),
        until: r.until.clone(),
        grade_words: r.grade_words.clone(),
        interpreter: r.interpreter,
        preamble: r.preamble.clone(),
        chapters: r.chapters.clone(),
        norms: r.norms.clone(),
        amendments: r.amendments.iter().map(amendment).collect(),
    }
}

fn amendment(a: &Amendment) -> Amendment {
    Amendment {
        day: a.day.clone(),
        article: a.article.clone(),
        before: a.before.clone(),
        // What the unit thought when it amended it was not issued.
        why: None,
        place: a.place,
    }
}

fn organ(o: &Organ) -> Organ {
    Organ {
        id: o.id.clone(),
        name: o.name.clone(),
        full_name: o.full_name.clone(),
        short: o.short.clone(),
        kind: o.kind,
        wrong_names: Vec::new(),
    }
}

fn post(p: &Post) -> Post {
    Post {
        id: p.id.clone(),
        name: p.name.clone(),
        short: p.short.clone(),
        division: p.division,
        role: p.role.clone(),
        grade: p.grade.clone(),
        powers: p.powers.clone(),
        power_places: p.power_places.clone(),
        holder: None,
        phone: None,
        relatives: Vec::new(),
        since: p.since.clone(),
        informant: p.informant,
        focus: p.focus.clone(),
        warning_level: p.warning_level.clone(),
        note: None,
        place: p.place,
    }
}

fn grading(g: &Grading) -> Grading {
    Grading {
        object: g.object,
        year: g.year.clone(),
        grade: g.grade.clone(),
        steps: g.steps.iter().map(grading_step).collect(),
        place: g.place,
    }
}

fn grading_step(s: &GradingStep) -> GradingStep {
    GradingStep {
        kind: s.kind.clone(),
        date: s.date.clone(),
        until: s.until.clone(),
        by: s.by,
        note: None,
    }
}

/// The records. All stay in their lists, since the annex on articles counts them; those that
/// the public edition does not list at all ([`super::records`]) keep their days only.
fn records(r: &Records) -> Records {
    Records {
        self_checks: r.self_checks.iter().map(self_check).collect(),
        risk_searches: r.risk_searches.iter().map(risk_search).collect(),
        inspections: r.inspections.iter().map(inspection).collect(),
        talks: r.talks.iter().map(talk).collect(),
        meetings: r.meetings.iter().map(meeting).collect(),
        appraisals: r.appraisals.iter().map(appraisal).collect(),
        audits: r.audits.iter().map(audit).collect(),
        rotations: r.rotations.iter().map(rotation).collect(),
        duty_changes: r.duty_changes.iter().map(duty_change).collect(),
        notices: r.notices.iter().map(notice).collect(),
        complaints: r.complaints.iter().map(complaint).collect(),
        decisions: r.decisions.iter().map(decision).collect(),
        cases: r.cases.iter().map(case).collect(),
        law_studies: r.law_studies.iter().map(gathering).collect(),
        asset_checks: r.asset_checks.iter().map(gathering).collect(),
        own: r.own.iter().map(own_record).collect(),
        partly_lost: r.partly_lost,
        faulty: r.faulty.clone(),
    }
}

fn filing(f: &Filing) -> Filing {
    Filing {
        with: f.with,
        date: f.date.clone(),
        number: None,
        place: f.place,
    }
}

fn self_check(r: &SelfCheck) -> SelfCheck {
    SelfCheck {
        object: r.object,
        period: r.period.clone(),
        date: r.date.clone(),
        filed: r.filed.as_ref().map(filing),
        result: None,
        place: r.place,
    }
}

fn risk_search(r: &RiskSearch) -> RiskSearch {
    RiskSearch {
        object: r.object,
        year: r.year.clone(),
        date: r.date.clone(),
        plan: None,
        place: r.place,
    }
}

fn inspection(r: &Inspection) -> Inspection {
    Inspection {
        id: r.id.clone(),
        department: r.department,
        date: r.date.clone(),
        by: r.by,
        result: None,
        place: r.place,
    }
}

fn talk(r: &Talk) -> Talk {
    Talk {
        inspection: None,
        date: r.date.clone(),
        by: None,
        with: None,
        topic: None,
        place: r.place,
    }
}

fn meeting(r: &Meeting) -> Meeting {
    Meeting {
        id: r.id.clone(),
        kind: r.kind.clone(),
        date: r.date.clone(),
        number: None,
        superior_task: r.superior_task,
        topic: None,
        filed: r.filed.as_ref().map(filing),
        place: r.place,
    }
}

/// That it was held, and by whom; not who came last.
fn appraisal(r: &Appraisal) -> Appraisal {
    Appraisal {
        grade: r.grade.clone(),
        date: r.date.clone(),
        by: r.by,
        ranking: Vec::new(),
        supervision: Vec::new(),
        place: r.place,
    }
}

fn audit(r: &Audit) -> Audit {
    Audit {
        department: r.department,
        date: r.date.clone(),
        by: r.by,
        result: None,
        place: r.place,
    }
}

fn rotation(r: &Rotation) -> Rotation {
    Rotation {
        post: None,
        kind: r.kind.clone(),
        date: r.date.clone(),
        note: None,
        place: r.place,
    }
}

fn duty_change(r: &DutyChange) -> DutyChange {
    DutyChange {
        object: None,
        kind: r.kind.clone(),
        date: r.date.clone(),
        note: None,
        place: r.place,
    }
}

fn notice(r: &Notice) -> Notice {
    Notice {
        id: r.id.clone(),
        number: None,
        object: None,
        level: r.level.clone(),
        date: r.date.clone(),
        reason: None,
        disposal: None,
        due: r.due.clone(),
        report_due: r.report_due.clone(),
        answered: r.answered.clone(),
        report: None,
        closed: r.closed.clone(),
        place: r.place,
    }
}

fn complaint(r: &Complaint) -> Complaint {
    Complaint {
        id: r.id.clone(),
        object: None,
        date: r.date.clone(),
        checked: r.checked.clone(),
        checked_by: None,
        result: None,
        place: r.place,
    }
}

/// A decision goes by its kind: its title may name a firm, a place or a person.
fn decision(r: &Decision) -> Decision {
    Decision {
        id: r.id.clone(),
        title: Spanned::new(r.kind.chinese().to_owned(), r.title.place),
        kind: r.kind.clone(),
        amount: None,
        submitter: r.submitter,
        assessor: r.assessor,
        steps: r.steps.iter().map(assessment_step).collect(),
        answers: Vec::new(),
        contents: Vec::new(),
        approved: r.approved.clone(),
        signed_by: r.signed_by,
        advice: r.advice.clone(),
        submitted: r.submitted.clone(),
        meeting: r.meeting,
        outcome: r.outcome.clone(),
        reason: None,
        place: r.place,
    }
}

fn assessment_step(s: &AssessmentStep) -> AssessmentStep {
    AssessmentStep {
        kind: s.kind.clone(),
        date: s.date.clone(),
        members: s.members.clone(),
        note: None,
        place: s.place,
    }
}

fn case(r: &Case) -> Case {
    Case {
        id: r.id.clone(),
        department: None,
        subject: Spanned::new(String::new(), r.subject.place),
        received: r.received.clone(),
        filed: r.filed.clone(),
        refused: r.refused.clone(),
        refusal_approved_by: None,
        officers: Vec::new(),
        officers_place: r.officers_place,
        place: r.place,
    }
}

/// What the ledger itself says is public. Of whose records it is, a department may be shown where
/// anything is; a post stands for a person.
fn own_record(r: &Record) -> Record {
    let public = &r.ledger.entry().public;
    let shown = |key: &str| public.iter().any(|known| known == key);
    let object = r
        .object
        .filter(|object| !public.is_empty() && matches!(object, GradingObject::Department(_)));
    Record {
        ledger: r.ledger,
        id: None,
        object,
        values: (r.values.iter())
            .filter(|(key, _)| shown(key))
            .cloned()
            .collect(),
        place: r.place,
    }
}

fn gathering(r: &Gathering) -> Gathering {
    Gathering {
        date: r.date.clone(),
        departments: r.departments.clone(),
        note: None,
        place: r.place,
    }
}
