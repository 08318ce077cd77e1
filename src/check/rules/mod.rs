//! The rules: one defect, one file, named after the defect.

use super::Rule;

/// Declares each rule once: the module, and its place in the list.
macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// Every rule, by code.
        pub const RULES: &[Rule] = &[$($name::RULE,)*];
    };
}

rules! {
    missing_wall_chart
    grade_off_list
    unknown_norm_kind
    bad_norm_parameter
    conflicting_norms
    settlement_without_reason
    duplicate_topic
    settlement_off_point
    grade_off_powers
    grade_off_role
    grade_off_class
    grade_off_factors
    grade_outside_set
    colour_off_norm
    class_count
    class_off_article
    grading_missing
    grading_off_grade
    grading_step_missing
    grading_out_of_order
    grading_wrong_actor
    publicity_too_short
    grading_overdue
    change_without_regrade
    stale_settlement
    warning_level_off_role
    warning_level_off_place
    focus_off_norm
    lead_informant
    centre_reports_to_itself
    required_regulation
    regulation_metadata
    same_holder
    same_actor
    separation_unrecorded
    authority_off_powers
    power_without_authority
    unreachable_step
    no_way_to_end
    decision_without_choice
    step_without_exit
    workflow_ends
    too_few_actors
    self_check_not_filed
    minutes_not_filed
    bottom_rank_without_supervision
    rotation_due
    disposal_off_level
    since_missing
    decision_out_of_order
    assessment_step_missing
    group_member_missing
    question_unanswered
    report_incomplete
    report_not_signed
    assessor_not_submitter
    decision_not_returned
    decision_against_advice
    large_sum_without_minutes
    no_records_kept
    unlisted_in_article
    powers_unknown
    step_without_actor
    risk_off_workflow
    bad_force
    overlapping_versions
    amendment_off_text
    demand_not_met
    bad_expression
    record_due
    done_late
    record_incomplete
    deed_late
    meeting_not_deciding
    record_number
    notice_off_level
    checks_itself
    talk_before_inspection
    not_covered
    steps_off_norm
    later_record
    chapter_gap
    article_gap
    item_gap
    level_skipped
    declared_count
    missing_article
    unknown_document
    unbalanced_mark
    half_width_mark
    doubled_mark
    dash_or_ellipsis
    document_number
    range_mark
    comma_between_pairs
    comma_before_deng
    label_mark
    mixed_numbers
    full_width_digit
    short_year
    mixed_date
    wrong_organ_name
    unit_term
    common_confusion
    doubled_word
    foreign_character
    placeholder
    norm_off_text
    norm_beyond_text
    text_beyond_norm
    effective_off_text
    interpreter_off_text
    text_off_article
}
