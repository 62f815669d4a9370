-- Our provider for people: clients beside the first-party surface, audiences, secrets shared by every process.
create table identity.client (
  id                    text primary key,
  name                  text not null,
  secret                text not null,
  redirect_uris         text[] not null,
  post_logout_uris      text[] not null default '{}',
  -- OpenID scopes (profile, email…) and permissions of our API that its users may lend it.
  scopes                text[] not null,
  backchannel_logout_uri text,
  agency                text,
  created_at            timestamptz not null,
  closed_at             timestamptz
);
-- Audiences beside our own API: services of other systems that check a signed token by themselves.
create table identity.resource (
  id         text primary key,
  name       text not null,
  scopes     text[] not null,
  created_at timestamptz not null
);
-- Keys of cookies, secret of the surfaces' own client; made on first start.
create table identity.provider_secret (
  name       text primary key,
  value      text not null,
  created_at timestamptz not null
);
create index oidc_record_uid on identity.oidc_record (uid) where uid is not null;
create index oidc_record_account on identity.oidc_record ((payload ->> 'accountId')) where model in ('Session', 'Grant');

-- A session is named by an id that may be shown; the token stays with the browser.
alter table identity.session
  add column id uuid not null default gen_random_uuid(),
  -- The provider's own session behind it: ending one ends the other.
  add column provider_session text,
  add column assurance smallint not null default 1 check (assurance between 1 and 3),
  add column way text not null default 'password',
  add column agent text not null default '';
create unique index session_id on identity.session (id);
create index session_provider on identity.session (provider_session) where provider_session is not null;

grant select, insert, update on identity.client, identity.resource, identity.provider_secret to {{app}};
