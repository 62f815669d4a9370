-- How an agency shares out its work. No row: the head assigns each dossier, nobody claims.
create table dossier.work_setting (
  agency     text primary key,
  claim_open boolean not null default false
);

-- Whose work a procedure, or a whole field of them, is: assigned the moment it reaches the head or the specialists.
create table dossier.assignment_rule (
  agency   text not null,
  kind     text not null check (kind in ('procedure', 'field')),
  subject  text not null,
  position text not null,
  primary key (agency, kind, subject)
);

grant select, insert, update on dossier.work_setting to {{app}};
grant select, insert, update, delete on dossier.assignment_rule to {{app}};
