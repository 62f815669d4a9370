-- Which agency went up in which, by whose decision: carried out once. What a release knows beforehand (valid_to,
-- successor, succession) is a plan until its row stands here.
create table organisation.merger (
  from_code  text primary key references organisation.agency (code),
  into_code  text not null references organisation.agency (code),
  at         date not null,
  decision   text not null,
  seats      text not null check (seats in ('move', 'end')),
  decided_at timestamptz not null,
  decided_by text
);
grant select, insert on organisation.merger to {{app}};
grant delete on organisation.succession to {{app}};

-- The seat whose work this one goes on with after a merger.
alter table organisation.position add column predecessor text references organisation.position (id);
create unique index position_predecessor on organisation.position (predecessor) where predecessor is not null;
