-- A channel tells of what happened since it was opened: opening one does not flood people with what was before.
alter table message.channel add column opened_at timestamptz;
update message.channel set opened_at = now() where enabled;
