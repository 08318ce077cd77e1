//! Grades, powers, roles and factors: the vocabulary of the grading norms.

/// A closed set of words: what the builder needs to read any of them.
pub trait Vocabulary: Copy + 'static {
    /// Every value, in order.
    fn all() -> &'static [Self];
    /// How the rules write it.
    fn word(self) -> &'static str;
    /// How pages and findings show it.
    fn name(self) -> &'static str;
}

/// Declares an enum whose values are written in kebab-case in the rules and shown in Chinese.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $key:literal $chinese:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// How the rules write it.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// How pages and findings show it.
            pub fn chinese(self) -> &'static str {
                match self { $($name::$variant => $chinese,)* }
            }

            /// Reads a key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }

        impl $crate::model::grade::Vocabulary for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
            fn word(self) -> &'static str {
                self.key()
            }
            fn name(self) -> &'static str {
                self.chinese()
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// 风险等级. Ordered from low to high.
    Grade {
        /// 低级, yellow.
        Low "low" "低级",
        /// 中级, orange.
        Middle "middle" "中级",
        /// 高级, red.
        High "high" "高级",
    }
}

impl Grade {
    /// The colour's Chinese name (norm G2).
    pub fn colour(self) -> &'static str {
        match self {
            Self::High => "红色",
            Self::Middle => "橙色",
            Self::Low => "黄色",
        }
    }
}

vocabulary! {
    /// The six kinds of power that make risk.
    Power {
        /// 行政许可
        Licensing "licensing" "行政许可",
        /// 项目审批
        Approval "approval" "项目审批",
        /// 执纪执法
        Enforcement "enforcement" "执纪执法",
        /// 人事管理
        Personnel "personnel" "人事管理",
        /// 财务管理
        Finance "finance" "财务管理",
        /// 物资采购
        Procurement "procurement" "物资采购",
    }
}

vocabulary! {
    /// How far a power is held.
    Extent {
        /// Received, first checked, registered, kept or passed on only.
        Part "part" "部分",
        /// Decided here, or nothing passes without it.
        Full "full" "全部",
    }
}

vocabulary! {
    /// What kind of post it is, for grading by name (R4) and warning levels (R5).
    Role {
        /// Member of the town's leadership.
        Leader "leader" "领导",
        /// Head of a department.
        Head "head" "站所负责人",
        /// The accountant.
        Accountant "accountant" "财务会计",
        /// Any other staff.
        Staff "staff" "一般",
        /// Manual worker.
        Worker "worker" "工勤",
    }
}

/// How far each power is held; one that is absent is not held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Powers([Option<Extent>; 6]);

impl Powers {
    /// The extent of one power.
    pub fn get(&self, power: Power) -> Option<Extent> {
        self.0[power as usize]
    }

    /// Sets the extent of one power.
    pub fn set(&mut self, power: Power, extent: Extent) {
        self.0[power as usize] = Some(extent);
    }

    /// The powers held, in the order of [`Power::ALL`].
    pub fn held(&self) -> impl Iterator<Item = (Power, Extent)> + '_ {
        Power::ALL
            .iter()
            .filter_map(|&p| self.get(p).map(|e| (p, e)))
    }
}

/// The four factors of R2 part 3, each from 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Factors {
    /// 可能性: 1 少见, 2 偶有, 3 常见.
    pub likelihood: u8,
    /// 危害: 1 群众不便, 2 损失或处分, 3 违法犯罪、重大损失.
    pub harm: u8,
    /// 自由裁量: 1 照章, 2 有幅度, 3 一人说了算.
    pub discretion: u8,
    /// 与资金关联: 1 无, 2 间接, 3 直接.
    pub money: u8,
}

impl Factors {
    /// The sum, from 4 to 12.
    pub fn sum(&self) -> u8 {
        self.likelihood + self.harm + self.discretion + self.money
    }
}
