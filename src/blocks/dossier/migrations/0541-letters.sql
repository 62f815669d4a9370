-- Numbers of letters: one row lock of unit, kind and year inside the move's transaction, so no gap and no repeat.
create table dossier.letter_number (
  agency text not null,
  kind   text not null,
  year   int not null,
  last   int not null,
  primary key (agency, kind, year)
);
create table dossier.letter (
  dossier_id uuid not null,
  seq        int not null,
  kind       text not null,
  agency     text not null,
  year       int not null,
  number     int not null,
  primary key (dossier_id, kind, seq),
  unique (agency, kind, year, number),
  foreign key (dossier_id, seq) references dossier.dossier_move (dossier_id, seq)
);
grant select, insert, update on dossier.letter_number to {{app}};
grant select, insert on dossier.letter to {{app}};
grant select on dossier.letter to {{retention}};
