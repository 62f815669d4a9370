-- Which set of forms a letter is made by: the latest that applies on the day the dossier was received. From when the set
-- of 2025 applies is the province's to confirm; it ships with the day of its circular.
create table document.letter_set (
  letter_set text primary key check (letter_set in ('2018', '2025')),
  valid_from date not null,
  account    text,
  at         timestamptz
);
insert into document.letter_set (letter_set, valid_from) values ('2018', '2018-01-01'), ('2025', '2025-09-15');

-- The words of a letter as officials have edited them, dated; without a row those of the release stand.
create table document.letter_wording (
  letter_set text not null check (letter_set in ('2018', '2025')),
  kind       text not null,
  valid_from date not null,
  wording    jsonb not null,
  account    text,
  at         timestamptz not null,
  primary key (letter_set, kind, valid_from)
);
grant select, update on document.letter_set to {{app}};
grant select, insert, update on document.letter_wording to {{app}};
