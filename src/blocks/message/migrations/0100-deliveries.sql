-- What was told, and each way by which it goes to the person. `listed` notices stand on the tracking page.
alter table message.notice
  add column kind text not null default 'news',
  add column listed boolean not null default true;

-- One notice on its way by one channel. Words and address go when retention is over; the link, which may hold a secret,
-- goes as soon as it was handed on.
create table message.delivery (
  id          uuid primary key default gen_random_uuid(),
  notice      bigint not null references message.notice (id) on delete cascade,
  channel     text not null check (channel in ('email', 'sms', 'zalo')),
  address     text not null,
  lang        text not null check (lang in ('vi', 'en')),
  title       text not null,
  body        text not null,
  link        text,
  state       text not null default 'waiting' check (state in ('waiting', 'sent', 'delivered', 'failed')),
  -- Not before this moment: quiet hours, or the pause before the next try.
  due_at      timestamptz not null,
  tries       int not null default 0,
  -- Raised by a person who has it sent again; part of the reference the provider knows it by.
  round       int not null default 1,
  reference   text unique,
  reason      text,
  created_at  timestamptz not null,
  sent_at     timestamptz,
  settled_at  timestamptz,
  unique (notice, channel)
);
create index delivery_state on message.delivery (state, created_at desc, id desc);
create index delivery_made on message.delivery (created_at desc, id desc);

-- Words changed by an official; what is not here is as the release ships it.
create table message.template (
  kind       text not null,
  form       text not null check (form in ('email', 'short')),
  lang       text not null check (lang in ('vi', 'en')),
  title      text not null,
  body       text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (kind, form, lang)
);

-- Who wants to be told how: `dossier:<code>` or `account:<id>`.
create table message.preference (
  owner       text primary key,
  channels    text[] not null,
  lang        text not null check (lang in ('vi', 'en')),
  -- Mail, too, waits out the quiet hours.
  quiet_email boolean not null default false,
  changed_at  timestamptz not null
);

-- The channels this installation has. The provider's secret is sealed by the vault.
create table message.channel (
  channel text primary key check (channel in ('email', 'sms', 'zalo')),
  enabled boolean not null,
  address text,
  sender  text,
  secret  text
);

create table message.quiet_hours (
  one    boolean primary key default true check (one),
  starts text not null check (starts ~ '^\d\d:\d\d$'),
  ends   text not null check (ends ~ '^\d\d:\d\d$')
);
insert into message.quiet_hours (starts, ends) values ('21:00', '07:00');

grant select, insert, update on message.delivery, message.template, message.preference, message.channel to {{app}};
grant delete on message.template to {{app}};
grant select, update on message.quiet_hours to {{app}};
grant select, delete on message.delivery, message.preference to {{retention}};

-- Seats made before this release.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'notice.administer', 'all', p.valid_from, p.valid_to from organisation.position p where 'administrator' = any(p.roles)
on conflict do nothing;
