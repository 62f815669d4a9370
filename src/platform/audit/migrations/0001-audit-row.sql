create schema if not exists audit;
grant usage on schema audit to {{app}}, {{retention}};

-- One row a call, in the call's own transaction; the app may add and read, never change (design: append-only by grant).
create table audit.audit_row (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  operation  text not null,
  outcome    text not null check (outcome in ('done', 'refused')),
  actor_kind text not null,
  account    text,
  position   text,
  agency     text,
  subjects   text[] not null default '{}',
  wording    text not null,
  request_id text
);
create index audit_row_subjects on audit.audit_row using gin (subjects) where subjects <> '{}';
create index audit_row_account on audit.audit_row (account, at) where account is not null;
grant select, insert on audit.audit_row to {{app}};
