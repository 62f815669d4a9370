-- Outside systems this province exchanges messages with. Dated: a row tells from when; the newest one that has begun holds.
create table message.exchange_system (
  key         text not null check (key ~ '^[a-z]+(-[a-z]+)*$'),
  valid_from  timestamptz not null,
  name        text not null,
  address     text not null,
  client_id   text not null,
  -- Sealed by the vault.
  secret      text not null,
  enabled     boolean not null,
  -- Codes of the procedures a system of record decides.
  procedures  text[] not null default '{}',
  set_by      text,
  primary key (key, valid_from)
);

-- How each line stands: where reading went on, whether it answers, until when it is left alone.
create table message.exchange_line (
  system       text primary key,
  cursor       text,
  ok_at        timestamptz,
  failed_at    timestamptz,
  failed_since timestamptz,
  error        text,
  failures     int not null default 0,
  paused_until timestamptz
);

-- One order for both directions, so that they make one list.
create sequence message.exchange_position;
grant usage on sequence message.exchange_position to {{app}};

-- Messages to outside systems. `content` names things by code and number; what is sent is read when it is sent, so that
-- no person's data lies here.
create table message.exchange_out (
  id           uuid primary key,
  position     bigint not null default nextval('message.exchange_position'),
  system       text not null,
  subject      text not null,
  kind         text not null,
  -- Saying the same twice is impossible.
  key          text not null,
  content      jsonb not null default '{}',
  state        text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts     int not null default 0,
  next_at      timestamptz not null,
  leased_until timestamptz,
  error        text,
  reason       text,
  made_at      timestamptz not null,
  sent_at      timestamptz,
  unique (system, subject, kind, key)
);
create index exchange_out_waiting on message.exchange_out (system, next_at) where state = 'waiting';
create index exchange_out_open on message.exchange_out (system, subject, position) where state in ('waiting', 'failed');
create index exchange_out_listed on message.exchange_out (made_at desc, position desc);

-- Messages from outside systems: each once, by the sender's own name for it. The words are dropped once they have had
-- their effect; their hash stays.
create table message.exchange_in (
  id           uuid primary key,
  position     bigint not null default nextval('message.exchange_position'),
  system       text not null,
  kind         text not null,
  outside_id   text not null,
  subject      text,
  content      jsonb,
  content_hash bytea not null,
  state        text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'dropped')),
  attempts     int not null default 0,
  next_at      timestamptz not null,
  leased_until timestamptz,
  error        text,
  reason       text,
  made_at      timestamptz not null,
  done_at      timestamptz,
  unique (system, kind, outside_id)
);
create index exchange_in_waiting on message.exchange_in (system, next_at) where state = 'waiting';
create index exchange_in_open on message.exchange_in (system, made_at) where state in ('waiting', 'failed');
create index exchange_in_subject on message.exchange_in ((coalesce(subject, outside_id)));
create index exchange_in_listed on message.exchange_in (made_at desc, position desc);
create index exchange_out_subject on message.exchange_out (subject, position);

grant select, insert, update on message.exchange_system, message.exchange_line, message.exchange_out, message.exchange_in
  to {{app}};
grant select, delete on message.exchange_out, message.exchange_in to {{retention}};
