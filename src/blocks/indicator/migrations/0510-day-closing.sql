-- A day of the provincial centre as its director closed it: the figures as they stood, frozen. Opened again with a reason
-- it stays as it was, and closing it once more makes a row of its own.
create table indicator.day_closing (
  id          uuid primary key default gen_random_uuid(),
  day         date not null,
  figures     jsonb not null,
  closed_at   timestamptz not null,
  closed_by   text not null,
  closer      text not null,
  reopened_at timestamptz,
  reopened_by text,
  reason      text,
  check ((reopened_at is null) = (reason is null))
);
create unique index day_closed_once on indicator.day_closing (day) where reopened_at is null;
grant select, insert, update on indicator.day_closing to {{app}};
