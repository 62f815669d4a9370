-- A list asks each way a dossier may be within reach by an index of its own (policy.ts, `ways`). Nearly all are found by
-- their competent agency; these hold the few that stand elsewhere too, so they cost next to nothing to keep.
create index dossier_at_other_desk on dossier.dossier (desk, first_due_at, id) where desk <> agency;
create index dossier_to_other_desk on dossier.dossier (return_desk, first_due_at, id)
  where return_desk <> agency and return_desk <> desk;
create index dossier_at_other_holder on dossier.dossier (holder_agency, first_due_at, id)
  where holder_agency <> agency and holder_agency <> desk and holder_agency <> return_desk;
create index dossier_consulted on dossier.dossier (consulted_agency, first_due_at, id) where consulted_agency is not null;
create index dossier_of_account on dossier.dossier (applicant_account, first_due_at, id) where applicant_account is not null;

-- Everything there is by deadline, closed or not: the list without a filter.
create index dossier_due on dossier.dossier (first_due_at, id);
create index dossier_agency_due on dossier.dossier (agency, first_due_at, id);
-- The few that a late figure opens to.
create index dossier_late on dossier.dossier (finished_at, id) where timeliness = 'late';
