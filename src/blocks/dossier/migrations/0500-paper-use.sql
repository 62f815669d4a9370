-- How a paper of a dossier came to lie in digital form: digitised here from paper by an officer, reused from the
-- citizen's own store, shared by another system, or made electronically as the result. Written with the command itself.
create table dossier.paper_use (
  id          bigint generated always as identity primary key,
  dossier_id  uuid not null references dossier.dossier (id),
  requirement text not null,
  how         text not null check (how in ('digitised', 'reused', 'shared', 'result')),
  -- The paper in the citizen's own store (document.kept_paper), where it lies there.
  paper       uuid,
  -- What was added after the dossier had been received; papers handed in with a move stand in dossier_document.
  file        jsonb,
  at          timestamptz not null,
  account     text,
  position    text,
  unique nulls not distinct (dossier_id, requirement, how, paper)
);
-- A paper is digitised for one dossier; wherever else it serves, it is reused.
create unique index paper_use_digitised on dossier.paper_use (paper) where how = 'digitised';
create index paper_use_paper on dossier.paper_use (paper) where paper is not null;
grant select, insert on dossier.paper_use to {{app}};
grant select, update (file) on dossier.paper_use to {{retention}};

-- A paper of a draft that comes from the store and not from the citizen's hand.
alter table dossier.draft_file add column paper uuid;
