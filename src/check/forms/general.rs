//! What norms of general kinds ask of records: of which key, and of whom.

use super::{note, Asked, Owed};
use crate::check::calendar::limit;
use crate::check::demand::standings;
use crate::check::duties::who;
use crate::check::norm::kinds;
use crate::check::{ledger, Context, Demand};
use crate::model::{Actor, GradingObject, Unit};

/// What the general kinds ask.
pub(super) fn add(context: &Context<'_>, demand: &Demand<'_>, asked: &mut Asked) {
    let (norm, cite) = (demand.norm, &demand.cite);
    if kinds::EACH.is_of(norm) {
        let ledgers: Vec<&str> = norm.words("each").map(|(word, _)| word).collect();
        for ledger in ledgers {
            if let (true, Some(key)) = (is_ledger(context, ledger), norm.word("at")) {
                asked.key(ledger, key, cite);
            }
        }
        return;
    }
    if kinds::COVERED.is_of(norm) {
        if let Some(ledger) = norm.word("needs").filter(|id| is_ledger(context, id)) {
            note(&mut asked.ledger(ledger).articles, cite);
            let all = context.unit.objects();
            let by = all.map(|object| (object, named(context, demand, Some(object))));
            let by: Vec<_> = by.filter(|(_, who)| !who.is_empty()).collect();
            asked.ledger(ledger).by.extend(by);
        }
        return;
    }
    let Some(ledger) = norm.word("ledger") else {
        return;
    };
    let entry = context
        .unit
        .ledgers
        .iter()
        .find(|known| known.key() == ledger);
    if kinds::DUE.is_of(norm) {
        due(context, demand, ledger, asked);
        // What says of when it is, is what the norm asks.
        let keys = entry.into_iter().flat_map(|ledger| {
            let entry = ledger.entry();
            let fields = entry.table.fields.iter();
            let of_when = fields.filter(|field| {
                field.holds == "period" || field.kept.range.is_some_and(|range| range.0 == 1949)
            });
            let of_when = of_when.map(|field| field.key.as_str());
            of_when.chain(entry.day.as_deref()).take(1)
        });
        for key in keys {
            asked.key(ledger, key, cite);
        }
    } else if kinds::WITHIN.is_of(norm) {
        let begin = norm.word("start").unwrap_or_default();
        asked.key(ledger, begin, cite);
        let begin = entry
            .and_then(|known| known.entry().table.fields.iter().find(|f| f.key == begin))
            .map_or("", |field| field.about.as_str());
        for (key, _) in norm.words("deadline") {
            asked.key(ledger, key, cite);
        }
        let within = limit(norm).replace(' ', "");
        for (key, _) in norm.words("end") {
            let own = asked.key(ledger, key, cite);
            if !within.is_empty() && !begin.is_empty() {
                let within = within.trim_start_matches('在');
                own.hints.push(format!("自{begin}起{within}"));
            }
        }
    } else if kinds::COMPLETE.is_of(norm) {
        for (key, _) in norm.words("needs") {
            asked.key(ledger, key, cite);
        }
    } else if kinds::STEPS.is_of(norm) {
        if let Some(key) = norm.word("key") {
            asked.key(ledger, key, cite);
        }
    }
}

fn is_ledger(context: &Context<'_>, id: &str) -> bool {
    ledger::is_ledger(context.unit, id)
}

/// Who makes what a norm wants of an object, where it says so.
fn named(context: &Context<'_>, demand: &Demand<'_>, object: Option<GradingObject>) -> Vec<Actor> {
    let norm = demand.norm;
    let in_charge = norm
        .words("who")
        .any(|(word, _)| matches!(word, "leader" | "head"));
    let nobody =
        in_charge && object.is_none_or(|of| context.unit.department_of(&of.into()).is_none());
    match norm.get("who") {
        Some(_) if !nobody => who(context, norm, object.map(Actor::from)),
        _ => Vec::new(),
    }
}

/// Who owes records of a ledger.
fn due(context: &Context<'_>, demand: &Demand<'_>, ledger: &str, asked: &mut Asked) {
    note(&mut asked.ledger(ledger).articles, &demand.cite);
    for (entity, standing) in standings(context, demand) {
        let object = object(context.unit, entity.kind(), entity.text("id").unwrap_or(""));
        if object.is_none() && entity.kind() != "unit" {
            continue;
        }
        let frequency = standing.frequency.chinese();
        let often = match standing.times {
            1 => format!("{frequency}一次"),
            times => format!("{frequency}{times}次"),
        };
        asked.ledger(ledger).owed.push(Owed {
            object,
            often,
            noun: standing.noun,
            article: demand.cite.clone(),
            who: named(context, demand, object),
        });
    }
}

fn object(unit: &Unit, kind: &str, id: &str) -> Option<GradingObject> {
    unit.objects().find(|object| match object {
        GradingObject::Department(d) => kind == "department" && *unit[*d].id == *id,
        GradingObject::Post(p) => kind == "post" && *unit[*p].id == *id,
    })
}
