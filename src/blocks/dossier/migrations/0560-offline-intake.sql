-- How far back a counter that had no line may date what it took in; the latest rule that has begun holds.
create table dossier.offline_rule (
  valid_from date primary key,
  back_hours int not null check (back_hours between 0 and 720)
);

-- What a device took in without a line: when it says so, by a clock measured against ours, and what was made of that.
create table dossier.offline_intake (
  dossier_id   uuid primary key,
  device       text not null,
  local_number text not null,
  account      text not null,
  device_at    timestamptz not null,
  -- What to add to the device's clock to have ours: at the last contact before taking in, and when it was sent.
  offset_taken_ms bigint not null,
  offset_sent_ms  bigint not null,
  claimed_at   timestamptz not null,
  received_at  timestamptz not null,
  sent_at      timestamptz not null,
  verdict      text not null check (verdict in ('accepted', 'tooOld', 'inFuture', 'clockMoved'))
);
create index offline_intake_number on dossier.offline_intake (device, local_number);

-- The key of what an officer keeps on one device, sealed: a forgotten PIN must not lose people's dossiers.
create table dossier.offline_key (
  account text not null,
  device  text not null,
  sealed  text not null,
  at      timestamptz not null,
  primary key (account, device)
);

grant select, insert, update on dossier.offline_rule, dossier.offline_key to {{app}};
grant select, insert on dossier.offline_intake to {{app}};
