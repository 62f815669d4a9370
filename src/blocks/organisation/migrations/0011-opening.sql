-- A right to one thing for a short time, taken in an emergency with a reason: told to the head, listed, never changed.
-- `subject` is what it opens, named by the block whose thing it is; `agency` holds it.
create table organisation.opening (
  id         uuid primary key,
  account    text not null,
  position   text,
  acting_for text,
  permission text not null,
  subject    text not null,
  agency     text not null references organisation.agency (code),
  reason     text not null,
  opened_at  timestamptz not null,
  ends_at    timestamptz not null check (ends_at > opened_at)
);
create index opening_account on organisation.opening (account, subject, ends_at);
create index opening_agency on organisation.opening (agency, opened_at);
grant select, insert on organisation.opening to {{app}};
