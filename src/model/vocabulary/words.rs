//! The words of a unit that are in no list: how it speaks of itself and of its parts.

use serde::Serialize;

/// Declares the words: field, key in the rules, what it is used for.
macro_rules! words {
    ($($field:ident $key:literal $meaning:literal,)*) => {
        /// `[words]`: how the unit speaks of itself and of its parts.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
        pub struct Words {
            $(#[doc = $meaning] pub $field: String,)*
        }

        impl Words {
            /// Every key, and what its word is used for.
            pub const KEYS: &'static [(&'static str, &'static str)] = &[$(($key, $meaning),)*];

            /// The word with that key.
            pub fn get_mut(&mut self, key: &str) -> Option<&mut String> {
                match key {
                    $($key => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    department "department" "内设机构叫什么",
    unit "unit" "单位怎样称呼自己",
    integrity "integrity" "廉政还是廉洁",
    head "head" "内设机构的负责人叫什么",
    leader_in_charge "leader-in-charge" "分管内设机构的领导叫什么",
    no_level "no-level" "没有自己的预警级别的岗位写什么",
}
