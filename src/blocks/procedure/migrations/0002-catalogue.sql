-- The national catalogue as it was imported: information for citizens about procedures that have no edition here yet.
-- `search` and `title_search` hold words without diacritics, single spaces, a space at both ends.
create table procedure.catalogue_entry (
  code         text primary key check (code ~ '^[1-9]\.[0-9]{6}(\.H[0-9]{2})?$'),
  title        text not null,
  field        text not null,
  level        text not null,
  term         text,
  search       text not null,
  title_search text not null,
  record       jsonb not null,
  hash         text not null,
  imported_at  timestamptz not null
);
grant select, insert, update on procedure.catalogue_entry to {{app}};
