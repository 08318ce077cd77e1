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
    14 DuplicateUnit "duplicate-unit" "[unit] 重复",
    15 MissingUnit "missing-unit" "缺少 [unit]",
    20 BadTemplate "bad-template" "模板有误",
    21 BadStyle "bad-style" "版式文件有误",
    22 MissingGlyph "missing-glyph" "字库里没有这个字",
    23 BadFont "bad-font" "字体文件有误",
    24 Overfull "overfull" "排不下",
    103 MissingWallChart "missing-wall-chart" "三上墙不齐",
    104 GradeOffList "grade-off-list" "等级与划分名单不一致",
    105 UnknownNormKind "unknown-norm-kind" "不认识的 norm 种类",
    106 BadNormParameter "bad-norm-parameter" "norm 的参数有误",
    107 ConflictingNorms "conflicting-norms" "条文之间不一致",
    108 SettlementWithoutReason "settlement-without-reason" "选定没有理由",
    109 DuplicateTopic "duplicate-topic" "同一事项选定两次",
    110 SettlementOffPoint "settlement-off-point" "选定的条文不在不一致之列",
    111 GradeOffPowers "grade-off-powers" "等级与权力不符",
    112 GradeOffRole "grade-off-role" "等级与岗位类型不符",
    113 GradeOffClass "grade-off-class" "等级与类别不符",
    114 GradeOffFactors "grade-off-factors" "等级与因素评分不符",
    115 GradeOutsideSet "grade-outside-set" "制度里没有这一等级",
    116 ColourOffNorm "colour-off-norm" "等级颜色与制度不符",
    117 ClassCount "class-count" "风险点或者措施与条文所列不合",
    118 ClassOffArticle "class-off-article" "类别与所引条文不符",
    125 GradingMissing "grading-missing" "没有评定等级",
    126 GradingOffGrade "grading-off-grade" "申报的等级与评定记录不一致",
    127 GradingStepMissing "grading-step-missing" "评定少一步",
    128 GradingOutOfOrder "grading-out-of-order" "评定的先后颠倒",
    129 GradingWrongActor "grading-wrong-actor" "评定的办理人不对",
    130 PublicityTooShort "publicity-too-short" "公示天数不足",
    131 GradingOverdue "grading-overdue" "逾期没有重新评定",
    133 ChangeWithoutRegrade "change-without-regrade" "职责变动以后没有重新评定",
    134 StaleSettlement "stale-settlement" "选定与条文的现状不符",
    135 WarningLevelOffRole "warning-level-off-role" "按人定的预警级别不对",
    136 WarningLevelOffPlace "warning-level-off-place" "按部位定的预警级别不对",
    137 FocusOffNorm "focus-off-norm" "防控重点与制度不符",
    138 LeadInformant "lead-informant" "牵头的信息员不对",
    139 CentreReportsToItself "centre-reports-to-itself" "信息中心又是报送点",
    140 RequiredRegulation "required-regulation" "应建的制度没有提到",
    141 RegulationMetadata "regulation-metadata" "制度的事项不全",
    142 SameHolder "same-holder" "不得兼任的岗位由一人或者亲属担任",
    143 SameActor "same-actor" "不得兼办的环节由一人办理",
    144 SeparationUnrecorded "separation-unrecorded" "没有写明不得兼任的事",
    145 AuthorityOffPowers "authority-off-powers" "职权事项与权力、岗位或者流程不符",
    146 PowerWithoutAuthority "power-without-authority" "握有的权力没有列出职权事项",
    147 MatterRiskOfOthers "matter-risk-of-others" "职权事项列了别人的风险点",
    190 UnreachableStep "unreachable-step" "环节走不到",
    191 NoWayToEnd "no-way-to-end" "环节走不到结束",
    192 DecisionWithoutChoice "decision-without-choice" "判定没有两条去路",
    193 StepWithoutExit "step-without-exit" "环节没有去路",
    194 WorkflowEnds "workflow-ends" "流程的开始和结束不对",
    195 TooFewActors "too-few-actors" "经办人少于规定或者写明的人数",
    196 ReturnOffWay "return-off-way" "退回到没有走过的环节",
    207 SelfCheckNotFiled "self-check-not-filed" "自查报告没有备案",
    208 MinutesNotFiled "minutes-not-filed" "会议纪要没有报备",
    214 BottomRankWithoutSupervision "bottom-rank-without-supervision" "末位没有列为监察重点",
    215 RotationDue "rotation-due" "轮岗到期",
    216 DisposalOffLevel "disposal-off-level" "处置方式与预警级别不符",
    217 SinceMissing "since-missing" "没有写任职日期",
    221 DecisionOutOfOrder "decision-out-of-order" "重大决策的先后颠倒",
    222 AssessmentStepMissing "assessment-step-missing" "评估缺步骤",
    223 GroupMemberMissing "group-member-missing" "评估小组缺人",
    224 QuestionUnanswered "question-unanswered" "评估的问题没有答全",
    225 ReportIncomplete "report-incomplete" "评估报告内容不全",
    226 ReportNotSigned "report-not-signed" "评估报告没有讨论或者签名",
    227 AssessorNotSubmitter "assessor-not-submitter" "评估的不是提交者",
    228 DecisionNotReturned "decision-not-returned" "缺评估报告而没有退回",
    229 DecisionAgainstAdvice "decision-against-advice" "不采纳建议而没有写理由",
    230 LargeSumWithoutMinutes "large-sum-without-minutes" "大额资金没有会议纪要",
    249 NoRecordsKept "no-records-kept" "没有记录，没有核对",
    251 UnlistedInArticle "unlisted-in-article" "没有写进条文",
    252 PowersUnknown "powers-unknown" "权力没有填报",
    253 StepWithoutActor "step-without-actor" "环节没有写由谁办",
    254 RiskOffWorkflow "risk-off-workflow" "风险点不在工作流程里",
    255 RiskOfOthers "risk-of-others" "环节列了别处的风险点",
    256 ConcernsLeaveOut "concerns-leave-out" "涉及谁没有说全",
    257 RiskOffActors "risk-off-actors" "环节列了经办人没有的风险点",
    261 BadForce "bad-force" "施行的起止不对",
    262 OverlappingVersions "overlapping-versions" "同一条文的两个版本同时施行",
    263 AmendmentOffText "amendment-off-text" "修订记录与正文不合",
    281 DemandNotMet "demand-not-met" "条文的要求没有做到",
    282 BadExpression "bad-expression" "norm 的算式不对",
    283 RecordDue "record-due" "台账没有按期记",
    284 DoneLate "done-late" "没有在期限内办",
    285 RecordIncomplete "record-incomplete" "记录没有写全",
    286 DeedLate "deed-late" "期限以后才办",
    287 MeetingNotDeciding "meeting-not-deciding" "上的不是作决定的会议",
    288 RecordNumber "record-number" "文号的年份不对或者用了两次",
    289 NoticeOffLevel "notice-off-level" "通知书的级别与岗位不同",
    290 ChecksItself "checks-itself" "自己检查自己",
    291 TalkBeforeInspection "talk-before-inspection" "谈话早于检查",
    292 NotCovered "not-covered" "缺少对应",
    293 StepsOffNorm "steps-off-norm" "步骤与规定不符",
    294 LaterRecord "later-record" "日期在今天以后的记录",
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
    322 UnitTerm "unit-term" "单位不用的说法",
    323 CommonConfusion "common-confusion" "容易写错的字",
    324 DoubledWord "doubled-word" "词语重复",
    325 ForeignCharacter "foreign-character" "看不见的字符、貌似汉字的字符",
    331 Placeholder "placeholder" "还没有填",
    341 BadWaiver "bad-waiver" "豁免写得不对",
    342 ExpiredWaiver "expired-waiver" "豁免已经过期",
    343 UnusedWaiver "unused-waiver" "豁免没有用处",
    344 UnexplainedWaiver "unexplained-waiver" "豁免没有写明理由",
    351 NormOffText "norm-off-text" "norm 与条文不一致",
    352 NormBeyondText "norm-beyond-text" "norm 多于条文",
    353 TextBeyondNorm "text-beyond-norm" "norm 少于条文",
    354 EffectiveOffText "effective-off-text" "施行、发布的日期与条文不一致",
    355 InterpreterOffText "interpreter-off-text" "解释机关与条文不一致",
    356 TextOffArticle "text-off-article" "照抄条文的数与条文不一致",
    361 UnmarkedTitle "unmarked-title" "引用文件没有加书名号",
    362 JoinedYears "joined-years" "年份连写",
    363 MissingFinalMark "missing-final-mark" "句末标点不对",
    364 CommaInList "comma-in-list" "并列的词中间用了逗号",
    365 GradeShorthand "grade-shorthand" "等级没有写全",
    366 UnknownBody "unknown-body" "单位没有的机构",
    367 HeadingOffItems "heading-off-items" "标题与各项不合",
    368 UnlikeItem "unlike-item" "同级的项写法不一",
    369 NearSentence "near-sentence" "相近的句子只差一处",
    370 ListsDiffer "lists-differ" "两部制度所列不一",
    371 ImportTakenOut "import-taken-out" "导入时没有写进条文的文字",
    372 ImportChanged "import-changed" "导入时改动的文字",
    373 ImportUnsure "import-unsure" "导入时拿不准的地方",
    374 ImportNothing "import-nothing" "没有可以导入的内容",
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
