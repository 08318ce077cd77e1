//! What an expression may call, as the documents tell it and as names are looked up.

/// A function or a filter, as the documents tell it.
#[derive(Debug)]
pub(in crate::check) struct Helper {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub written: &'static str,
    /// What it gives.
    pub says: &'static str,
    /// An expression that uses it, of a department.
    pub example: &'static str,
}

impl Helper {
    /// Whether it is written behind `|`.
    pub fn is_filter(&self) -> bool {
        self.written.starts_with('|')
    }
}

/// The filters of minijinja that an expression may use.
pub(in crate::check) const BUILT_IN_FILTERS: [&str; 21] = [
    "abs",
    "count",
    "default",
    "first",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "round",
    "select",
    "selectattr",
    "sort",
    "sum",
    "unique",
];

/// The tests of minijinja that an expression may use.
pub(in crate::check) const BUILT_IN_TESTS: [&str; 13] = [
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "even",
    "false",
    "in",
    "ne",
    "none",
    "number",
    "odd",
    "startingwith",
    "true",
];

/// All helpers.
pub(in crate::check) fn helpers() -> &'static [Helper] {
    const fn helper(
        name: &'static str,
        written: &'static str,
        says: &'static str,
        example: &'static str,
    ) -> Helper {
        Helper {
            name,
            written,
            says,
            example,
        }
    }
    const ALL: &[Helper] = &[
        helper(
            "all",
            "all('post')",
            "规则里的这一种，全部",
            "all('post') | length > 1",
        ),
        helper(
            "records",
            "records('inspection', it)",
            "这种台账里关于这个对象的记录：写到它的，和可以列出对象而没有列的；不写对象的，全部记录",
            "records('inspection', it) | length >= 1",
        ),
        helper(
            "posts",
            "posts(it)",
            "内设机构或者机构的岗位，风险点所在的岗位",
            "posts(it) | length > 0",
        ),
        helper(
            "risks",
            "risks(it)",
            "岗位、内设机构、流程环节的风险点，措施管的风险点",
            "risks(it) | length >= 1",
        ),
        helper(
            "measures",
            "measures(it)",
            "风险点、岗位、内设机构、流程环节的措施",
            "measures(it) | length >= 2",
        ),
        helper(
            "workflows",
            "workflows(it)",
            "内设机构或者机构的工作流程",
            "workflows(it) | length >= 1",
        ),
        helper(
            "steps",
            "steps(it)",
            "工作流程的环节，内设机构各个流程的环节",
            "steps(it) | length >= 3",
        ),
        helper(
            "actors",
            "actors(step)",
            "环节由谁办：岗位、内设机构、机构",
            "actors(steps(it) | first) | length >= 1",
        ),
        helper(
            "head",
            "head(it)",
            "内设机构的负责人，没有的为 none",
            "head(it) is not none",
        ),
        helper(
            "department",
            "department(x)",
            "岗位、流程、记录是哪个内设机构的，没有的为 none",
            "department(head(it)) == it",
        ),
        helper(
            "name",
            "name(it)、name('grade', it.grade)",
            "对象的名称；词表里一个词的名称",
            "name('grade', it.grade) != ''",
        ),
        helper(
            "days",
            "days(a, b)",
            "从 a 到 b 几天，a 不算",
            "days('2013-01-04', '2013-01-11') == 7",
        ),
        helper(
            "workdays",
            "workdays(a, b)",
            "从 a 到 b 几个工作日，a 不算",
            "workdays('2013-01-04', '2013-01-11') <= 7",
        ),
        helper("year", "year(day)", "日期的年", "year(today) >= 2000"),
        helper("month", "month(day)", "日期的月", "month(today) <= 12"),
        helper(
            "in_year",
            "| in_year(2013)",
            "这一年的记录（或者日期）",
            "records('audit') | in_year(2013) | length >= 0",
        ),
        helper(
            "between",
            "| between(a, b)",
            "从 a 到 b（都算）的记录（或者日期）",
            "records('audit') | between('2013-01-01', today) | length >= 0",
        ),
        helper(
            "matching",
            "| matching('grade', 'high')",
            "这个键写着这个值，或者写着的几个里有它，或者文字里有它的",
            "posts(it) | matching('role', 'accountant') | length >= 0",
        ),
        helper(
            "day",
            "| day",
            "2013-01-18 写成 2013年1月18日",
            "(today | day) != ''",
        ),
    ];
    ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jinja;
    use minijinja::Environment;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_said_to_be_built_in_is() {
        let mut environment = Environment::new();
        jinja::limit(&mut environment);
        let state = environment.empty_state();
        for name in BUILT_IN_FILTERS {
            assert!(minijinja::tests::is_filter(&state, name), "{name}");
        }
        for name in BUILT_IN_TESTS {
            assert!(minijinja::tests::is_test(&state, name), "{name}");
        }
        let all: BTreeSet<&str> = helpers().iter().map(|helper| helper.name).collect();
        assert_eq!(all.len(), helpers().len());
        assert!(BUILT_IN_FILTERS.iter().all(|name| !all.contains(name)));
    }
}
