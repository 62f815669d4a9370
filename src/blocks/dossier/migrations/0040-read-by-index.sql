-- Every list and count asks each agency (or seat) apart for its first rows, in the order of one index, and reads no more
-- of them than it shows (find.ts). So each way a dossier is reached has an index that begins with the agency, goes on in
-- the list's order and carries what lists filter by: the wide rows themselves are read for what is shown only.

-- Open work by deadline: small, whatever the past has grown to.
drop index dossier.dossier_open_agency;
create index dossier_open_agency on dossier.dossier (agency, first_due_at, id)
  include (phase, clock_runs, finished_at, timeliness, channel, holder_role, assignee) where phase <> 'closed';
drop index dossier.dossier_open_due;
create index dossier_open_due on dossier.dossier (first_due_at, id)
  include (phase, clock_runs, finished_at, timeliness, channel, holder_role, assignee) where phase <> 'closed';
drop index dossier.dossier_open_holder;
create index dossier_open_holder on dossier.dossier (holder_agency, holder_role, first_due_at, id)
  include (phase, clock_runs, finished_at, timeliness, assignee) where phase <> 'closed';
drop index dossier.dossier_open_assignee;
create index dossier_open_assignee on dossier.dossier (assignee, first_due_at, id)
  include (phase, clock_runs, finished_at, timeliness, holder_agency, holder_role, agency) where phase <> 'closed' and assignee is not null;
-- What a head has yet to give to somebody.
create index dossier_unassigned on dossier.dossier (agency, first_due_at, id)
  where phase = 'working' and assignee is null and holder_role in ('head', 'specialist');

-- Open work standing elsewhere than with its competent agency: few.
drop index dossier.dossier_open_desk;
create index dossier_open_other_desk on dossier.dossier (desk, first_due_at, id)
  include (agency, phase, clock_runs, finished_at, timeliness) where phase <> 'closed' and desk <> agency;
drop index dossier.dossier_open_return_desk;
create index dossier_open_to_other_desk on dossier.dossier (return_desk, first_due_at, id)
  where phase <> 'closed' and return_desk <> agency and return_desk <> desk;
create index dossier_open_other_holder on dossier.dossier (holder_agency, first_due_at, id)
  where phase <> 'closed' and holder_agency <> agency and holder_agency <> desk and holder_agency <> return_desk;
drop index dossier.dossier_open_consulted;
create index dossier_open_consulted on dossier.dossier (consulted_agency, first_due_at, id)
  where phase <> 'closed' and consulted_agency is not null;

-- Everything an agency ever had, by deadline and by receipt.
create index dossier_agency_due on dossier.dossier (agency, first_due_at, id)
  include (accepted_at, finished_at, timeliness, channel, clock_runs);
create index dossier_agency_submitted on dossier.dossier (agency, submitted_at, id);
drop index dossier.dossier_due;
create index dossier_due on dossier.dossier (first_due_at, id)
  include (accepted_at, finished_at, timeliness, channel, clock_runs);
drop index dossier.dossier_late;
create index dossier_late on dossier.dossier (agency, finished_at, id)
  include (first_due_at, accepted_at, channel) where timeliness = 'late';
