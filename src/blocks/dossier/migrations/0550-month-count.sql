-- Figures of a whole province are asked each minute over a million dossiers: what each dossier counts for is kept by
-- agency, procedure and local month, written by the very statement that changes the dossier. A change is a line of its
-- own in month_change (no two officers wait for one row); a job folds lines into month_count, and readers add both.
create table dossier.month_count (
  agency      text not null,
  procedure   text not null,
  month       date not null,
  -- In the month of acceptance: how it came, and what became of its papers since.
  received    int not null default 0,
  counter     int not null default 0,
  online      int not null default 0,
  post        int not null default 0,
  digitised   int not null default 0,
  reused      int not null default 0,
  shared      int not null default 0,
  synced      int not null default 0,
  -- Its papers digitised here and its result given as a file.
  digital     int not null default 0,
  -- In the month of its end.
  finished    int not null default 0,
  early       int not null default 0,
  on_time     int not null default 0,
  late        int not null default 0,
  withdrawn   int not null default 0,
  stopped     int not null default 0,
  resulted    int not null default 0,
  -- Begins and ends to be past due while open, where a month's end lies between: their running sum is what was open
  -- and past due when a month ended.
  overdue_in  int not null default 0,
  overdue_out int not null default 0,
  -- From acceptance to the end, seconds, nights and pauses included.
  elapsed     bigint not null default 0,
  primary key (agency, procedure, month)
);
create table dossier.month_change (like dossier.month_count including defaults);

-- What one dossier counts for (sign 1), or counted for before a change (sign -1): nothing before it is accepted, and
-- nothing of a part of a joint dossier.
create function dossier.counts_for(sign int, dossier uuid, agency text, procedure text, channel text, status smallint,
  accepted_at timestamptz, finished_at timestamptz, first_due_at timestamptz, clock_runs boolean, timeliness text,
  outcome text, is_part boolean)
returns setof dossier.month_change language sql stable as $$
  with months as (
    select date_trunc('month', accepted_at at time zone 'Asia/Ho_Chi_Minh')::date as accepted,
      date_trunc('month', finished_at at time zone 'Asia/Ho_Chi_Minh')::date as ended,
      date_trunc('month', first_due_at at time zone 'Asia/Ho_Chi_Minh')::date as due
    where accepted_at is not null and not is_part),
  papers as (
    select coalesce(bool_or(how = 'digitised'), false)::int as digitised,
      coalesce(bool_or(how in ('reused', 'shared')), false)::int as reused,
      coalesce(bool_or(how = 'shared'), false)::int as shared
    from dossier.paper_use u where u.dossier_id = dossier),
  told as (
    select count(*)::int as synced from dossier.exchange_record e
    where e.dossier_id = dossier and e.registered_at is not null),
  overdue as (
    select due, ended from months where ended > due or (ended is null and clock_runs and due is not null))
  select agency, procedure, accepted, sign, (channel = 'counter')::int * sign, (channel = 'online')::int * sign, (channel = 'post')::int * sign,
    digitised * sign, reused * sign, shared * sign, synced * sign,
    (digitised > 0 and outcome is not null)::int * sign, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0::bigint
    from months, papers, told
  union all
  select agency, procedure, ended, 0, 0, 0, 0, 0, 0, 0, 0, 0, sign, coalesce((timeliness = 'early')::int, 0) * sign,
    coalesce((timeliness = 'onTime')::int, 0) * sign, coalesce((timeliness = 'late')::int, 0) * sign,
    (status = 7)::int * sign, (status = 8)::int * sign, (outcome is not null)::int * sign, 0, 0,
    extract(epoch from finished_at - accepted_at)::bigint * sign
    from months where ended is not null
  union all
  select agency, procedure, due, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sign, 0, 0::bigint from overdue
  union all
  select agency, procedure, ended, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sign, 0::bigint from overdue where ended is not null
$$;

create function dossier.count_new() returns trigger language plpgsql as $$
begin
  insert into dossier.month_change
  select c.agency, c.procedure, c.month, sum(c.received), sum(c.counter), sum(c.online), sum(c.post), sum(c.digitised), sum(c.reused), sum(c.shared),
    sum(c.synced), sum(c.digital), sum(c.finished), sum(c.early), sum(c.on_time), sum(c.late), sum(c.withdrawn),
    sum(c.stopped), sum(c.resulted), sum(c.overdue_in), sum(c.overdue_out), sum(c.elapsed)
  from fresh d, dossier.counts_for(1, d.id, d.agency, d.procedure, d.channel, d.status, d.accepted_at, d.finished_at,
    d.first_due_at, d.clock_runs, d.timeliness, d.outcome, d.is_part) c
  where d.accepted_at is not null
  group by 1, 2, 3;
  return null;
end $$;
create trigger dossier_counted_new after insert on dossier.dossier
  referencing new table as fresh for each statement execute function dossier.count_new();

