//! What `lianfang new` is asked to add.

use super::place::Entities;
use crate::build::preset::{self, PRESETS};
use crate::cli::NewArgs;
use crate::diagnostic::words::{meant, quoted};
use crate::model::ledger::Ledger;
use crate::model::vocabulary::Words;
use crate::model::Unit;

/// Includes the template of an entity.
macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("../../templates/new/", $name, ".toml"))
    };
}

/// A kind of entity: the name of its table, its template, and what people call it, the usual
/// name first.
struct Kind {
    key: &'static str,
    template: &'static str,
    names: &'static [&'static str],
}

const DEPARTMENT: &str = "department";

const KINDS: [Kind; 8] = [
    Kind {
        key: DEPARTMENT,
        template: template!("department"),
        names: &["内设机构"],
    },
    Kind {
        key: "organ",
        template: template!("organ"),
        names: &["机构", "组织", "班子"],
    },
    Kind {
        key: "post",
        template: template!("post"),
        names: &["岗位", "职位", "职务"],
    },
    Kind {
        key: "risk",
        template: template!("risk"),
        names: &["风险点", "风险"],
    },
    Kind {
        key: "measure",
        template: template!("measure"),
        names: &["措施", "防控措施"],
    },
    Kind {
        key: "workflow",
        template: template!("workflow"),
        names: &["工作流程", "流程"],
    },
    Kind {
        key: "authority",
        template: template!("authority"),
        names: &["职权事项", "职权", "权力"],
    },
    Kind {
        key: "regulation",
        template: template!("regulation"),
        names: &["制度"],
    },
];

/// Records, of which there are kinds.
const RECORD: (&str, &str) = ("record", "记录");

/// What is to be added.
pub(super) struct Wanted {
    /// The name of its table.
    pub kind: String,
    /// How findings call it.
    pub named: String,
    /// Its id, where such a thing has one.
    pub id: Option<String>,
    /// The template of its text.
    pub template: &'static str,
    /// Whether it is a record.
    pub is_record: bool,
    /// The ledger that declares its keys, where no template is of it alone.
    pub ledger: Option<Ledger>,
}

/// What the command line asks for, in that unit.
///
/// # Errors
/// Why there is no such thing, for a person.
pub(super) fn wanted(
    args: &NewArgs,
    unit: &Unit,
    entities: &Entities<'_>,
) -> Result<Wanted, String> {
    let asked = args.kind.trim();
    if asked == RECORD.0 || asked == RECORD.1 {
        return wanted_record(args, unit, entities);
    }
    let words = unit.words();
    let Some(kind) = KINDS.iter().find(|kind| is_called(kind, asked, words)) else {
        return Err(unknown(asked, words));
    };
    if let Some(more) = &args.record_id {
        return Err(format!("多写了 {}：加记录才写两个\n", quoted(more)));
    }
    Ok(Wanted {
        kind: kind.key.to_owned(),
        named: name(kind, words).to_owned(),
        id: Some(args.id.clone()),
        template: kind.template,
        is_record: false,
        ledger: None,
    })
}

/// What this unit calls a kind.
fn name<'w>(kind: &Kind, words: &'w Words) -> &'w str {
    match kind.key {
        DEPARTMENT => &words.department,
        _ => kind.names[0],
    }
}

/// Whether `asked` is the kind's key or a name of it: 科室 is one in every unit, whatever this
/// one says.
fn is_called(kind: &Kind, asked: &str, words: &Words) -> bool {
    let elsewhere = || PRESETS.iter().map(|p| preset::vocabulary(p.key).words);
    kind.key == asked
        || kind.names.contains(&asked)
        || (kind.key == DEPARTMENT
            && (words.department == asked || elsewhere().any(|w| w.department == asked)))
}

