-- A joint dossier and its parts: each part is a dossier of its own in its own agency, counted nowhere but in its parent.
create table dossier.dossier_link (
  parent uuid not null references dossier.dossier (id),
  part   text not null,
  child  uuid not null unique references dossier.dossier (id),
  at     timestamptz not null,
  primary key (parent, part)
);
alter table dossier.dossier add column is_part boolean not null default false;
grant select, insert on dossier.dossier_link to {{app}};
grant select on dossier.dossier_link to {{retention}};
