-- What outside systems have been told of a dossier, and under which code the National Portal knows it. Without a foreign
-- key: the row of a dossier filed there is made a moment before the dossier.
create table dossier.exchange_record (
  dossier_id    uuid primary key,
  -- The last move that has become messages.
  followed      int not null default -1,
  portal_code   text unique,
  -- Filed on the portal: it needs no telling that the dossier is there.
  filed_there   boolean not null default false,
  -- The last move the portal was told of; it stands still while no portal is connected.
  told_portal   int not null default -1,
  -- When the portal confirmed that it has it, and the last of the ten national statuses it confirmed.
  registered_at timestamptz,
  status        smallint,
  status_at     timestamptz
);

-- How far the following of moves has come, in the audit's own order.
create table dossier.exchange_cursor (
  name     text primary key,
  audit_id bigint not null,
  first_id bigint not null,
  since    timestamptz not null,
  swept_at timestamptz not null
);
grant select, insert, update on dossier.exchange_record, dossier.exchange_cursor to {{app}};
grant select, delete on dossier.exchange_record to {{retention}};
