-- Public post: how the carrier is reached, what goes and comes by it, and what the carrier told. The carrier's secret is
-- sealed by the vault.
create table dossier.carrier (
  one     boolean primary key default true check (one),
  name    text not null,
  address text not null,
  client  text not null,
  secret  text not null,
  enabled boolean not null default true
);

-- One parcel of a dossier: `out` brings the result home, `in` brings papers to the desk.
create table dossier.parcel (
  id          uuid primary key default gen_random_uuid(),
  dossier_id  uuid references dossier.dossier (id),
  direction   text not null check (direction in ('in', 'out')),
  -- The desk it leaves from or comes to.
  desk        text not null,
  number      text,
  state       text not null default 'asked'
    check (state in ('asked', 'created', 'handedOver', 'moving', 'delivered', 'returning', 'cameBack', 'lost', 'cancelled')),
  pick_up     boolean not null default false,
  reason      text,
  batch       uuid,
  made_at     timestamptz not null,
  made_by     text,
  moved_at    timestamptz not null,
  -- When somebody dealt with what came back, was lost, or arrived at the desk.
  settled_at  timestamptz,
  unique (number)
);
create index parcel_dossier on dossier.parcel (dossier_id);
create index parcel_desk on dossier.parcel (desk, direction, state, made_at desc);
create unique index parcel_one_out on dossier.parcel (dossier_id) where direction = 'out'
  and state in ('asked', 'created', 'handedOver', 'moving', 'returning');

-- Where it goes: written by people, erased with the rest when retention is over.
create table dossier.parcel_address (
  parcel  uuid primary key references dossier.parcel (id) on delete cascade,
  name    text not null,
  phone   text not null,
  address text not null
);

-- What the carrier told, each once by its own id.
create table dossier.parcel_event (
  parcel uuid not null references dossier.parcel (id) on delete cascade,
  id     text not null,
  at     timestamptz not null,
  code   text not null,
  place  text,
  reason text,
  told_at timestamptz not null,
  primary key (parcel, id)
);

-- What was handed to the postman at once, with the list both keep.
create table dossier.parcel_batch (
  id     uuid primary key default gen_random_uuid(),
  desk   text not null,
  number text not null,
  at     timestamptz not null,
  by     text,
  unique (number)
);

grant select, insert, update on dossier.carrier, dossier.parcel, dossier.parcel_address, dossier.parcel_batch to {{app}};
grant select, insert on dossier.parcel_event to {{app}};
grant select, delete on dossier.parcel_address to {{retention}};
grant select on dossier.parcel to {{retention}};

-- Seats made before this release.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, 'post.handle', 'agency', p.valid_from, p.valid_to from organisation.position p where 'counter' = any(p.roles)
on conflict do nothing;

-- Results that wait for the post, by the desk that gives them.
create index dossier_to_post on dossier.dossier (return_desk) where return_by = 'post' and status = 9 and returned_at is null;
