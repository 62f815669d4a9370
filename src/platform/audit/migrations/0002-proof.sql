-- What a call wrote, as SHA-256 of each thing's canonical form: so that the row, once sealed, binds the content too.
alter table audit.audit_row add column digests bytea[] not null default '{}';

-- The sealed rows in the order they were sealed: leaves of an RFC 6962 tree.
create table audit.audit_leaf (
  index  bigint primary key,
  row_id bigint not null unique references audit.audit_row (id),
  hash   bytea not null check (length(hash) = 32)
);

-- Complete subtrees above the leaves, so that a proof reads a few rows however long the history is.
create table audit.audit_node (
  level int not null check (level > 0),
  index bigint not null,
  hash  bytea not null check (length(hash) = 32),
  primary key (level, index)
);

-- Signed heads. The time stamp comes after, from an authority outside; nothing else of a head ever changes.
create table audit.tree_head (
  size       bigint primary key,
  root       bytea not null check (length(root) = 32),
  at         timestamptz not null,
  -- Whose history it is: the address of the installation when it signed.
  issuer     text not null,
  key_id     text not null,
  signature  bytea not null,
  stamp      bytea,
  stamped_by text,
  stamped_at timestamptz
);

-- Public halves of the keys that signed heads; a private half lies sealed in `platform.secret`.
create table audit.signing_key (
  id         text primary key,
  public_pem text not null,
  sealed     text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

-- Below `settled` every row that will ever be there is sealed: ids are taken before commit, so the mark follows only
-- when every transaction of its time is over. The nightly search for unsealed rows does not trust it.
create table audit.seal_mark (
  only_one boolean primary key default true check (only_one),
  settled  bigint not null default 0,
  next     bigint not null default 0,
  horizon  text not null default '0',
  marked_at timestamptz
);
insert into audit.seal_mark default values;

grant select, insert on audit.audit_leaf, audit.audit_node, audit.tree_head, audit.signing_key to {{app}};
grant update (stamp, stamped_by, stamped_at) on audit.tree_head to {{app}};
grant update (retired_at) on audit.signing_key to {{app}};
grant select, update on audit.seal_mark to {{app}};
