-- An edition while it is being written: it may be half-written, several stand side by side. Publishing makes the next
-- edition of it; the draft stays as the record of who wrote, submitted and approved.
create table procedure.draft (
  id         uuid primary key,
  procedure  text not null check (procedure ~ '^[1-9]\.[0-9]{6}$'),
  version    int not null check (version > 0),
  based_on   int,
  origin     text not null check (origin in ('blank', 'edition', 'catalogue', 'release', 'pack', 'bpmn')),
  status     text not null check (status in ('editing', 'submitted', 'returned', 'published', 'discarded')),
  content    jsonb not null,
  -- What the national catalogue fixes of it, as it was when the draft was opened; null: nothing.
  fixed      jsonb,
  flags      jsonb not null default '[]',
  title      text not null,
  -- Title and code without diacritics.
  search     text not null,
  -- Everyone who ever changed it: none of them may publish it.
  editors    text[] not null,
  submission jsonb,
  returned   jsonb,
  published  int,
  updated_by jsonb not null,
  updated_at timestamptz not null
);
create index draft_latest on procedure.draft (updated_at desc, id);
create index draft_procedure on procedure.draft (procedure);
grant select, insert, update on procedure.draft to {{app}};

-- Who decides a procedure is part of the edition: a later one may give it to others from its own day on.
alter table procedure.procedure_edition
  add column competent_kinds text[] not null default '{}',
  add column competent_agencies text[] not null default '{}',
  add column decision jsonb,
  add column published_by jsonb,
  add column retired jsonb;
update procedure.procedure_edition e set competent_kinds = p.competent_kinds, competent_agencies = p.competent_agencies
from procedure.procedure p where p.code = e.procedure;
alter table procedure.procedure drop column competent_kinds, drop column competent_agencies;

-- The same definition may come into force again: after a trial, or with other variants.
alter table procedure.procedure_edition drop constraint procedure_edition_procedure_hash_key;
create index procedure_edition_hash on procedure.procedure_edition (procedure, hash);

create or replace function procedure.refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.status = 'draft' or new.definition <> old.definition or new.hash <> old.hash
    or new.procedure <> old.procedure or new.number <> old.number or new.valid_from <> old.valid_from
    or new.competent_kinds <> old.competent_kinds or new.competent_agencies <> old.competent_agencies) then
    raise exception 'edition % of % is published and cannot change', old.number, old.procedure using errcode = 'check_violation';
  end if;
  return new;
end $$;
