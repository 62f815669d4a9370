-- A period's list of what was received at a desk for another agency looks at no row that it does not show.
drop index dossier.dossier_at_other_desk;
create index dossier_at_other_desk on dossier.dossier (desk, first_due_at, id)
  include (agency, accepted_at, finished_at, timeliness, channel, clock_runs) where desk <> agency;
