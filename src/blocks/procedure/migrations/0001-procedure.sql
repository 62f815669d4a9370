create schema procedure;
grant usage on schema procedure to {{app}}, {{retention}};

create table procedure.procedure (
  code                text primary key check (code ~ '^[1-9]\.[0-9]{6}$'),
  competent_kinds     text[] not null default '{}',
  competent_agencies  text[] not null default '{}'
);

-- Immutable once published: a dossier keeps the edition it began with.
create table procedure.procedure_edition (
  procedure    text not null references procedure.procedure (code),
  number       int not null,
  status       text not null check (status in ('draft', 'published', 'retired')),
  definition   jsonb not null,
  hash         text not null,
  origin       text not null check (origin in ('release', 'official')),
  valid_from   date not null,
  valid_to     date,
  published_at timestamptz,
  primary key (procedure, number),
  unique (procedure, hash)
);

create table procedure.procedure_variant (
  procedure text not null,
  edition   int not null,
  agency    text not null,
  overrides jsonb not null,
  primary key (procedure, edition, agency),
  foreign key (procedure, edition) references procedure.procedure_edition (procedure, number)
);

create function procedure.refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.definition <> old.definition or new.hash <> old.hash or new.procedure <> old.procedure or new.number <> old.number) then
    raise exception 'edition % of % is published and cannot change', old.number, old.procedure using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger published_stays before update on procedure.procedure_edition
  for each row execute function procedure.refuse_change_of_published();

grant select, insert, update on procedure.procedure, procedure.procedure_edition to {{app}};
grant select, insert, update, delete on procedure.procedure_variant to {{app}};
