-- What has been paid for a dossier, told by whoever takes payments; taken back when the money is given back.
create table dossier.settlement (
  dossier_id uuid primary key references dossier.dossier (id),
  amount     bigint not null check (amount >= 0),
  at         timestamptz not null
);

-- From when on an agency and those below it give no result out of hand before fees are paid. No row: nothing is held back.
create table dossier.collection_rule (
  agency     text not null,
  valid_from timestamptz not null,
  collects   boolean not null,
  primary key (agency, valid_from)
);
grant select, insert, update, delete on dossier.settlement to {{app}};
grant select, insert, update on dossier.collection_rule to {{app}};
