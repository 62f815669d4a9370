-- Under which rules online submission stands, from which day: 2022 the province's own portal, 2025 the National Portal.
create table organisation.regime (
  valid_from date primary key,
  regime     int not null check (regime in (2022, 2025)),
  -- Where the National Portal shows a procedure; {code} stands for the procedure's code.
  page       text,
  decision   text not null,
  set_by     text,
  set_at     timestamptz not null
);
grant select, insert, update on organisation.regime to {{app}};

-- Seats made before this release: who sees the lines to outside systems, and who may write down a reply that came on paper.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, g.permission, g.scope, p.valid_from, p.valid_to
from organisation.position p
join (values ('administrator', 'exchange.read', 'all'), ('administrator', 'exchange.change', 'all'),
  ('director', 'exchange.read', 'all'), ('head', 'dossier.recordSystemReply', 'agency')) as g(role, permission, scope)
  on g.role = any(p.roles)
on conflict do nothing;
