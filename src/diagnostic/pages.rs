//! The pages of the codes that no rule file documents: what reading, printing and waivers find.

use super::Code;

/// The page of `code`; empty for one that a rule file documents.
pub fn page(code: Code) -> &'static str {
    match code {
        Code::ImportTakenOut => {
            r#"
# 查什么
`lianfang import` 没有写进条文的文字：页码、页眉、目录、题注、落款、附件，每处写明在原件的哪一行。

# 为什么
导入不丢一个字：原件里的每个字，不在规则里，就在这里交代。

# 例子
“第 12 页　共 40 页”夹在一句话中间，拿掉以后把前后接起来。

# 依据
对照原件看一遍；该留的，补进规则文件。
"#
        }
        Code::ImportChanged => {
            r#"
# 查什么
`lianfang import` 改动的文字：半角标点、序号的写法、断开的行、字中间的空格、貌似汉字的部首。

# 为什么
只改有把握的；改了哪里，一处一处说得出来。

# 例子
“各站所,各岗位”改成“各站所，各岗位”，“1）”改成“（1）”。

# 依据
GB/T 15834—2011；GB/T 9704—2012 第 7.3.3 条。
"#
        }
        Code::ImportUnsure => {
            r#"
# 查什么
`lianfang import` 拿不准、照自己的判断做了的地方。

# 为什么
从 PDF 和网页上复制的文字，断行、序号、标题有时两样都说得通，要由人看一眼。

# 例子
一行正好写满，以句号结束，下一行没有缩进：接在后面，也可能是另一款。

# 依据
原件。
"#
        }
        Code::ImportNothing => {
            r#"
# 查什么
`lianfang import` 读得出来、但是没有认出制度的文件，以及还不会读的文件。

# 为什么
没有“第X条”或者“一、”的文字，程序不知道怎样分条。

# 例子
只有图片的扫描件；加了密码的文档；老格式的 .doc。

# 依据
扫描件先用识别文字的软件转成文字；.doc、.xls 另存为 .docx、.xlsx。
"#
        }
        Code::BrokenToml => {
            r#"
# 查什么
不合 TOML 语法的地方。

# 为什么
读不懂的文件不能核对，也不能付印。

# 例子
`name = 财政所`（文字没有加引号）。

# 依据
TOML 1.0；写法见 docs/rules-format.md。
"#
        }
        Code::UnknownKey => {
            r#"
# 查什么
程序不认识的键和表。

# 为什么
写错一个字母的键等于没有写。

# 例子
把 `leader` 写成 `laeder`。

# 依据
docs/rules-format.md。
"#
        }
        Code::MissingKey => {
            r#"
# 查什么
没有写的必填键。

# 为什么
缺了它，表和图就有空白。

# 例子
`[[post]]` 没有写 `role`。

# 依据
docs/rules-format.md 里打 * 的键。
"#
        }
        Code::WrongType => {
            r#"
# 查什么
类型不对的值，例如该写数组而写了文字。

# 为什么
类型不对就读不出来。

# 例子
`order = "1"`。

# 依据
docs/rules-format.md。
"#
        }
        Code::BadValue => {
            r#"
# 查什么
不在规定范围内的值，以及前后颠倒的日期。

# 为什么
等级、权力、类型只有规定的几种写法。

# 例子
`grade = "初级"`。

# 依据
docs/rules-format.md 的取值表。
"#
        }
        Code::BadId => {
            r#"
# 查什么
不合规格的编号。

# 为什么
编号要写进文件名和链接，只用小写字母、数字和连字符。

# 例子
`id = "Czs_1"`。

# 依据
docs/rules-format.md。
"#
        }
        Code::DuplicateId => {
            r#"
# 查什么
同一种对象里重复的编号，同一部制度里重复的章号、条号。

# 为什么
编号重复，引用就不知道指哪一个。

# 例子
两个 `[[post]]` 都写 `id = "czs-kj"`。

# 依据
docs/rules-format.md。
"#
        }
        Code::DanglingReference => {
            r#"
# 查什么
引用了不存在的对象或者条文。

# 为什么
多半是写错了编号，或者对象已经删去。

# 例子
`leader = "zx"`，而没有这个岗位。

# 依据
docs/rules-format.md。
"#
        }
        Code::WrongKindReference => {
            r#"
# 查什么
引用的对象种类不对。

# 为什么
该写岗位的地方写了内设机构，责任就落不到人。

# 例子
`leader = "czs"`。

# 依据
docs/rules-format.md。
"#
        }
        Code::NotUtf8 => {
            r#"
# 查什么
不是 UTF-8 编码的文件。

# 为什么
存成 GBK（ANSI）的文件读出来是乱码。

# 例子
用旧版记事本存的文件。

# 依据
docs/rules-format.md。
"#
        }
        Code::UnreadableFile => {
            r#"
# 查什么
读不出来的文件。

# 为什么
没有权限、太大或者链接断了，里面的内容就没有核对。

# 例子
指向别处的 .toml 链接，而那里没有文件。

# 依据
程序读文件的结果。
"#
        }
        Code::LinkLoop => {
            r#"
# 查什么
指回上级目录的链接。

# 为什么
照着它走会没有尽头。

# 例子
`rules/stations/up` 链接到 `rules`。

# 依据
程序读目录的结果。
"#
        }
        Code::EmptyRules => {
            r#"
# 查什么
没有规则目录，或者目录里没有 .toml 文件。

# 为什么
没有可以核对的内容。

# 例子
`--rules` 后面写错了目录。

# 依据
程序读目录的结果。
"#
        }
        Code::DuplicateUnit => {
            r#"
# 查什么
不止一个 `[unit]`。

# 为什么
单位的名称、日期只能有一份。

# 例子
两个文件都写了 `[unit]`。

# 依据
docs/rules-format.md。
"#
        }
        Code::MissingUnit => {
            r#"
# 查什么
全部文件里都没有 `[unit]`。

# 为什么
封面、抬头和日期都取自它。

# 例子
漏写了 `unit.toml`。

# 依据
docs/rules-format.md。
"#
        }
        Code::BadTemplate => {
            r#"
# 查什么
模板里的错误：写法不对，用到了没有的值；标记一层套一层超过 100 层，一页超过 64 MiB，运算没有尽头；注释、标记、引号没有写完，开始标记和结束标记对不上，`&` 后面不是字符的名字。

# 为什么
模板不对，页面就排不出来；浏览器会把没有写完的标记悄悄改好，后面的内容就没有了。

# 例子
`{{ unit.nmae }}`。

# 依据
HTML 标准（html.spec.whatwg.org）；模板的写法见 MiniJinja 的说明。
"#
        }
        Code::BadStyle => {
            r#"
# 查什么
版式文件 print.toml 里的错误：TOML 写错、不认识的属性和取值、超出范围的长度、写错的选择器、没有的纸张和字体名；以及模板里有、print.toml 没有规定怎样排的元素。

# 为什么
版式不对，纸面就不合要求。所以有错就不生成，也不猜。

# 例子
`size = "0"`（字号要在 1 到 400 点之间）；`algin = "center"`（是不是要写 align？）。

# 依据
docs/print.md。
"#
        }
        Code::MissingGlyph => {
            r#"
# 查什么
字库里没有的字。

# 为什么
印出来会是空框。

# 例子
生僻的人名用字。

# 依据
print.toml 的 [fonts]。
"#
        }
        Code::BadFont => {
            r#"
# 查什么
读不出来的字体文件。

# 为什么
没有字体就不能排版。

# 例子
把网页存成了 .ttf。

# 依据
print.toml 的 [fonts]。
"#
        }
        Code::Overfull => {
            r#"
# 查什么
在规定的地方排不下的内容。

# 为什么
硬排会盖住别的字。

# 例子
流程图里一个环节的文字太长。

# 依据
print.toml 的尺寸。
"#
        }
        Code::BadWaiver => {
            r#"
# 查什么
豁免的代码不存在或者不能豁免，以及豁免的地方不存在。读不出规则、排不出版的问题（LF001 至 LF099）不能豁免。

# 为什么
写错的豁免不起作用，写的人却以为起作用。

# 例子
`code = "LF999"`。

# 依据
`[[waiver]]` 的 `code`、`place`。
"#
        }
        Code::ExpiredWaiver => {
            r#"
# 查什么
已经过期的豁免；过期的豁免不起作用。

# 为什么
豁免是暂时的，到期就要改好或者重新决定。

# 例子
`until` 早于 `--as-of`。

# 依据
`[[waiver]]` 的 `until`。
"#
        }
        Code::UnusedWaiver => {
            r#"
# 查什么
没有挡住任何问题的豁免。

# 为什么
问题已经改好，留着的豁免会挡住以后的新问题。

# 例子
所豁免的错字已经改正。

# 依据
`[[waiver]]`。
"#
        }
        Code::UnexplainedWaiver => {
            r#"
# 查什么
没有写明理由的豁免；没有理由的豁免不起作用。

# 为什么
后来的人要知道当时为什么这样定。

# 例子
`[[waiver]]` 没有 `reason`。

# 依据
`[[waiver]]` 的 `reason`。
"#
        }
        _ => "",
    }
}
