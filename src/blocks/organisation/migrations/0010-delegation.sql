-- One seat lent for a time: its holder stays answerable, the other acts for them. Days are [valid_from, valid_to).
-- Names the seat as it was; after a merger its heir's rights are what is lent.
create table organisation.delegation (
  id           uuid primary key,
  position     text not null references organisation.position (id),
  from_account text not null,
  to_account   text not null check (to_account <> from_account),
  -- Null: all that the seat may do.
  permissions  text[] check (permissions <> '{}'),
  valid_from   date not null,
  valid_to     date not null check (valid_to > valid_from),
  reason       text not null,
  made_at      timestamptz not null,
  revoked_at   timestamptz,
  revoked_by   text
);
create index delegation_to on organisation.delegation (to_account, valid_to);
create index delegation_from on organisation.delegation (from_account, valid_to);
create index delegation_position on organisation.delegation (position);

-- What the province allows; one row.
create table organisation.delegation_rule (
  only_one boolean primary key default true check (only_one),
  max_days int not null default 28 check (max_days between 1 and 366)
);
insert into organisation.delegation_rule default values;

grant select, insert on organisation.delegation to {{app}};
grant update (revoked_at, revoked_by) on organisation.delegation to {{app}};
grant select on organisation.delegation_rule to {{app}};
grant update (max_days) on organisation.delegation_rule to {{app}};
