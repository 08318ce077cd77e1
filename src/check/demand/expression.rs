//! Expressions in norms: compiled, their names looked up before they run, evaluated within bounds.

use crate::check::facts::{add_helpers, kind_of, unknown, Entity, Facts, InChinese};
use crate::check::norm::about;
use crate::check::Context;
use crate::date::Date;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Place, Spanned};
use crate::jinja::{self, guard};
use crate::load::Value as Raw;
use crate::model::Norm;
use minijinja::value::{Value, ValueKind};
use minijinja::{context, Environment, Error, ErrorKind, Expression, UndefinedBehavior};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one evaluation may cost, in minijinja instructions.
const FUEL: u64 = 200_000;
/// Nobody reads a longer expression; nested, it would also be too deep to walk.
const LONGEST: usize = 1_000;

/// What is wrong with an expression: where, what, and what to do.
pub(in crate::check) struct Fault {
    pub place: Place,
    pub message: String,
    pub help: String,
}

/// Evaluates the expressions of norms.
pub(super) struct Expressions<'t> {
    pub facts: &'t Arc<Facts>,
    environment: Environment<'static>,
    today: Date,
}

/// A condition that is asked of one entity for another, which it knows as `of`.
pub(super) struct Condition<'n> {
    key: &'n str,
    place: Place,
    compiled: Expression<'n, 'n>,
    /// Whether it names `of`, so that the answer is not the same for all.
    pub is_asked_for: bool,
}

impl<'t> Expressions<'t> {
    pub fn new(context: &'t Context<'_>) -> Self {
        let facts = context.facts();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        jinja::limit(&mut environment);
        add_helpers(&mut environment, facts);
        let unit = facts.all("unit").next();
        environment.add_global("unit", unit.map_or(Value::from(()), Value::from_object));
        environment.add_global("today", Value::from(context.as_of.to_string()));
        Self {
            facts,
            environment,
            today: context.as_of,
        }
    }

    /// What is wrong with the expressions of a norm, without evaluating them.
    pub fn faults(&self, norm: &Norm) -> Vec<Fault> {
        let words = |key| norm.words(key).map(|(word, _)| word);
        let mut subjects: Vec<&str> = words("each").collect();
        if subjects.is_empty() {
            subjects = words("ledger").collect();
        }
        if subjects.is_empty() {
            subjects = about(norm);
        }
        if subjects.is_empty() {
            subjects.push("department");
        }
        let records: Vec<&str> = words("ledger").collect();
        let needed: Vec<&str> = words("needs").collect();
        let mut out = Vec::new();
        for (key, it, of) in [
            ("where", &subjects, None),
            ("test", &subjects, None),
            ("finished", &subjects, None),
            ("records", &records, None),
            ("needs-where", &needed, subjects.first()),
        ] {
            let Some(source) = text(norm, key) else {
                continue;
            };
            match self.compile(key, &source) {
                Ok(compiled) => {
                    let used = compiled.undeclared_variables(true);
                    out.extend(self.names(it, of.copied(), &source, used));
                }
                Err(fault) => out.push(fault),
            }
        }
        if let Some(source) = text(norm, "message") {
            // Blocks would make a program of it; what is long may be too deep to be read at all.
            let short = source.value.len() <= LONGEST && !source.value.contains("{%");
            let template = || self.environment.template_from_str(source.value);
            match short.then(|| guard(template)).flatten() {
                Some(Ok(template)) => {
                    let used = template.undeclared_variables(true);
                    out.extend(self.names(&subjects, None, &source, used));
                }
                _ => out.push(Fault {
                    place: source.place,
                    message: "message 读不懂".to_owned(),
                    help: "写成一句话，要填的地方写 {{ it.name }}".to_owned(),
                }),
            }
        }
        out
    }

