create schema dossier;
grant usage on schema dossier to {{app}}, {{retention}};

-- The projection: what the moves amount to, written in the same transaction. Holds no personal text.
create table dossier.dossier (
  id                 uuid primary key,
  code               text not null unique,
  procedure          text not null,
  edition            int not null,
  channel            text not null check (channel in ('counter', 'online', 'post')),
  -- Receiving desk, competent unit and return desk: any desk may receive for any competent agency.
  desk               text not null,
  agency             text not null,
  return_desk        text not null,
  return_by          text not null check (return_by in ('desk', 'post', 'online')),
  applicant_account  text,
  -- The secret in the receipt's QR link.
  check_secret       text not null,
  state              text not null,
  status             smallint not null,
  phase              text not null,
  holder_agency      text,
  holder_role        text,
  assignee           text,
  consulted_agency   text,
  seq                int not null,
  submitted_at       timestamptz not null,
  accepted_at        timestamptz,
  first_due_at       timestamptz,
  rescheduled_due_at timestamptz,
  finished_at        timestamptz,
  returned_at        timestamptz,
  last_at            timestamptz not null,
  clock_runs         boolean not null,
  timeliness         text check (timeliness in ('early', 'onTime', 'late')),
  outcome            text,
  corrections        int not null default 0,
  folded             jsonb not null
);
create index dossier_open_agency on dossier.dossier (agency, first_due_at, id) where phase <> 'closed';
create index dossier_open_desk on dossier.dossier (desk, first_due_at, id) where phase <> 'closed';
create index dossier_open_holder on dossier.dossier (holder_agency, holder_role, first_due_at, id) where phase <> 'closed';
create index dossier_open_assignee on dossier.dossier (assignee, first_due_at, id) where phase <> 'closed' and assignee is not null;
create index dossier_open_due on dossier.dossier (first_due_at, id) where phase <> 'closed';
create index dossier_accepted on dossier.dossier (accepted_at, id);
create index dossier_agency_accepted on dossier.dossier (agency, accepted_at, id);
create index dossier_finished on dossier.dossier (finished_at, id) where finished_at is not null;
create index dossier_submitted on dossier.dossier (submitted_at, id);

-- The truth: append-only by grant. No personal text; what a person wrote is named by its salted hash.
create table dossier.dossier_move (
  dossier_id       uuid not null references dossier.dossier (id),
  seq              int not null check (seq >= 0),
  move             text not null,
  to_state         text not null,
  at               timestamptz not null,
  role             text not null,
  account          text,
  position         text,
  acting_for       text,
  agency           text,
  idempotency_key  text,
  answers_hash     bytea,
  facts            jsonb not null default '{}',
  primary key (dossier_id, seq)
);

-- What a move carried, with a random salt: all that retention erases.
create table dossier.dossier_answer (
  dossier_id       uuid not null,
  seq              int not null,
  salt             bytea not null,
  content          jsonb not null,
  applicant_name   text,
  applicant_search text,
  primary key (dossier_id, seq),
  foreign key (dossier_id, seq) references dossier.dossier_move (dossier_id, seq)
);
create index dossier_answer_search on dossier.dossier_answer using gin (to_tsvector('simple', applicant_search))
  where applicant_search is not null;

create table dossier.dossier_document (
  dossier_id uuid not null,
  seq        int not null,
  key        text not null,
  form       text not null,
  copies     int not null,
  files      jsonb not null default '[]',
  primary key (dossier_id, seq, key),
  foreign key (dossier_id, seq) references dossier.dossier_move (dossier_id, seq)
);

-- The next number of a unit and local day: one row lock inside the receiving transaction, so no gap and no repeat.
create table dossier.dossier_number (
  unit text not null,
  day  date not null,
  last int not null,
  primary key (unit, day)
);

create table dossier.draft (
  id             uuid primary key,
  token_hash     bytea not null unique,
  procedure      text not null,
  edition        int not null,
  agency         text,
  applicant      jsonb not null default '{}',
  answers        jsonb not null default '{}',
  return_by      text not null default 'desk',
  version        int not null default 0,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  submitted_code text,
  check_secret   text
);
create index draft_expires on dossier.draft (expires_at);
create table dossier.draft_file (
  draft      uuid not null references dossier.draft (id) on delete cascade,
  key        text not null,
  hash       text not null,
  name       text not null,
  size       bigint not null,
  media_type text not null,
  at         timestamptz not null,
  primary key (draft, key, hash)
);

grant select, insert, update on dossier.dossier, dossier.dossier_number to {{app}};
grant select, insert on dossier.dossier_move, dossier.dossier_answer, dossier.dossier_document to {{app}};
grant select, insert, update, delete on dossier.draft, dossier.draft_file to {{app}};
grant select on dossier.dossier, dossier.dossier_move to {{retention}};
grant select, delete on dossier.dossier_answer, dossier.dossier_document to {{retention}};
