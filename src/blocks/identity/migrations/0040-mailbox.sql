-- An official mailbox belongs to a seat: whoever holds the seat reads it, and nobody after.
create table identity.mailbox (
  address      text primary key check (address = lower(address)),
  position     text not null unique,
  opened_at    timestamptz not null,
  suspended_at timestamptz
);

-- What a mail program signs in by: long, random, made by us, of one person and one mailbox. Only its hash is kept, in the
-- mail server's own notation.
create table identity.mail_password (
  address    text not null references identity.mailbox (address) on update cascade,
  account    text not null references identity.account (id),
  hash       text not null,
  created_at timestamptz not null,
  primary key (address, account)
);
grant select, insert, update, delete on identity.mailbox, identity.mail_password to {{app}};
