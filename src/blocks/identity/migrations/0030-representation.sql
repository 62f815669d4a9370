-- Who may ask in whose name: a company's officer, a child's parent, who helps an elder. In force from acceptance by the
-- represented, or from a counter that saw the proof; days are [valid_from, valid_to).
create table identity.representation (
  id             uuid primary key,
  representative text not null,
  kind           text not null check (kind in ('company', 'child', 'elder', 'other')),
  -- The represented: citizen number or tax code; null for a child who has none yet.
  number         text,
  -- As a counter read it on the proof, or as the represented account is called; null until accepted.
  name           text,
  -- Null: every procedure.
  procedures     text[] check (procedures <> '{}'),
  -- Content hash of the proof, when one was handed in.
  proof          text,
  valid_from     date not null,
  valid_to       date not null check (valid_to > valid_from),
  asked_at       timestamptz not null,
  accepted_at    timestamptz,
  accepted_by    text,
  -- The counter that registered it.
  agency         text,
  ended_at       timestamptz,
  ended_by       text,
  check (accepted_at is null or name is not null)
);
create index representation_representative on identity.representation (representative);
create index representation_number on identity.representation (number) where number is not null;
grant select, insert on identity.representation to {{app}};
grant update (name, accepted_at, accepted_by, ended_at, ended_by) on identity.representation to {{app}};
