//! What the public edition may show: an allow-list, field by field.
//!
//! The pages of the public edition are made from what [`public`] leaves of the unit
//! ([`super::Issue::new`]), and so cannot show anything else. Every structure is written out, without `..`: a new field of
//! the model does not compile until someone has decided about it here. Of records the public
//! sees that something was done, when, to what and by which body; no words, no numbers, no
//! results, and no persons beyond the names of posts.

use crate::diagnostic::Spanned;
use crate::model::ledger::{FieldValue, Ledger, Record, Values};
use crate::model::own::Own;
use crate::model::{
    Amendment, Filing, Grading, GradingStep, IssueNotice, Organ, Post, Profile, Records,
    Regulation, Unit, Vocabulary,
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
        links: unit.links.clone(),
        authorities: unit.authorities.clone(),
        workflows: unit.workflows.clone(),
        separations: unit.separations.clone(),
        regulations: unit.regulations.iter().map(regulation).collect(),
        settlements: unit.settlements.clone(),
        gradings: unit.gradings.iter().map(grading).collect(),
        later_gradings: Vec::new(),
        records: records(&unit.records, &unit.vocabulary),
        incomplete: unit.incomplete,
        of_unknown_kind: unit.of_unknown_kind,
        vocabulary: unit.vocabulary.clone(),
        ledgers: unit.ledgers.clone(),
        own_fields: unit.own_fields.clone(),
        own: unit.own.iter().map(own).collect(),
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
        // For checks, which are done.
        term_sets: Vec::new(),
        compare_sentences: false,
        preface: p.preface.clone(),
        notice: p.notice.as_ref().map(notice),
    }
}

/// What is numbered copy by copy, or secret, is not public.
fn notice(n: &IssueNotice) -> IssueNotice {
    IssueNotice {
        copy_number: String::new(),
        secrecy: String::new(),
        urgency: n.urgency.clone(),
        approved_by: n.approved_by.clone(),
        mark: n.mark.clone(),
        number: n.number.clone(),
        title: n.title.clone(),
        to: n.to.clone(),
        text: n.text.clone(),
        attachments: n.attachments.clone(),
        signers: n.signers.clone(),
        date: n.date,
        copy_to: n.copy_to.clone(),
        printed_by: n.printed_by.clone(),
        printed: n.printed,
    }
}

/// The text, and what it read before: both were issued.
fn regulation(r: &Regulation) -> Regulation {
    Regulation {
        place: r.place,
        id: r.id.clone(),
        number: r.number.clone(),
        title: r.title.clone(),
        short: r.short.clone(),
        brief: r.brief.clone(),
        form: r.form,
        issued: r.issued.clone(),
        effective: r.effective.clone(),
        until: r.until.clone(),
        grade_words: r.grade_words.clone(),
        issued_by: r.issued_by.clone(),
        interpreter: r.interpreter,
        preamble: r.preamble.clone(),
        chapters: r.chapters.clone(),
        annexes: r.annexes.clone(),
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

/// The records, as far as their ledgers let the public see them. All stay in their lists, since
/// the annex on articles counts them.
fn records(r: &Records, vocabulary: &Vocabulary) -> Records {
    let mut records = Records::of(r.all.iter().map(record).collect(), vocabulary);
    records.partly_lost = r.partly_lost;
    records.faulty.clone_from(&r.faulty);
    records
}

/// What the ledger itself says is public.
fn record(r: &Record) -> Record {
    Record {
        ledger: r.ledger,
        id: None,
        object: r.public_object(),
        values: public_values(r.ledger, &r.values),
        place: r.place,
    }
}

/// What the unit itself says is public of its own keys.
fn own(o: &Own) -> Own {
    Own {
        of: o.of,
        index: o.index,
        values: public_values(o.of, &o.values),
    }
}

fn public_values(ledger: Ledger, values: &Values) -> Values {
    let public = &ledger.entry().public;
    let shown = values
        .0
        .iter()
        .filter(|(field, _)| public.contains(&field.key));
    let shown = shown.map(|(field, value)| {
        (
            *field,
            Spanned::new(public_value(&value.value), value.place),
        )
    });
    Values(shown.collect())
}

/// Where a record is filed, not under which number.
fn public_value(value: &FieldValue) -> FieldValue {
    match value {
        FieldValue::Filing(filing) => FieldValue::Filing(Box::new(Filing {
            with: filing.with,
            date: filing.date.clone(),
            number: None,
            place: filing.place,
        })),
        other => other.clone(),
    }
}
