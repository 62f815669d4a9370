-- The seat in whose name somebody acted by delegation; `position` is then their own.
alter table audit.audit_row add column acting_for text;
