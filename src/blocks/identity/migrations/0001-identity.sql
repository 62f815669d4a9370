create schema identity;
grant usage on schema identity to {{app}}, {{retention}};

create table identity.account (
  id            text primary key,
  user_name     text not null unique,
  name          text not null,
  kind          text not null check (kind in ('officer', 'citizen')),
  password_hash text not null,
  created_at    timestamptz not null,
  closed_at     timestamptz
);

-- The cookie holds the token, the row its hash: a copy of the database signs nobody in.
create table identity.session (
  token_hash bytea primary key,
  account    text not null references identity.account (id),
  position   text,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  origin     text not null
);
create index session_account on identity.session (account);

-- What oidc-provider keeps (its adapter): tokens, grants, keys by model and id.
create table identity.oidc_record (
  model      text not null,
  id         text not null,
  payload    jsonb not null,
  grant_id   text,
  uid        text,
  user_code  text,
  consumed   boolean not null default false,
  expires_at timestamptz,
  primary key (model, id)
);
create index oidc_record_grant on identity.oidc_record (grant_id) where grant_id is not null;
create index oidc_record_expires on identity.oidc_record (expires_at);

-- Private keys our provider signs with; rotated by adding one.
create table identity.signing_key (
  kid        text primary key,
  jwk        jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

grant select, insert, update on identity.account, identity.signing_key to {{app}};
grant select, insert, update, delete on identity.session, identity.oidc_record to {{app}};
