create schema if not exists platform;
grant usage on schema platform to {{app}}, {{retention}};

-- A call is known by who makes it, what it does and the key they chose; only successes are kept (30 days).
create table platform.idempotency (
  caller    text not null,
  operation text not null,
  key       text not null check (length(key) between 1 and 200),
  body_hash bytea not null,
  status    smallint,
  answer    jsonb,
  at        timestamptz not null,
  primary key (caller, operation, key)
);
create index idempotency_at on platform.idempotency (at);
grant select, insert, update, delete on platform.idempotency to {{app}};

-- Counted attempts per window (sign-in, public look-ups). Losing it in a crash harms nobody.
create unlogged table platform.attempt (
  subject text not null,
  window_start timestamptz not null,
  count int not null default 1,
  primary key (subject, window_start)
);
grant select, insert, update, delete on platform.attempt to {{app}};
