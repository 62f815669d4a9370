create schema message;
grant usage on schema message to {{app}}, {{retention}};

-- What was told to whom about what. `event` makes telling it twice impossible.
create table message.notice (
  id       bigint generated always as identity primary key,
  subject  text not null,
  event    text not null,
  text     text not null,
  at       timestamptz not null,
  email    text,
  state    text not null default 'shown' check (state in ('shown', 'sent', 'failed')),
  unique (subject, event)
);
grant select, insert, update on message.notice to {{app}};
grant select, delete on message.notice to {{retention}};
