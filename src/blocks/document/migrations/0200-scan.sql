-- One paper being digitised: its pages as they came in, worked one by one, until an officer accepts what was read.
create table document.scan (
  id             uuid primary key,
  agency         text not null,
  account        text not null,
  position       text,
  -- What the procedure calls the paper, and whose it is; both may be told only when it is accepted.
  title          text not null default '',
  citizen_number text,
  status         text not null check (status in ('waiting', 'working', 'ready', 'failed', 'cancelled', 'accepted')),
  problem_code   text,
  problem        text,
  attempts       int not null default 0,
  pages          int,
  done           int not null default 0,
  kind           text,
  fields         jsonb not null default '[]',
  code           jsonb not null default '{"state": "none"}',
  file           jsonb,
  paper          uuid,
  -- Whoever works it says so until this moment; after it another process may take over.
  lease_until    timestamptz,
  created_at     timestamptz not null,
  changed_at     timestamptz not null
);
create index scan_of_agency on document.scan (agency, created_at desc, id desc);
create table document.scan_source (
  scan       uuid not null references document.scan on delete cascade,
  seq        int not null,
  hash       text not null,
  name       text not null,
  media_type text not null,
  pages      int,
  primary key (scan, seq)
);
create table document.scan_page (
  scan       uuid not null references document.scan on delete cascade,
  number     int not null,
  image      text not null,
  width      int not null,
  height     int not null,
  dpi        real not null,
  turned     int not null,
  angle      real not null,
  cropped    boolean not null,
  confidence real not null,
  words      int not null,
  engine     text not null,
  lines      jsonb not null,
  primary key (scan, number)
);
grant select, insert, update, delete on document.scan, document.scan_source, document.scan_page to {{app}};
grant select, delete on document.scan, document.scan_source, document.scan_page to {{retention}};

-- The citizen's own store: papers once digitised and accepted, found again by kind and validity.
create table document.kept_paper (
  id             uuid primary key,
  citizen_number text not null check (citizen_number ~ '^\d{12}$'),
  kind           text not null,
  title          text not null,
  number         text,
  issuer         text,
  issued_on      date,
  valid_until    date,
  fields         jsonb not null default '{}',
  file           jsonb not null,
  pages          int not null,
  scan           uuid,
  agency         text not null,
  accepted_by    text not null,
  position       text,
  accepted_at    timestamptz not null,
  -- A later digitisation of the same paper takes its place; a citizen may take their own out.
  ended_at       timestamptz
);
create index kept_paper_of_citizen on document.kept_paper (citizen_number, kind) where ended_at is null;
grant select, insert on document.kept_paper to {{app}};
grant update (ended_at) on document.kept_paper to {{app}};
grant select, delete on document.kept_paper to {{retention}};
