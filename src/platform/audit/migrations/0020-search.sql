-- The search of the audit goes back in time from any moment. Each index here is paid for by every call that is written
-- down, so one agency, account or operation is found by reading back along the time.
create index audit_row_at on audit.audit_row (at, id);
-- Wordings name objects by id; the words of one, to find every row that names it.
create index audit_row_words on audit.audit_row using gin (string_to_array(translate(wording, ',:;()', '     '), ' '));
