-- A draft begun while signed in is listed for its owner, who may open it without its secret link.
alter table dossier.draft add column account text;
create index draft_account on dossier.draft (account, created_at) where account is not null and submitted_code is null;