    fn compile<'s>(
        &'s self,
        key: &str,
        source: &Spanned<&'s str>,
    ) -> Result<Expression<'s, 's>, Fault> {
        let fault = |message: String, help: &str| Fault {
            place: source.place,
            message,
            help: help.to_owned(),
        };
        if source.value.len() > LONGEST {
            let message = format!("{key} 的算式太长，超过 {LONGEST} 个字节");
            return Err(fault(message, "拆成几条 norm"));
        }
        match guard(|| self.environment.compile_expression(source.value)) {
            Some(Ok(compiled)) => Ok(compiled),
            Some(Err(error)) => {
                let unfinished = error.detail().is_some_and(|d| d.contains("end of input"));
                let what = if unfinished {
                    "没有写完"
                } else {
                    "读不懂"
                };
                Err(fault(
                    format!("{key} 的算式{what}"),
                    "写法和例子见 docs/expressions.md",
                ))
            }
            None => Err(fault(
                format!("{key} 的算式读不懂"),
                "写法和例子见 docs/expressions.md",
            )),
        }
    }

    /// The names in an expression that none of the kinds has that it is asked of, of those `used`;
    /// `of` is the kind of what it is asked for, where it is.
    fn names(
        &self,
        kinds: &[&str],
        asked_for: Option<&str>,
        source: &Spanned<&str>,
        used: impl IntoIterator<Item = String>,
    ) -> Vec<Fault> {
        // In order, so that the findings are the same in every run.
        let used: BTreeSet<String> = used.into_iter().collect();
        let of = |kind: &str| unknown(self.facts, (kind, asked_for), source.value, &used);
        let Some((first, others)) = kinds.split_first() else {
            return Vec::new();
        };
        let mut unknown = of(first);
        for kind in others {
            let also = of(kind);
            unknown.retain(|one| also.iter().any(|other| other.name == one.name));
        }
        unknown
            .into_iter()
            .map(|unknown| Fault {
                place: source.place,
                message: format!("算式里的{} {} 没有", unknown.what, quoted(&unknown.name)),
                help: match unknown.near {
                    Some(near) => format!("是不是要写 {near}？"),
                    None => "能写的名称见 docs/expressions.md".to_owned(),
                },
            })
            .collect()
    }

    /// The entities of a kind that a norm binds: a record by the norm of its day, all else by the
    /// norms of today; of these, those for which its `where` is true.
    pub fn subjects(&self, norm: &Norm, kind: &str) -> Result<Vec<Entity>, Fault> {
        let mut all = self.all(kind);
        all.retain(|entity| norm.force.holds(entity.day().unwrap_or(self.today)));
        self.chosen(norm, "where", all)
    }

    /// Those for which the expression under `key` of a norm is true; all, where it has none.
    pub fn chosen(&self, norm: &Norm, key: &str, all: Vec<Entity>) -> Result<Vec<Entity>, Fault> {
        let Some(source) = text(norm, key) else {
            return Ok(all);
        };
        let filter = self.compile(key, &source)?;
        let mut out = Vec::new();
        for entity in all {
            if self.truth(key, source.place, &filter, &entity, None)? {
                out.push(entity);
            }
        }
        Ok(out)
    }

    /// The expression under a key of a norm, to be asked of one entity for another.
    pub fn condition<'n>(
        &'n self,
        norm: &'n Norm,
        key: &'n str,
    ) -> Result<Option<Condition<'n>>, Fault> {
        let Some(source) = text(norm, key) else {
            return Ok(None);
        };
        let compiled = self.compile(key, &source)?;
        Ok(Some(Condition {
            key,
            place: source.place,
            is_asked_for: compiled.undeclared_variables(false).contains("of"),
            compiled,
        }))
    }

    /// Whether a condition is true of an entity, asked for `of`.
    pub fn holds(
        &self,
        condition: &Condition<'_>,
        it: &Entity,
        of: &Entity,
    ) -> Result<bool, Fault> {
        self.truth(
            condition.key,
            condition.place,
            &condition.compiled,
            it,
            Some(of),
        )
    }

    /// Those of `entities` for which the expression under `key` is not true.
    pub fn failing(
        &self,
        norm: &Norm,
        key: &str,
        entities: Vec<Entity>,
    ) -> Result<Vec<Entity>, Fault> {
        let Some(source) = text(norm, key) else {
            return Ok(Vec::new());
        };
        let test = self.compile(key, &source)?;
        let mut out = Vec::new();
        for entity in entities {
            if !self.truth(key, source.place, &test, &entity, None)? {
                out.push(entity);
            }
        }
        Ok(out)
    }

    /// What `message` of a norm says of an entity; `None` where it has none.
    pub fn message(&self, norm: &Norm, entity: &Entity) -> Result<Option<String>, Fault> {
        match text(norm, "message") {
            Some(source) => Ok(Some(self.render(&source, entity)?)),
            None => Ok(None),
        }
    }

    /// Every entity of a kind; the steps of all workflows too.
    pub fn all(&self, each: &str) -> Vec<Entity> {
        self.facts.each(each)
    }

    fn truth(
        &self,
        key: &str,
        place: Place,
        expression: &Expression<'_, '_>,
        entity: &Entity,
        asked_for: Option<&Entity>,
    ) -> Result<bool, Fault> {
        let it = Value::from_object(entity.clone());
        let value = match asked_for {
            None => guard(|| expression.eval(context! { it })),
            Some(of) => {
                let of = Value::from_object(of.clone());
                guard(|| expression.eval(context! { it, of }))
            }
        };
        let value = match value {
            Some(Ok(value)) => value,
            Some(Err(error)) => return Err(failed(key, place, entity, &error)),
            None => {
                let error = Error::from(ErrorKind::InvalidOperation);
                return Err(failed(key, place, entity, &error));
            }
        };
        if value.kind() == ValueKind::Bool {
            return Ok(value.is_true());
        }
        Err(Fault {
            place,
            message: format!(
                "{key} 要得出是或否，对{}得出的是{}",
                entity.name(),
                kind_of(&value)
            ),
            help: "写成比较，例如 … | length >= 2、it.grade == 'first'".to_owned(),
        })
    }

    fn render(&self, message: &Spanned<&str>, entity: &Entity) -> Result<String, Fault> {
        let it = Value::from_object(entity.clone());
        let text = guard(|| self.environment.render_str(message.value, context! { it }));
        match text {
            Some(Ok(text)) => Ok(text),
            Some(Err(error)) => Err(failed("message", message.place, entity, &error)),
            None => {
                let error = Error::from(ErrorKind::InvalidOperation);
                Err(failed("message", message.place, entity, &error))
            }
        }
    }
}

