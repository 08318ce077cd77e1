//! Words that are commonly written wrong, and the right form: data, kept in one table.

/// A wrong word.
pub(super) struct Confusion {
    /// What is written.
    pub wrong: &'static str,
    /// What should be.
    pub right: &'static str,
    /// Characters before it with which it is part of something right: 月份内.
    pub not_after: &'static str,
    /// Characters after it with which it is part of something right: 一份内容.
    pub not_before: &'static str,
    /// Whether it is always wrong: an error that `--fix` mends. Otherwise a warning.
    pub certain: bool,
}

const fn wrong(wrong: &'static str, right: &'static str) -> Confusion {
    unless(wrong, right, "", "")
}

const fn unless(
    wrong: &'static str,
    right: &'static str,
    not_after: &'static str,
    not_before: &'static str,
) -> Confusion {
    Confusion {
        wrong,
        right,
        not_after,
        not_before,
        certain: true,
    }
}

const fn maybe(
    wrong: &'static str,
    right: &'static str,
    not_after: &'static str,
    not_before: &'static str,
) -> Confusion {
    Confusion {
        certain: false,
        ..unless(wrong, right, not_after, not_before)
    }
}

/// The table. Where one wrong word begins another, the longer stands first.
pub(super) const CONFUSIONS: &[Confusion] = &[
    // 账, never 帐, for money; 帐 is a tent: 检查帐篷.
    unless("台帐", "台账", "", "篷幕"),
    wrong("帐外帐", "账外账"),
    wrong("帐目", "账目"),
    wrong("帐户", "账户"),
    wrong("帐外", "账外"),
    wrong("帐簿", "账簿"),
    wrong("帐册", "账册"),
    wrong("帐号", "账号"),
    wrong("帐单", "账单"),
    wrong("帐款", "账款"),
    wrong("帐物", "账物"),
    wrong("帐实", "账实"),
    unless("入帐", "入账", "", "篷幕"),
    unless("记帐", "记账", "", "篷幕"),
    unless("查帐", "查账", "", "篷幕"),
    unless("对帐", "对账", "", "篷幕"),
    unless("转帐", "转账", "", "篷幕"),
    unless("报帐", "报账", "", "篷幕"),
    unless("算帐", "算账", "", "篷幕"),
    unless("结帐", "结账", "", "篷幕"),
    unless("总帐", "总账", "", "篷幕"),
    wrong("明细帐", "明细账"),
    wrong("流水帐", "流水账"),
    // 销, not 消.
    unless("撤消", "撤销", "", "防"),
    unless("注消", "注销", "关", "防费息除"),
    wrong("吊消", "吊销"),
    unless("核消", "核销", "", "极除息防费"),
    unless("报消", "报销", "", "息防费除"),
    wrong("勾消", "勾销"),
    unless("取销", "取消", "", "售毁量"),
    // 分内: what is one's duty. 月份内, 一份内容 and 身份内 are right.
    unless(
        "份内",
        "分内",
        "月年省身股成备一两几每各这那该此",
        "容部存参页",
    ),
    unless("份外", "分外", "月年省身股成备一两几每各这那该此", "部"),
    // Time is passed by 度, a river or a difficulty by 渡.
    wrong("渡过春节", "度过春节"),
    wrong("渡过假期", "度过假期"),
    wrong("渡过节日", "度过节日"),
    wrong("渡过时光", "度过时光"),
    wrong("欢渡", "欢度"),
    maybe("其它", "其他", "", ""),
    // What begins to be in force is 施行, not 实行.
    maybe("日起实行。", "日起施行。", "", ""),
    // Characters that sound or look alike.
    unless("布署", "部署", "公发颁宣", "名"),
    wrong("即然", "既然"),
    wrong("等侯", "等候"),
    wrong("时侯", "时候"),
    wrong("气侯", "气候"),
    wrong("签定", "签订"),
    unless("连系", "联系", "相互", "统列"),
    wrong("座落", "坐落"),
    wrong("松驰", "松弛"),
    wrong("泄秘", "泄密"),
    wrong("安份守己", "安分守己"),
    wrong("一如继往", "一如既往"),
    wrong("再接再励", "再接再厉"),
    wrong("按步就班", "按部就班"),
    wrong("迫不急待", "迫不及待"),
    wrong("提纲契领", "提纲挈领"),
    wrong("默守成规", "墨守成规"),
    wrong("既往不究", "既往不咎"),
    unless("循私", "徇私", "遵", ""),
    wrong("贪脏枉法", "贪赃枉法"),
    maybe("脏款", "赃款", "", ""),
    maybe("脏物", "赃物", "", ""),
    unless("予警", "预警", "给赋授准", ""),
    unless("予防", "预防", "给赋授准", ""),
    unless("予算", "预算", "给赋授", ""),
    wrong("分岐", "分歧"),
    unless("竟争", "竞争", "", "吵论取"),
    unless("复盖", "覆盖", "重反批", "章印"),
    wrong("会议记要", "会议纪要"),
    wrong("会议纪录", "会议记录"),
    wrong("谈话纪录", "谈话记录"),
    wrong("检查纪录", "检查记录"),
    wrong("询问纪录", "询问记录"),
    wrong("反应情况", "反映情况"),
    wrong("反应意见", "反映意见"),
    wrong("纪律检察", "纪律检查"),
    unless("检查院", "检察院", "", "内落里坝外长"),
    wrong("诫免谈话", "诫勉谈话"),
    wrong("戒勉", "诫勉"),
    unless("付镇长", "副镇长", "交支拨给托应垫偿", ""),
    unless("付书记", "副书记", "交支拨给托应垫偿", ""),
    unless("付主任", "副主任", "交支拨给托应垫偿", ""),
    unless("付所长", "副所长", "交支拨给托应垫偿", ""),
    maybe("截止目前", "截至目前", "", ""),
    maybe("做为", "作为", "", "民人了"),
    maybe("交待", "交代", "", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_right_form_is_itself_wrong_and_none_is_listed_twice() {
        for (index, c) in CONFUSIONS.iter().enumerate() {
            assert_ne!(c.wrong, c.right);
            assert!(!c.right.contains(c.wrong), "{}", c.wrong);
            for other in &CONFUSIONS[..index] {
                assert!(
                    !c.wrong.starts_with(other.wrong),
                    "{} hides {}",
                    other.wrong,
                    c.wrong
                );
                assert!(
                    !c.right.contains(other.wrong),
                    "{} in {}",
                    other.wrong,
                    c.right
                );
            }
        }
    }
}
