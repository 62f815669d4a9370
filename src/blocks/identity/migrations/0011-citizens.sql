-- Citizens and companies: who they are, how well that is proved, which outside identities are theirs.
alter table identity.account alter column password_hash drop not null;
alter table identity.account drop constraint account_kind_check;
alter table identity.account
  add constraint account_kind_check check (kind in ('officer', 'citizen', 'company')),
  add column citizen_number text,
  add column tax_code text,
  -- The person who acts for a company.
  add column represented_by text,
  add column birth_date date,
  add column phone text,
  add column email text,
  -- 1 said by oneself, 2 seen at a counter or level 1 of the nation's identity, 3 its level 2.
  add column assurance smallint not null default 1 check (assurance between 1 and 3),
  -- Null while the citizen number is only what somebody typed.
  add column proved_by text check (proved_by in ('counter', 'nation'));
create unique index account_citizen_number on identity.account (citizen_number)
  where citizen_number is not null and kind = 'citizen' and closed_at is null;
create unique index account_tax_code on identity.account (tax_code)
  where tax_code is not null and kind = 'company' and closed_at is null;

-- An identity at an outside provider (issuer and its subject) and the account it opens.
create table identity.link (
  issuer    text not null,
  subject   text not null,
  account   text not null references identity.account (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index link_account on identity.link (account);

-- The nation's providers as this installation reaches them: settings, changed by an administrator.
create table identity.outside_provider (
  key           text primary key,
  name          text not null,
  issuer        text not null,
  client_id     text not null,
  client_secret text not null,
  enabled       boolean not null default true
);

-- What somebody has begun and must come back for, found by the hash of a secret they hold.
create table identity.pending (
  token_hash bytea primary key,
  kind       text not null check (kind in ('surface', 'nation', 'join', 'sign-up', 'activation')),
  content    jsonb not null,
  tries      int not null default 0,
  expires_at timestamptz not null
);
create index pending_expires on identity.pending (expires_at);

grant select, insert, update, delete on identity.pending, identity.link, identity.outside_provider to {{app}};

-- Seats made before this release: the counter opens citizens' accounts, the administrator turns keys.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'identity.openCitizen', 'agency', p.valid_from, p.valid_to from organisation.position p where 'counter' = any(p.roles)
union all
select p.id, 'identity.administer', 'all', p.valid_from, p.valid_to from organisation.position p where 'administrator' = any(p.roles)
on conflict do nothing;
