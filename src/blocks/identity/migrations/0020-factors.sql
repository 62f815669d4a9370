-- Second factors: passkeys, authenticator apps (TOTP), recovery codes; who must have one; browsers that showed one.
create table identity.passkey (
  -- The credential's own id, base64url.
  id         text primary key,
  account    text not null references identity.account (id),
  name       text not null,
  public_key bytea not null,
  counter    bigint not null,
  transports text[] not null default '{}',
  backed_up  boolean not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  -- Its counter once went back: a copy of it exists, neither is believed any more.
  cloned_at  timestamptz
);
create index passkey_account on identity.passkey (account);

create table identity.totp (
  account    text primary key references identity.account (id),
  -- Sealed by the installation's vault under `totp:<account>`.
  secret     text not null,
  -- The step of the last code taken: each code opens once.
  last_step  bigint not null,
  created_at timestamptz not null,
  used_at    timestamptz
);

-- Salted hashes of codes that are 80 random bits each.
create table identity.recovery_code (
  account    text not null references identity.account (id),
  salt       bytea not null,
  hash       bytea not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (account, hash)
);

-- Browsers that have shown a second factor of this account: their attempts are counted by themselves.
create table identity.known_device (
  token_hash bytea not null,
  account    text not null references identity.account (id),
  seen_at    timestamptz not null,
  primary key (token_hash, account)
);

-- Which roles must have a second factor, and from which day; one row.
create table identity.policy (
  one   boolean primary key default true check (one),
  roles text[] not null,
  since date not null
);

alter table identity.session
  add column factor text check (factor in ('passkey', 'totp', 'recovery')),
  add column factor_at timestamptz;

alter table identity.pending drop constraint pending_kind_check;
alter table identity.pending add constraint pending_kind_check check
  (kind in ('surface', 'nation', 'join', 'sign-up', 'activation', 'second', 'passkey', 'totp', 'raise'));

grant select, insert, update, delete on identity.passkey, identity.totp, identity.recovery_code, identity.known_device to {{app}};
grant select, insert, update on identity.policy to {{app}};
