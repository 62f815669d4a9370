-- What those who watch over the departments do: remind them, and know early what is likely to be late.

-- One reminder (đôn đốc) of an agency, of all it is late or soon late with, or of one dossier.
create table dossier.reminder (
  id         uuid primary key default gen_random_uuid(),
  agency     text not null,
  dossier_id uuid references dossier.dossier (id),
  -- The local day it was given on.
  day        date not null,
  note       text,
  -- What stood there when it was given.
  late       int not null,
  soon       int not null,
  likely     int not null,
  by_account text not null,
  by_agency  text,
  by_title   text,
  at         timestamptz not null,
  -- Given once more on the same day, on purpose.
  again      boolean not null default false,
  seen_at    timestamptz,
  seen_by    text,
  reply      text,
  replied_at timestamptz
);
-- Once a day for an agency and for a dossier, unless on purpose: two clicks at once make one reminder.
create unique index reminder_once on dossier.reminder (agency, coalesce(dossier_id, '00000000-0000-0000-0000-000000000000'), day)
  where not again;
create index reminder_agency on dossier.reminder (agency, at desc);

-- How long steps took, by the month their dossier ended: of every dossier that stood in `state` at this agency, how much
-- working time the step took (half hours, then doubling), and what share of its term was used from entering the step to
-- the end (fortieths, the last is all beyond). Counts add up over months, agencies and procedures.
create table dossier.step_history (
  month     date not null,
  agency    text not null,
  procedure text not null,
  state     text not null,
  steps     int[] not null,
  rests     int[] not null,
  primary key (month, agency, procedure, state)
);
-- How what the histories say is scaled to what happened, fitted from forecasts of the last two months.
create table dossier.risk_scale (
  one   boolean primary key default true check (one),
  slope double precision not null,
  shift double precision not null,
  at    timestamptz not null
);
-- Up to where what has ended is counted in step_history.
create table dossier.history_mark (
  one   boolean primary key default true check (one),
  until timestamptz not null
);

-- How likely each open dossier is late, where that is worth telling; weighed anew by a job.
create table dossier.dossier_risk (
  dossier_id  uuid primary key references dossier.dossier (id) on delete cascade,
  agency      text not null,
  probability real not null check (probability between 0 and 1),
  likely      boolean not null,
  -- The step it was weighed in: after a move it says nothing until weighed again.
  seq         int not null,
  -- What it rests on: the step's usual working time and what was left, minutes; how many such dossiers are known.
  usual       int not null,
  time_left   int not null,
  known       int not null,
  at          timestamptz not null
);
create index dossier_risk_likely on dossier.dossier_risk (agency) where likely;

grant select, insert, update on dossier.reminder, dossier.step_history, dossier.history_mark, dossier.risk_scale to {{app}};
grant select, insert, update, delete on dossier.dossier_risk to {{app}};
