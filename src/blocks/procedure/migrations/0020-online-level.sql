-- At which level a procedure was served online, from which day to which, by what decision. Levels 2, 3, 4 are those of
-- Nghị định 43/2011; information, partial, full those of Nghị định 42/2022, in force from 2022-08-15. A procedure may
-- be counted here that has neither an edition nor an entry in the national catalogue.
create table procedure.online_level (
  procedure  text not null check (procedure ~ '^[1-9]\.[0-9]{6}(\.H[0-9]{2})?$'),
  level      text not null check (level in ('2', '3', '4', 'information', 'partial', 'full')),
  valid_from date not null,
  -- The first day on which it no longer holds; null: until another begins.
  valid_to   date check (valid_to > valid_from),
  decision   text not null,
  primary key (procedure, valid_from)
);
grant select, insert, update, delete on procedure.online_level to {{app}};

-- The tables of states and moves that a release ships for packs to share: a draft from the catalogue begins with one.
create table procedure.shared_flow (
  key  text primary key,
  flow jsonb not null
);
grant select, insert, update on procedure.shared_flow to {{app}};

-- Whom the national catalogue names, for search; without reading the record again.
alter table procedure.catalogue_entry add column agency text generated always as (record->>'agency') stored;
-- What differs between drafts of the catalogue and its entries is asked by procedure among the open ones.
create index draft_of_catalogue on procedure.draft (procedure) where origin = 'catalogue';
