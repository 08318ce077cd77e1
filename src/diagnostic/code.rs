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
    301 ChapterGap "chapter-gap" "章号不连续",
    302 ArticleGap "article-gap" "条号不连续",
    303 ItemGap "item-gap" "项号不连续",
    304 LevelSkipped "level-skipped" "序号越级",
    305 DeclaredCount "declared-count" "个数与所列不符",
    306 MissingArticle "missing-article" "引用的条文不存在",
    307 UnknownDocument "unknown-document" "引用的文件没有列明",
    308 UnbalancedMark "unbalanced-mark" "标点不成对",
    309 HalfWidthMark "half-width-mark" "半角标点",
    310 DoubledMark "doubled-mark" "标点连用",
    311 DashOrEllipsis "dash-or-ellipsis" "破折号、省略号不对",
    312 DocumentNumber "document-number" "发文字号不对",
    313 RangeMark "range-mark" "起止号不对",
    314 CommaBetweenPairs "comma-between-pairs" "书名号、引号之间多了顿号",
    315 CommaBeforeDeng "comma-before-deng" "“等”前多了顿号",
    316 LabelMark "label-mark" "序号后的标点不对",
    317 MixedNumbers "mixed-numbers" "数字形式不一",
    318 FullWidthDigit "full-width-digit" "全角数字和字母",
    319 ShortYear "short-year" "年份只写两位",
    320 MixedDate "mixed-date" "日期混用两种数字",
    321 WrongOrganName "wrong-organ-name" "机构叫法不对",
    322 TownTerm "town-term" "本镇不用的说法",
    323 CommonConfusion "common-confusion" "常见别字",
    324 DoubledWord "doubled-word" "词语重复",
    341 BadWaiver "bad-waiver" "豁免写得不对",
    342 ExpiredWaiver "expired-waiver" "豁免已经过期",
    343 UnusedWaiver "unused-waiver" "豁免没有用处",
    344 UnexplainedWaiver "unexplained-waiver" "豁免没有写明理由",
}

impl Code {
    /// Reads `LF101`, `101` or `risk-without-measure`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let number = text.strip_prefix("lf").unwrap_or(&text).parse().ok();
        let found = |code: &&Code| Some(code.number()) == number || code.name() == text;
        Self::ALL.iter().find(found).copied()
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LF{:03}", self.number())
    }
}