pub(super) fn text<'n>(norm: &'n Norm, key: &str) -> Option<Spanned<&'n str>> {
    let value = norm.get(key)?;
    match &value.value {
        Raw::String(text) => Some(Spanned::new(text, value.place)),
        _ => None,
    }
}

/// Why an expression failed, in Chinese: in the words of a helper of ours, else by the sort of the
/// error, of which minijinja tells in English.
fn reason(error: &Error) -> Option<&str> {
    let source = std::error::Error::source(error);
    let is_ours = source.is_some_and(|source| source.is::<InChinese>());
    let own = error.detail().filter(|_| is_ours);
    own.or(match error.kind() {
        ErrorKind::InvalidOperation => Some("这两样东西不能这样算、这样比，例如文字和数"),
        ErrorKind::MissingArgument => Some("括号里少写了"),
        ErrorKind::TooManyArguments => Some("括号里多写了"),
        ErrorKind::UnknownMethod => Some("它没有这样的用法"),
        ErrorKind::NonKey => Some("这样的东西不能作键"),
        ErrorKind::CannotUnpack => Some("拆不成这么多项"),
        _ => None,
    })
}

fn failed(key: &str, place: Place, entity: &Entity, error: &Error) -> Fault {
    let mut inner = error;
    while let Some(next) = std::error::Error::source(inner).and_then(|e| e.downcast_ref::<Error>())
    {
        inner = next;
    }
    let detail = reason(inner).map_or(String::new(), |reason| format!("（{reason}）"));
    let (what, help) = match inner.kind() {
        ErrorKind::OutOfFuel => ("算得太久", "范围写小一些，用 where 先挑出要管的"),
        ErrorKind::UndefinedError => ("用了没有的名称", "能写的键见 docs/rules-format.md"),
        ErrorKind::WriteFailure => ("算出来的太长", "范围写小一些"),
        _ => (
            "算不出来",
            "写法和例子见 docs/expressions.md；没有写的键是 none，先用 is not none 判断",
        ),
    };
    Fault {
        place,
        message: format!("{key} 对{}{what}{detail}", entity.name()),
        help: help.to_owned(),
    }
}
