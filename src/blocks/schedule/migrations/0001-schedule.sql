create schema schedule;
grant usage on schema schedule to {{app}}, {{retention}};

-- One reception desk an agency. Its hours are its own and do not move any legal clock.
create table schedule.desk (
  agency             text primary key references organisation.agency (code),
  open               boolean not null default true,
  notice             text,
  hours              jsonb not null,
  closures           jsonb not null default '[]',
  slot_minutes       int not null check (slot_minutes between 5 and 240),
  days_ahead         int not null check (days_ahead between 1 and 90),
  bookings_per_phone int not null check (bookings_per_phone between 1 and 20),
  early_minutes      int not null check (early_minutes between 0 and 240),
  late_minutes       int not null check (late_minutes between 0 and 240),
  appointment_lead   int not null check (appointment_lead between 0 and 240),
  priorities         jsonb not null,
  keep_days          int not null check (keep_days between 1 and 366)
);

-- What people come for. `fields`: fields of procedures that are booked into it; none: whatever no other queue names.
create table schedule.queue (
  agency        text not null references schedule.desk (agency),
  key           text not null,
  prefix        text not null,
  name          text not null,
  name_en       text,
  fields        text[] not null,
  slot_capacity int not null check (slot_capacity between 0 and 500),
  ordinal       int not null,
  active        boolean not null default true,
  primary key (agency, key)
);
-- Two queues in use never give the same number; a prefix may come back after its queue is gone.
create unique index queue_prefix on schedule.queue (agency, prefix) where active;

-- Where people are served; `officers`: the agency whose officers sit there.
create table schedule.counter (
  agency   text not null references schedule.desk (agency),
  number   int not null check (number between 1 and 999),
  name     text not null,
  officers text not null references organisation.agency (code),
  queues   text[] not null,
  active   boolean not null default true,
  primary key (agency, number)
);

-- An officer at a counter, for a while of one day.
create table schedule.opening (
  id        uuid primary key,
  agency    text not null,
  counter   int not null,
  day       date not null,
  account   text not null,
  position  text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  foreign key (agency, counter) references schedule.counter (agency, number)
);
create unique index opening_counter on schedule.opening (agency, counter) where closed_at is null;
create unique index opening_account on schedule.opening (account) where closed_at is null;

-- The last number given: one row lock, so numbers have no gap and no repeat.
create table schedule.ticket_count (
  agency text not null,
  queue  text not null,
  day    date not null,
  last   int not null,
  primary key (agency, queue, day)
);

-- A number in somebody's hand. It holds nothing about the person.
create table schedule.ticket (
  id            uuid primary key,
  agency        text not null,
  queue         text not null,
  day           date not null,
  number        int not null,
  label         text not null,
  in_queue      text not null,
  only_counter  int,
  priority      text,
  slot_at       timestamptz,
  taken_at      timestamptz not null,
  waiting_since timestamptz not null,
  state         text not null default 'waiting' check (state in ('waiting', 'called', 'finished', 'skipped', 'left')),
  secret        text not null unique,
  unique (agency, queue, day, number),
  foreign key (agency, queue) references schedule.queue (agency, key)
);
create index ticket_waiting on schedule.ticket (agency, day) where state in ('waiting', 'called', 'skipped');
create index ticket_unfinished on schedule.ticket (day) where state in ('waiting', 'called', 'skipped');

-- A number called to a counter, until it was finished, skipped or sent on: what figures are counted from.
create table schedule.ticket_call (
  id             uuid primary key,
  ticket         uuid not null references schedule.ticket (id),
  opening        uuid not null references schedule.opening (id),
  agency         text not null,
  counter        int not null,
  queue          text not null,
  day            date not null,
  waiting_since  timestamptz not null,
  called_at      timestamptz not null,
  last_called_at timestamptz not null,
  calls          int not null default 1,
  ended_at       timestamptz,
  ending         text check (ending in ('finished', 'skipped', 'transferred', 'left')),
  dossiers       text[] not null default '{}',
  check ((ended_at is null) = (ending is null))
);
-- One number stands at one counter, one counter serves one number.
create unique index ticket_call_ticket on schedule.ticket_call (ticket) where ended_at is null;
create unique index ticket_call_opening on schedule.ticket_call (opening) where ended_at is null;
create index ticket_call_day on schedule.ticket_call (agency, day, counter);
create index ticket_call_finished on schedule.ticket_call (agency, ended_at) where ending = 'finished';

-- How many have booked a slot: one row lock, never over capacity.
create table schedule.slot_count (
  agency text not null,
  queue  text not null,
  at     timestamptz not null,
  taken  int not null,
  primary key (agency, queue, at)
);

-- An appointment. Name and telephone are erased when the desk's days of keeping are over.
create table schedule.booking (
  id           uuid primary key,
  agency       text not null,
  queue        text not null,
  procedure    text,
  day          date not null,
  slot_at      timestamptz not null,
  code         text not null,
  secret       text not null unique,
  name         text,
  phone        text,
  state        text not null default 'booked' check (state in ('booked', 'cancelled', 'arrived')),
  ticket       uuid references schedule.ticket (id),
  made_at      timestamptz not null,
  cancelled_at timestamptz,
  unique (agency, day, code),
  foreign key (agency, queue) references schedule.queue (agency, key)
);
create index booking_phone on schedule.booking (phone, slot_at) where state = 'booked';
create index booking_kept on schedule.booking (slot_at) where phone is not null;

grant select, insert, update on all tables in schema schedule to {{app}};
grant delete on schedule.slot_count, schedule.ticket_count to {{app}};

-- Seats made before this release: who receives calls numbers, who heads or administers sets the desk up.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'schedule.serve', 'agency', p.valid_from, p.valid_to from organisation.position p where 'counter' = any(p.roles)
on conflict do nothing;
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'schedule.change', case when 'administrator' = any(p.roles) then 'all' else 'agency' end, p.valid_from, p.valid_to
from organisation.position p where p.roles && array['administrator', 'director', 'head']
on conflict do nothing;
