//! Norms of kind `covered`: each of something has so many of something else that goes with it.

use super::called::{act, anything, counted, noun};
use super::expression::Condition;
use super::{help, Breach, Demand, Fault, Faults, Held, Owed, Scope};
use crate::check::calendar::{limit, number};
use crate::check::facts::{Entity, Related, Tie};
use crate::check::ledger::is_ledger;
use crate::check::norm::read;
use crate::check::workdays::Deadline;
use crate::date::Date;
use crate::diagnostic::{Code, Place};
use crate::model::Norm;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What a norm asks, and what there is.
struct Cover<'s, 'c, 't, 'n> {
    scope: &'s Scope<'c, 't>,
    norm: &'n Norm,
    each: &'n str,
    needs: &'n str,
    related: Related,
    /// Which of those that go with something count.
    condition: Option<Condition<'s>>,
    /// What is known of a condition that is the same for all.
    known: RefCell<BTreeMap<Place, bool>>,
    at_least: usize,
    /// What is needed, as findings call it.
    noun: String,
}

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let Some((cover, subjects)) = Cover::of_norm(scope, demand.norm)? else {
        return Ok(Held::without_records());
    };
    let unclear = cover.is_unclear();
    let mut out = Vec::new();
    if demand.norm.get("within").is_some() {
        if !unclear {
            cover.at_steps(&subjects, &mut out)?;
        }
        return Ok(Held::with(out));
    }
    for subject in &subjects {
        out.extend(cover.breach(subject, unclear)?);
    }
    Ok(Held::with(out))
}

/// What such a norm wants done within a time of each record, whether it is done or not; nothing
/// where it sets no time.
pub(super) fn owed<'t>(
    scope: &Scope<'_, 't>,
    demand: &Demand<'t>,
) -> Result<Vec<Owed<'t>>, Faults> {
    let norm = demand.norm;
    let (Some(_), Some((cover, subjects))) = (limit_of(norm), Cover::of_norm(scope, norm)?) else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for subject in subjects {
        let Some(begun) = subject.day() else { continue };
        let found = cover.counting(cover.related.of(&subject), &subject)?;
        let done = cover
            .enough_on(&found)
            .and_then(|(day, last)| Some((day?, last.place_of_day())));
        let deadline = scope.context.deadline(norm, begun);
        let noun = format!(
            "{}后{}",
            act(&noun(scope.context.unit, cover.each)),
            act(&cover.noun)
        );
        let owed = Owed::new(demand, noun, deadline.day, done);
        out.push(owed.of(subject.about()).after(subject, begun, &deadline));
    }
    Ok(out)
}

/// A sentence; a blank stands between a Latin id and what follows.
fn joined(who: &str, what: &str) -> String {
    let blank = who.ends_with(|c: char| c.is_ascii_alphanumeric());
    format!("{who}{}{what}", if blank { " " } else { "" })
}

/// Where the norm sets a time.
fn limit_of(norm: &Norm) -> Option<Place> {
    let days = number(norm, "within-days").or_else(|| number(norm, "within-workdays"));
    days.map(|days| days.place)
}

/// The fault that what is needed cannot be told to go with anything.
fn apart(norm: &Norm, each: &str, needs: &str) -> Fault {
    Fault {
        place: norm
            .get("needs")
            .map_or(norm.kind.place, |value| value.place),
        message: format!("{each} 和 {needs} 互不引用，看不出哪个对应哪个"),
        help: format!("改成写着 {each} 编号的一种；别的要求用 each 写成算式"),
    }
}

impl<'s, 'c, 't, 'n> Cover<'s, 'c, 't, 'n> {
    /// What a norm asks, and of what; `None` where only records could show it and there are none.
    fn of_norm(
        scope: &'s Scope<'c, 't>,
        norm: &'n Norm,
    ) -> Result<Option<(Self, Vec<Entity>)>, Faults>
    where
        'n: 's,
    {
        let unit = scope.context.unit;
        let facts = scope.expressions.facts;
        let (each, needs) = (norm.word("each"), norm.word("needs"));
        let (each, needs) = (each.unwrap_or_default(), needs.unwrap_or_default());
        let Some(related) = facts.related(each, needs) else {
            return Err(apart(norm, each, needs).into());
        };
        let dated = is_ledger(unit, each) || facts.day_key(each).is_some();
        if let (Some(days), false) = (limit_of(norm), dated) {
            return Err(Fault {
                place: days,
                message: format!("{each} 没有日期，期限无从算起"),
                help: "删去期限；台账才有日期".to_owned(),
            }
            .into());
        }
        let kept = match (is_ledger(unit, each), is_ledger(unit, needs)) {
            (true, _) => facts.all(each).next().is_some(),
            (false, true) => facts.all(needs).next().is_some(),
            (false, false) => true,
        };
        if !kept {
            return Ok(None);
        }
        let at_least = read::count(norm, "at-least").unwrap_or(1);
        let cover = Self {
            scope,
            norm,
            each,
            needs,
            related,
            condition: scope.expressions.condition(norm, "needs-where")?,
            known: RefCell::default(),
            at_least: usize::try_from(at_least).unwrap_or(usize::MAX),
            noun: norm
                .word("called")
                .map_or_else(|| noun(unit, needs), str::to_owned),
        };
        let mut subjects = scope.expressions.subjects(norm, each)?;
        subjects.retain(|subject| unit.records.sound(subject.place));
        Ok(Some((cover, subjects)))
    }

