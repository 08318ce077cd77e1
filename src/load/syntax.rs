//! What the parser of TOML says, in Chinese.

/// The parser's reason and what to do, in Chinese. `found` is the text it stumbled over.
pub(super) fn chinese(message: &str, found: &str) -> (String, &'static str) {
    let has = |part: &str| message.contains(part);
    let (reason, help) = if has("duplicate key") {
        ("同一个键（或者表）写了两次", "删去其中一个")
    } else if has("missing value") || (has("must be quoted") && found.is_empty()) {
        ("等号后面缺少值", "补上值，文字要加引号")
    } else if has("key with no value") {
        ("键后面缺少等号和值", "写成 键 = 值")
    } else if has("unquoted key") || has("invalid key") {
        ("键名写得不对", "键名用小写英文字母和连字符，不加引号")
    } else if has("must be quoted") {
        ("文字没有加引号", "文字两头加上英文双引号 \"")
    } else if has("multi-line") {
        (
            "多行文字没有写完，或者里面有不能直接写的字符",
            "结尾要有三个英文双引号 \"\"\"；反斜杠写成 \\\\",
        )
    } else if has("basic string") || has("literal string") || has("escape") {
        (
            "文字没有写完，或者里面有不能直接写的字符",
            "文字两头都要有英文双引号 \"；里面的 \" 写成 \\\"，反斜杠写成 \\\\",
        )
    } else if has("extra `=`") {
        ("等号多写了一个", "一行只写一个 =")
    } else if has("unclosed array table") {
        ("[[表名]] 没有写完", "两头各写两个方括号")
    } else if has("unclosed table") {
        ("[表名] 没有写完", "补上右方括号 ]")
    } else if has("comma between array") {
        ("数组里两项之间缺少逗号", "两项之间加上英文逗号 ,")
    } else if has("comma between key") {
        ("花括号里两项之间缺少逗号", "两项之间加上英文逗号 ,")
    } else if has("extra comma") {
        ("逗号多写了一个", "删去多余的逗号")
    } else if has("unclosed array") {
        ("数组没有写完", "补上右方括号 ]")
    } else if has("unclosed inline table") {
        ("花括号没有写完", "补上右花括号 }")
    } else if has("inline table") || has("assignment between") {
        ("花括号里写得不对", "写成 { 键 = 值, 键 = 值 }")
    } else if has("date") || has("day") || has("month") || has("time") || has("hour") {
        ("日期写得不对", "写成 2013-01-18，不加引号，月和日都写两位")
    } else if has("leading zero") {
        ("数字前面多了 0", "去掉前面的 0；编号一类的文字要加引号")
    } else if has("number") || has("integer") || has("float") || has("digit") || has("radix") {
        ("数字写得不对", "只写数字；文字要加引号")
    } else if has("unexpected key or value") {
        ("一行里多写了东西", "一行只写一个 键 = 值；注释前面加 #")
    } else if has("recursion") || has("recurse") {
        ("套得太深", "把它拆开来写")
    } else if has("carriage return") || has("newline") {
        ("换行符不对", "把文件的换行存成 LF 或者 CRLF")
    } else if found.chars().any(char::is_alphabetic)
        && found
            .chars()
            .all(|c| c.is_alphanumeric() || "-_".contains(c))
    {
        // A word such as first, which begins like false.
        ("文字没有加引号", "文字两头加上英文双引号 \"")
    } else {
        (
            "写法不合 TOML 的规定",
            "对照 docs/rules-format.md 改写这一行",
        )
    };
    let found = found.lines().next().unwrap_or_default().trim();
    if found.is_empty() || found.chars().count() > 20 {
        (reason.into(), help)
    } else {
        (format!("{reason}：{found}"), help)
    }
}
