-- Files an applicant uploaded to answer a request for correction of this very dossier, before they sent it.
create table dossier.answer_file (
  dossier_id uuid not null references dossier.dossier (id),
  hash       text not null,
  at         timestamptz not null,
  primary key (dossier_id, hash)
);
grant select, insert on dossier.answer_file to {{app}};
grant select, delete on dossier.answer_file to {{retention}};