    /// Whether what seems missing may stand where it could not be read.
    fn is_unclear(&self) -> bool {
        let unit = self.scope.context.unit;
        let records = &unit.records;
        let facts = self.scope.expressions.facts;
        match is_ledger(unit, self.needs) {
            true => {
                let mut all = facts.all(self.needs);
                records.partly_lost || all.any(|record| !records.sound(record.place))
            }
            false => unit.incomplete,
        }
    }

    /// Whether something that goes with `of` counts.
    fn counts(&self, one: &Entity, of: &Entity) -> Result<bool, Fault> {
        let Some(condition) = &self.condition else {
            return Ok(true);
        };
        if condition.is_asked_for {
            return self.scope.expressions.holds(condition, one, of);
        }
        if let Some(known) = self.known.borrow().get(&one.place) {
            return Ok(*known);
        }
        let holds = self.scope.expressions.holds(condition, one, of)?;
        self.known.borrow_mut().insert(one.place, holds);
        Ok(holds)
    }

    fn counting<'e>(&self, all: Vec<&'e Entity>, of: &Entity) -> Result<Vec<&'e Entity>, Fault> {
        let mut out = Vec::new();
        for one in all {
            if self.counts(one, of)? {
                out.push(one);
            }
        }
        Ok(out)
    }

    fn breach(&self, subject: &Entity, unclear: bool) -> Result<Option<Breach>, Fault> {
        let context = self.scope.context;
        let dated = self.scope.expressions.facts.day_key(self.each).is_some();
        let deadline = match (dated, subject.day()) {
            (true, Some(day)) => Some(context.deadline(self.norm, day)),
            // Told as a missing key, of the record or of its ledger.
            (true, None) => return Ok(None),
            (false, _) if limit_of(self.norm).is_some() => return Ok(None),
            (false, _) => None,
        };
        let all = self.related.of(subject);
        let found = self.counting(all.clone(), subject)?;
        if found.len() >= self.at_least {
            let deadline = deadline.filter(|_| limit_of(self.norm).is_some());
            return Ok(deadline.and_then(|deadline| self.late(subject, &found, &deadline)));
        }
        let is_over = |deadline: &Deadline| deadline.day < context.as_of;
        if unclear || !deadline.as_ref().is_none_or(is_over) {
            return Ok(None);
        }
        let who = anything(context.unit, subject);
        let since = match limit(self.norm) {
            within if within.is_empty() => within,
            within => format!("以后{}", within.trim_start_matches('在')),
        };
        let lack = self.lack(found.len(), !all.is_empty());
        let message = joined(&who, &format!("{since}{lack}"));
        let note = deadline.map_or(String::new(), |deadline| deadline.note());
        let mut breach = Breach::new(
            subject.place_of("id"),
            message,
            help(self.norm, &self.advice(subject, &note)),
        );
        if found.is_empty() {
            for other in all.iter().take(3) {
                breach = breach.related(other.place_of("id"), "这一条不合要求");
            }
        }
        Ok(Some(breach))
    }

    /// What is said of somebody who has `found` of them, and others that do not count.
    fn lack(&self, found: usize, has_others: bool) -> String {
        let noun = &self.noun;
        let paired = [self.each, self.needs]
            .iter()
            .all(|kind| matches!(*kind, "risk" | "measure"));
        match found {
            0 if has_others && self.norm.get("called").is_none() => {
                format!("没有合乎条文的{noun}")
            }
            0 if paired => format!("没有对应的{noun}"),
            0 => format!("没有{noun}"),
            _ => {
                let counted = |count| counted(self.scope.context.unit, self.needs, count);
                let (has, least) = (counted(found), counted(self.at_least));
                format!("的{noun}只有 {has}，少于 {least}")
            }
        }
    }

    /// How somebody comes to have one more.
    fn advice(&self, subject: &Entity, note: &str) -> String {
        let facts = self.scope.expressions.facts;
        let (needs, noun) = (self.needs, noun(self.scope.context.unit, self.needs));
        let id = subject.text("id").unwrap_or_default();
        let ledger = is_ledger(self.scope.context.unit, needs);
        if needs == "step" {
            return match self.each {
                "workflow" => "补写 [[workflow.step]]".to_owned(),
                _ => format!("在它的流程里补写 [[workflow.step]]，或者在办这一步的环节的 actors 里写上 \"{id}\""),
            };
        }
        match facts.tie(self.each, needs) {
            Some(Tie::Wanted(naming)) if ledger => {
                let (open, close) = if naming.many { ("[", "]") } else { ("", "") };
                format!(
                    "已经做了的，补记 [[{needs}]]，写 {} = {open}\"{id}\"{close}；没有做的，补做以后照实记{note}",
                    naming.key
                )
            }
            Some(Tie::Wanted(naming)) if naming.many => format!(
                "给它写一条 [[{needs}]]，或者在已有{noun}的 {} 里加上 \"{id}\"",
                naming.key
            ),
            Some(Tie::Wanted(naming)) => {
                format!("给它写一条 [[{needs}]]，{} = \"{id}\"", naming.key)
            }
            Some(Tie::Own(naming)) => format!("在 {} 里写上它的{noun}", naming.key),
            None => format!("补写 [[{needs}]]"),
        }
    }

    /// The day on which there were enough of them, and the one that made it so.
    fn enough_on<'e>(&self, found: &[&'e Entity]) -> Option<(Option<Date>, &'e Entity)> {
        let mut days: Vec<_> = found.iter().map(|one| (one.day(), *one)).collect();
        days.sort_by_key(|(day, one)| (*day, one.place));
        days.get(self.at_least.checked_sub(1)?).copied()
    }

    /// The breach that there were enough of them only after the deadline.
    fn late(&self, subject: &Entity, found: &[&Entity], deadline: &Deadline) -> Option<Breach> {
        // One without a day is not known to be late.
        let (day, last) = self.enough_on(found)?;
        let done = day.filter(|day| *day > deadline.day)?;
        let message = format!(
            "{}以后的{}{}才办，期限是{}",
            anything(self.scope.context.unit, subject),
            self.noun,
            done.chinese(),
            deadline.day.chinese()
        );
        let advice = format!(
            "日期写错的，改正日期；确实迟了的，照实记着，在考核中反映{}",
            deadline.note()
        );
        let breach = Breach::new(last.place_of_day(), message, help(self.norm, &advice));
        let breach = breach.told_by(Code::DoneLate);
        Some(breach.related(subject.place_of_day(), "从这一天起算"))
    }

    /// What a step of a workflow names, and the step has nothing to go with it.
    fn at_steps(&self, subjects: &[Entity], out: &mut Vec<Breach>) -> Result<(), Fault> {
        let facts = self.scope.expressions.facts;
        let unit = self.scope.context.unit;
        let meant: BTreeSet<Place> = subjects.iter().map(|subject| subject.place).collect();
        let key = facts
            .naming("step", self.needs)
            .map_or("", |naming| naming.key);
        let keys = |kind| facts.keys_of("step", kind);
        let (Some(own), Some(needed)) = (keys(self.each), keys(self.needs)) else {
            return Ok(());
        };
        for step in facts.each("step") {
            let there: BTreeSet<Place> = (step.named(&needed).iter())
                .map(|(other, _)| other.place)
                .collect();
            for (one, place) in step.named(&own) {
                let all = self.related.of(&one);
                // What its own key leaves empty is missing everywhere, not only here.
                let is_idle = all.is_empty() && facts.naming(self.each, self.needs).is_some();
                if !meant.contains(&one.place) || is_idle {
                    continue;
                }
                let here = all
                    .into_iter()
                    .filter(|o| there.contains(&o.place))
                    .collect();
                let found = self.counting(here, &one)?.len();
                if found >= self.at_least {
                    continue;
                }
                let which = format!(
                    "{}的{} {}",
                    anything(unit, &step),
                    noun(unit, self.each),
                    one.text("id").unwrap_or_default().to_uppercase()
                );
                let advice = format!(
                    "在这个环节的 {key} 里补写和它对应的{}；不该写在这里的，删去",
                    self.noun
                );
                let message = joined(&which, &self.lack(found, false));
                out.push(Breach::new(place, message, help(self.norm, &advice)));
            }
        }
        Ok(())
    }
}