create function dossier.count_changed() returns trigger language plpgsql as $$
begin
  insert into dossier.month_change
  select c.agency, c.procedure, c.month, sum(c.received), sum(c.counter), sum(c.online), sum(c.post), sum(c.digitised), sum(c.reused), sum(c.shared),
    sum(c.synced), sum(c.digital), sum(c.finished), sum(c.early), sum(c.on_time), sum(c.late), sum(c.withdrawn),
    sum(c.stopped), sum(c.resulted), sum(c.overdue_in), sum(c.overdue_out), sum(c.elapsed)
  from (
    select * from dossier.counts_for(-1, old.id, old.agency, old.procedure, old.channel, old.status, old.accepted_at, old.finished_at,
    old.first_due_at, old.clock_runs, old.timeliness, old.outcome, old.is_part)
    union all
    select * from dossier.counts_for(1, new.id, new.agency, new.procedure, new.channel, new.status, new.accepted_at, new.finished_at,
    new.first_due_at, new.clock_runs, new.timeliness, new.outcome, new.is_part)) c
  group by 1, 2, 3
  having sum(c.received) <> 0 or sum(c.counter) <> 0 or sum(c.online) <> 0 or sum(c.post) <> 0 or sum(c.digitised) <> 0 or sum(c.reused) <> 0 or sum(c.shared) <> 0 or sum(c.synced) <> 0 or sum(c.digital) <> 0
    or sum(c.finished) <> 0 or sum(c.early) <> 0 or sum(c.on_time) <> 0 or sum(c.late) <> 0 or sum(c.withdrawn) <> 0 or sum(c.stopped) <> 0 or sum(c.resulted) <> 0 or sum(c.overdue_in) <> 0 or sum(c.overdue_out) <> 0 or sum(c.elapsed) <> 0;
  return null;
end $$;
create trigger dossier_counted_change after update on dossier.dossier for each row
  when (old.accepted_at is distinct from new.accepted_at or old.finished_at is distinct from new.finished_at
    or old.first_due_at is distinct from new.first_due_at or old.clock_runs is distinct from new.clock_runs
    or old.agency is distinct from new.agency or old.timeliness is distinct from new.timeliness
    or old.outcome is distinct from new.outcome or old.is_part is distinct from new.is_part
    or (old.status is distinct from new.status and (old.status in (7, 8) or new.status in (7, 8))))
  execute function dossier.count_changed();

-- What a dossier's papers and its telling to the National Portal add, the first time each is so.
create function dossier.count_paper() returns trigger language plpgsql as $$
begin
  insert into dossier.month_change (agency, procedure, month, digitised, digital, reused, shared)
  select d.agency, d.procedure, date_trunc('month', d.accepted_at at time zone 'Asia/Ho_Chi_Minh')::date,
    (new.how = 'digitised' and not before.digitised)::int,
    (new.how = 'digitised' and not before.digitised and d.outcome is not null)::int,
    (new.how in ('reused', 'shared') and not before.reused)::int,
    (new.how = 'shared' and not before.shared)::int
  from dossier.dossier d, (
    select coalesce(bool_or(how = 'digitised'), false) as digitised,
      coalesce(bool_or(how in ('reused', 'shared')), false) as reused,
      coalesce(bool_or(how = 'shared'), false) as shared
    from dossier.paper_use u where u.dossier_id = new.dossier_id and u.id < new.id) before
  where d.id = new.dossier_id and d.accepted_at is not null and not d.is_part;
  return null;
end $$;
create trigger paper_use_counted after insert on dossier.paper_use for each row
  when (new.how <> 'result') execute function dossier.count_paper();

create function dossier.count_told() returns trigger language plpgsql as $$
begin
  insert into dossier.month_change (agency, procedure, month, synced)
  select d.agency, d.procedure, date_trunc('month', d.accepted_at at time zone 'Asia/Ho_Chi_Minh')::date, 1
  from dossier.dossier d where d.id = new.dossier_id and d.accepted_at is not null and not d.is_part;
  return null;
end $$;
create trigger exchange_told_new after insert on dossier.exchange_record for each row
  when (new.registered_at is not null) execute function dossier.count_told();
create trigger exchange_told after update on dossier.exchange_record for each row
  when (old.registered_at is null and new.registered_at is not null) execute function dossier.count_told();

insert into dossier.month_count
select c.agency, c.procedure, c.month, sum(c.received), sum(c.counter), sum(c.online), sum(c.post), sum(c.digitised), sum(c.reused), sum(c.shared),
  sum(c.synced), sum(c.digital), sum(c.finished), sum(c.early), sum(c.on_time), sum(c.late), sum(c.withdrawn),
  sum(c.stopped), sum(c.resulted), sum(c.overdue_in), sum(c.overdue_out), sum(c.elapsed)
from dossier.dossier d, dossier.counts_for(1, d.id, d.agency, d.procedure, d.channel, d.status, d.accepted_at, d.finished_at,
    d.first_due_at, d.clock_runs, d.timeliness, d.outcome, d.is_part) c
where d.accepted_at is not null
group by 1, 2, 3;

grant select, insert, update on dossier.month_count to {{app}};
grant select, insert, delete on dossier.month_change to {{app}};
