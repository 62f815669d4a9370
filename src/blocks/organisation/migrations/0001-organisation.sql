create schema organisation;
grant usage on schema organisation to {{app}}, {{retention}};

-- Agencies as a tree, each dated [valid_from, valid_to). Codes never change and are never reused.
create table organisation.agency (
  code       text primary key,
  name       text not null,
  short_name text not null,
  name_en    text,
  kind       text not null check (kind in ('province','centre','department','central-branch','district','commune','desk')),
  parent     text references organisation.agency (code) deferrable initially deferred,
  valid_from date not null,
  valid_to   date check (valid_to > valid_from),
  successor  text references organisation.agency (code) deferrable initially deferred,
  address    text,
  gso        text,
  place      text
);

create table organisation.succession (
  from_code text not null,
  to_code   text not null,
  at        date not null,
  partial   boolean not null default false,
  primary key (from_code, to_code, at)
);

-- A seat. Rights hang on seats, people come and go.
create table organisation.position (
  id         text primary key,
  agency     text not null references organisation.agency (code),
  title      text not null,
  roles      text[] not null,
  valid_from date not null,
  valid_to   date
);
create index position_agency on organisation.position (agency);

create table organisation.holding (
  position    text not null references organisation.position (id),
  account     text not null,
  person_name text not null,
  valid_from  date not null,
  valid_to    date,
  primary key (position, account, valid_from)
);
create index holding_account on organisation.holding (account);

create table organisation.seat_grant (
  position   text not null references organisation.position (id),
  permission text not null,
  scope      text not null check (scope in ('own','assigned','agency','subtree','all')),
  valid_from date not null,
  valid_to   date,
  primary key (position, permission, scope, valid_from)
);

create table organisation.calendar (
  code text primary key,
  name text not null
);
create table organisation.calendar_year (
  calendar text not null references organisation.calendar (code),
  year     int not null,
  status   text not null check (status in ('published','provisional')),
  primary key (calendar, year)
);
create table organisation.calendar_day (
  calendar text not null references organisation.calendar (code),
  date     date not null,
  kind     text not null check (kind in ('off','working')),
  day_kind text not null default 'holiday',
  name     text not null,
  primary key (calendar, date)
);
create table organisation.calendar_hours (
  calendar   text not null references organisation.calendar (code),
  ordinal    int not null,
  valid_from date,
  valid_to   date,
  intervals  jsonb not null,
  primary key (calendar, ordinal)
);

grant select, insert, update on organisation.agency, organisation.succession, organisation.position, organisation.holding,
  organisation.seat_grant, organisation.calendar, organisation.calendar_year, organisation.calendar_hours to {{app}};
grant select, insert, update, delete on organisation.calendar_day to {{app}};
