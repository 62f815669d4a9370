-- What a seat is equipped with, from when to when: counted for the shares of staff with a computer and Internet.
create table organisation.equipment (
  position   text not null references organisation.position (id),
  kind       text not null check (kind in ('computer', 'internet')),
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from),
  primary key (position, kind, valid_from)
);

-- Since when, until when an officer can sign in: told by who opens and closes accounts.
create table organisation.staff_account (
  account    text not null,
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from),
  primary key (account, valid_from)
);
grant select, insert, update on organisation.equipment, organisation.staff_account to {{app}};

-- Seats made before this release: the administrator reads the audit.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'audit.read', 'all', p.valid_from, p.valid_to from organisation.position p where 'administrator' = any(p.roles)
on conflict do nothing;