fn unknown(asked: &str, words: &Words) -> String {
    let all = || {
        let kinds = KINDS.iter().map(|kind| (kind.key, name(kind, words)));
        kinds.chain([RECORD])
    };
    let near = meant(asked, all()).map_or(String::new(), |n| format!("，是不是要写 {n}？"));
    let all: Vec<String> = all().map(|(key, name)| format!("{key} {name}")).collect();
    format!(
        "加不了 {}{near}\n  可以写：{}；写英文、中文都可以\n",
        quoted(asked),
        all.join(" · ")
    )
}

/// The record that the command line asks for: its kind stands where others have their id.
fn wanted_record(args: &NewArgs, unit: &Unit, entities: &Entities<'_>) -> Result<Wanted, String> {
    let ledgers = unit.ledgers.iter().map(|ledger| {
        // A template of its own knows more of what is usual than the declaration says.
        let template = record_template(*ledger);
        Wanted {
            kind: ledger.key().to_owned(),
            named: ledger.chinese().to_owned(),
            id: ledger.entry().has_ids().then(String::new),
            template: template.unwrap_or(template!("ledger")),
            is_record: true,
            ledger: template.is_none().then_some(*ledger),
        }
    });
    let mut all: Vec<Wanted> = ledgers.collect();
    let is_asked = |wanted: &Wanted| wanted.kind == args.id || wanted.named == args.id;
    let Some(index) = all.iter().position(is_asked) else {
        let known = || all.iter().map(|w| (w.kind.as_str(), w.named.as_str()));
        let near = meant(&args.id, known());
        let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
        let all: Vec<String> = known().map(|(key, name)| format!("{key} {name}")).collect();
        let (asked, all) = (quoted(&args.id), all.join(" · "));
        return Err(format!("没有 {asked} 这种记录{near}\n  可以写：{all}\n"));
    };
    let mut wanted = all.swap_remove(index);
    wanted.id = match (&args.record_id, &wanted.id) {
        (Some(id), None) => {
            return Err(format!("多写了 {}：{}没有编号\n", quoted(id), wanted.named));
        }
        (Some(id), Some(_)) => Some(id.clone()),
        (None, has_id) => has_id.as_ref().map(|_| next_id(&wanted.kind, entities)),
    };
    Ok(wanted)
}

/// The first free one of `notice-1`, `notice-2`, ….
fn next_id(kind: &str, entities: &Entities<'_>) -> String {
    let taken = |id: &String| entities.find(kind, id).is_some();
    let mut ids = (1..).map(|number: u64| format!("{kind}-{number}"));
    ids.find(|id| !taken(id)).unwrap_or_default()
}

/// The part of the records' templates that is of that ledger, where it is as it is shipped.
fn record_template(ledger: Ledger) -> Option<&'static str> {
    let mut shipped = preset::ledgers().iter();
    shipped.find(|shipped| shipped.entry() == ledger.entry())?;
    let parts = template!("records").split("=== ").skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .find(|(key, _)| *key == ledger.key())
        .map(|(_, text)| text.trim_start_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_record_has_a_template() {
        for &ledger in preset::ledgers() {
            let (text, key) = (record_template(ledger).unwrap_or_default(), ledger.key());
            assert!(text.contains(&format!("[[{key}]]")), "{key}");
            let has_id = text.contains("id = {{ id|toml }}");
            assert_eq!(has_id, ledger.entry().has_ids(), "{key}");
        }
    }

    #[test]
    fn a_kind_goes_by_its_key_and_by_its_names_and_no_two_by_one() {
        let words = preset::vocabulary("hospital").words;
        let called = |asked: &str| -> Vec<&str> {
            let kinds = KINDS.iter().filter(|kind| is_called(kind, asked, &words));
            kinds.map(|kind| kind.key).collect()
        };
        for kind in &KINDS {
            for asked in kind.names.iter().chain([&kind.key]) {
                assert_eq!(called(asked), [kind.key], "{asked}");
            }
        }
        for asked in ["科室", "股室", "站所"] {
            assert_eq!(called(asked), ["department"], "{asked}");
        }
    }
}
