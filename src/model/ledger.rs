//! Ledgers (台账): the kinds of records that a unit keeps, as `[[ledger]]` of its preset or of its
//! rules declares them, and the records in them.

use super::vocabulary::{Entry, Term};
use super::{
    Actor, Date, DecisionKind, Department, Filing, Grade, GradingObject, Id, MeetingKind, Period,
    Post, Ref, Unit,
};
use crate::diagnostic::{Place, Spanned};
use crate::fields::{Field, Holds, Spoken, Table};

/// A ledger: a handle that is copied and compared like a number.
pub type Ledger = Term<LedgerEntry>;

/// Declares the ledgers that the checks know, with their ids.
macro_rules! known {
    ($($(#[$doc:meta])* $variant:ident $id:literal,)*) => {
        /// What the checks may know of the records of a ledger beyond what it declares.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum LedgerIs { $($(#[$doc])* $variant,)* }

        impl LedgerIs {
            /// The one that a ledger with that id is.
            pub fn of(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

known! {
    /// 自查报告
    SelfCheck "self-check",
    /// 每年的风险查找和防控方案
    RiskSearch "risk-search",
    /// 定期检查
    Inspection "inspection",
    /// 专题谈话
    Talk "talk",
    /// 会议
    Meeting "meeting",
    /// 民主评议
    Appraisal "appraisal",
    /// 内部审计
    Audit "audit",
    /// 交流轮岗
    Rotation "rotation",
    /// 职责变动
    DutyChange "duty-change",
    /// 廉政风险预警通知书
    Notice "notice",
    /// 信访举报
    Complaint "complaint",
    /// 重大决策
    Decision "decision",
    /// 案件
    Case "case",
    /// 法律法规学习
    LawStudy "law-study",
    /// 资产核对
    AssetCheck "asset-check",
}

/// `[[ledger]]`
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// Its place in the list.
    pub rank: usize,
    /// Its id, which is also the name of its tables.
    pub id: String,
    /// What its records are called: 廉洁讲座.
    pub name: String,
    /// The title of its records in the annex: 交流轮岗.
    pub title: String,
    /// The sign of its records on calendars, of one character, where it declares one.
    pub mark: Option<char>,
    /// What is done when one is made, on calendars: 讲座.
    pub short: String,
    /// What the checks know of its records.
    pub is: Option<LedgerIs>,
    /// The key of the day that a record counts from; `None` where its records have no day.
    pub day: Option<String>,
    /// Its keys, those of whose records it is among them.
    pub table: Table,
    /// The small tables within its records, by the name that [`Table::fields`] give them.
    pub inner: Vec<Table>,
    /// The keys that the public edition may show; none unless said.
    pub public: Vec<String>,
    /// Whether the public edition may show whose a record is where that is a post.
    pub about_public: bool,
    /// Where the annex says its records beside others instead of in a list of their own.
    pub beside: Option<Beside>,
    /// How texts speak of what its records are kept of.
    pub spoken: Spoken,
    /// The template of its form, `forms/notice.html`; the general one where it names none.
    pub form: Option<String>,
    /// What its form is called where that is not the name: 案件登记表.
    pub form_title: Option<String>,
}

/// How the annex says a record beside another one that it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The key that refers to the other.
    pub key: String,
    /// What is said, with `{key}` for what stands under a key.
    pub says: String,
}

impl LedgerEntry {
    /// Whether its records carry an id.
    pub fn has_ids(&self) -> bool {
        self.table.fields.iter().any(|field| field.key == "id")
    }
}

impl Unit {
    /// What a word of a choice is called in the records of a ledger. A key in a small table goes by
    /// that of the table too: `steps`, `step`. Where the unit's ledger has no such key, the word.
    pub fn called<'u>(&'u self, ledger: LedgerIs, keys: &[&str], word: &'u str) -> &'u str {
        let field = self.ledger_field(ledger, keys);
        field.map_or(word, |field| field.called(word))
    }

    /// What a key of the records of a ledger is called; the key where the unit's ledger has none.
    pub fn key_called<'u>(&'u self, ledger: LedgerIs, keys: &[&'u str]) -> &'u str {
        let field = self.ledger_field(ledger, keys);
        let key = keys.last().copied().unwrap_or_default();
        field.map_or(key, |field| field.about.as_str())
    }

    fn ledger_field(&self, ledger: LedgerIs, keys: &[&str]) -> Option<&Field> {
        let mut ledgers = self.ledgers.iter().map(|ledger| ledger.entry());
        let entry = ledgers.find(|entry| entry.is == Some(ledger))?;
        let field = |fields: &'static [Field], key: &str| {
            let mut fields = fields.iter();
            fields.find(|field| field.key == key)
        };
        let (first, rest) = keys.split_first()?;
        let mut found = field(&entry.table.fields, first)?;
        for key in rest {
            let Some(Holds::Table { name, .. }) = found.holds() else {
                return None;
            };
            let table = entry.inner.iter().find(|table| table.name == name)?;
            found = field(&table.fields, key)?;
        }
        Some(found)
    }
}

impl Entry for LedgerEntry {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn rank(&self) -> usize {
        self.rank
    }
}

/// A record of a ledger.
#[derive(Debug, Clone)]
pub struct Record {
    /// Which ledger it stands in.
    pub ledger: Ledger,
    /// Its id, where its ledger has ids.
    pub id: Option<Id>,
    /// Whose it is: a department or a post.
    pub object: Option<GradingObject>,
    /// What it says.
    pub values: Values,
    /// Place of the table's head.
    pub place: Place,
}

/// What a record or a small table in it says, by key, in the order that the ledger declares;
/// what could not be read is left out.
#[derive(Debug, Clone, Default)]
pub struct Values(pub Vec<(&'static Field, Spanned<FieldValue>)>);

/// What a key of a record says.
#[derive(Debug, Clone)]
pub enum FieldValue {
    /// Words, or one of a choice.
    Text(String),
    /// A day.
    Day(Date),
    /// A stretch of the calendar.
    Period(Period),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// 风险等级
    Grade(Grade),
    /// A warning level by its place, from 1.
    Level(i64),
    /// A kind of meeting.
    MeetingKind(MeetingKind),
    /// A kind of decision.
    DecisionKind(DecisionKind),
    /// A department, a post or a body.
    Actor(Actor),
    /// Another record: its place among those of its ledger.
    Record(Ledger, u32),
    /// Where it is filed.
    Filing(Box<Filing>),
    /// Several of one kind.
    List(Vec<Spanned<FieldValue>>),
    /// A small table.
    Table(Values),
}

impl Record {
    /// The day that it counts from.
    pub fn day(&self) -> Option<Date> {
        let day = self.values.day(self.ledger.entry().day.as_deref()?);
        day.map(|day| day.value)
    }

    /// Where that day is written; the head of its table, where it is not.
    pub fn place_of_day(&self) -> Place {
        let key = self.ledger.entry().day.as_deref();
        let day = key.and_then(|key| self.values.day(key));
        day.map_or(self.place, |day| day.place)
    }

    /// Whose it is, as far as its ledger lets the public see that: a department where anything of
    /// the ledger is public; a post stands for a person, unless the ledger says that it may be shown.
    pub fn public_object(&self) -> Option<GradingObject> {
        let entry = self.ledger.entry();
        self.object.filter(|object| match object {
            GradingObject::Department(_) => !entry.public.is_empty(),
            GradingObject::Post(_) => entry.about_public,
        })
    }

    /// The department whose it is.
    pub fn department(&self) -> Option<Ref<Department>> {
        match self.object? {
            GradingObject::Department(department) => Some(department),
            GradingObject::Post(_) => None,
        }
    }

    /// The post whose it is.
    pub fn post(&self) -> Option<Ref<Post>> {
        match self.object? {
            GradingObject::Post(post) => Some(post),
            GradingObject::Department(_) => None,
        }
    }
}

/// Reads what stands under a key, where it is of that kind.
macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident -> $type:ty { $pattern:pat => $value:expr })*) => {$(
        $(#[$doc])*
        pub fn $name(&self, key: &str) -> Option<Spanned<$type>> {
            let value = self.get(key)?;
            match &value.value {
                $pattern => Some(Spanned::new($value, value.place)),
                _ => None,
            }
        }
    )*};
}

impl Values {
    /// What stands under `key`.
    pub fn get(&self, key: &str) -> Option<&Spanned<FieldValue>> {
        let (_, value) = self.0.iter().find(|(field, _)| field.key == key)?;
        Some(value)
    }

    getters! {
        /// Words, or the word of a choice.
        text -> String { FieldValue::Text(text) => text.clone() }
        /// A day.
        day -> Date { FieldValue::Day(day) => *day }
        /// A stretch of the calendar.
        period -> Period { FieldValue::Period(period) => *period }
        /// A number.
        number -> i64 { FieldValue::Number(number) => *number }
        /// 风险等级
        grade -> Grade { FieldValue::Grade(grade) => *grade }
        /// A warning level by its place, from 1.
        level -> i64 { FieldValue::Level(level) => *level }
        /// A kind of meeting.
        meeting_kind -> MeetingKind { FieldValue::MeetingKind(kind) => *kind }
        /// A kind of decision.
        decision_kind -> DecisionKind { FieldValue::DecisionKind(kind) => *kind }
    }

    /// Whether yes is written.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some(value) if matches!(value.value, FieldValue::Flag(true)))
    }

    /// Who stands there.
    pub fn actor(&self, key: &str) -> Option<Actor> {
        match self.get(key)?.value {
            FieldValue::Actor(actor) => Some(actor),
            _ => None,
        }
    }

    /// The post that stands there.
    pub fn post(&self, key: &str) -> Option<Ref<Post>> {
        self.actor(key).and_then(Actor::post)
    }

    /// The department that stands there.
    pub fn department(&self, key: &str) -> Option<Ref<Department>> {
        self.actor(key).and_then(Actor::department)
    }

    /// The posts that stand there.
    pub fn posts(&self, key: &str) -> Vec<Ref<Post>> {
        self.actors(key).filter_map(Actor::post).collect()
    }

    /// The departments that stand there.
    pub fn departments(&self, key: &str) -> Vec<Ref<Department>> {
        self.actors(key).filter_map(Actor::department).collect()
    }

    fn actors(&self, key: &str) -> impl Iterator<Item = Actor> + '_ {
        self.items(key).filter_map(|item| match item.value {
            FieldValue::Actor(actor) => Some(actor),
            _ => None,
        })
    }

    /// The other record that stands there.
    pub fn record<T>(&self, key: &str) -> Option<Ref<T>> {
        let value = self.get(key)?;
        match value.value {
            FieldValue::Record(_, index) => Some(Ref::new(index as usize, value.place)),
            _ => None,
        }
    }

    /// Where it is filed.
    pub fn filing(&self, key: &str) -> Option<Filing> {
        match &self.get(key)?.value {
            FieldValue::Filing(filing) => Some((**filing).clone()),
            _ => None,
        }
    }

    /// Each of several that stand there.
    pub fn items(&self, key: &str) -> impl Iterator<Item = &Spanned<FieldValue>> {
        let items = match self.get(key).map(|value| &value.value) {
            Some(FieldValue::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter()
    }

    /// The small tables that stand there, each with the place of its head.
    pub fn rows(&self, key: &str) -> impl Iterator<Item = (&Values, Place)> {
        self.items(key).filter_map(|item| match &item.value {
            FieldValue::Table(row) => Some((row, item.place)),
            _ => None,
        })
    }
}
