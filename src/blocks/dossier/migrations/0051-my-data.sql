-- When retention took the words and papers of a closed dossier away; its moves and their proof stay.
alter table dossier.dossier add column erased_at timestamptz;
create index dossier_unerased on dossier.dossier (finished_at, id) where phase = 'closed' and erased_at is null;
-- Two dossiers may hold the same file: its bytes go with the last of them.
create index dossier_document_files on dossier.dossier_document using gin (files jsonb_path_ops) where files <> '[]';
grant select on dossier.draft_file to {{retention}};
grant update (erased_at) on dossier.dossier to {{retention}};
grant usage on schema audit to {{retention}};
grant insert on audit.audit_row to {{retention}};

-- What people ask about their own data: who looked and why, or that something be put right.
create table dossier.data_question (
  id          uuid primary key,
  account     text not null,
  kind        text not null check (kind in ('access', 'correction')),
  dossier_id  uuid references dossier.dossier (id),
  audit_row   bigint,
  text        text not null,
  asked_at    timestamptz not null,
  -- Who must answer: the agency that looked, or holds the data.
  agency      text not null,
  answer      text,
  answered_at timestamptz,
  answered_by text
);
create index data_question_account on dossier.data_question (account, asked_at desc);
create index data_question_open on dossier.data_question (agency, asked_at) where answered_at is null;
grant select, insert on dossier.data_question to {{app}};
grant update (answer, answered_at, answered_by) on dossier.data_question to {{app}};
