-- What is past due in this moment, by agency and procedure, is asked with every reading of the index: from this small
-- index alone, without the wide rows.
create index dossier_running on dossier.dossier (first_due_at) include (agency, procedure)
  where phase <> 'closed' and finished_at is null and clock_runs and accepted_at is not null and not is_part;
