//! The stable codes of all defects: one plain list.

/// Declares the codes once: number, name of the variant, kebab-case name, Chinese title.
macro_rules! codes {
    ($($number:literal $variant:ident $name:literal $title:literal,)*) => {
        /// A defect. Its number never changes meaning once released.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The number behind `LF`.
            pub fn number(self) -> u16 {
                match self { $(Code::$variant => $number,)* }
            }

            /// The name of the defect, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// A short Chinese title.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    1 BrokenToml "broken-toml" "TOML 语法有误",
    2 UnknownKey "unknown-key" "不认识的键",
    3 MissingKey "missing-key" "缺少必填的键",
    4 WrongType "wrong-type" "值的类型不对",
    5 BadValue "bad-value" "取值不在规定范围内",
    6 BadId "bad-id" "编号不合规格",
    7 DuplicateId "duplicate-id" "编号重复",
    8 DanglingReference "dangling-reference" "引用的对象不存在",
    9 WrongKindReference "wrong-kind-reference" "引用的对象种类不对",
    10 NotUtf8 "not-utf8" "文件不是 UTF-8 编码",
    11 UnreadableFile "unreadable-file" "文件读不出来",
    12 LinkLoop "link-loop" "链接成环",
    13 EmptyRules "empty-rules" "规则目录里没有内容",
    14 DuplicateTown "duplicate-town" "[town] 重复",
    15 MissingTown "missing-town" "缺少 [town]",
    20 BadTemplate "bad-template" "模板有误",
    21 BadStyle "bad-style" "版式文件有误",
    22 MissingGlyph "missing-glyph" "字库里没有这个字",
    23 BadFont "bad-font" "字体文件有误",
    24 Overfull "overfull" "排不下",
    101 RiskWithoutMeasure "risk-without-measure" "风险点没有措施",
    102 MeasureWithoutRisk "measure-without-risk" "措施不对应任何风险点",
    103 MissingWallChart "missing-wall-chart" "三上墙不齐",
    104 GradeOffList "grade-off-list" "等级与划分名单不一致",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LF{:03}", self.number())
    }
}
