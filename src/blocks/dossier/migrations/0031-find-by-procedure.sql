-- An agency's dossiers of a procedure, named or found by its title. The agency's by deadline alone is not needed beside
-- it: an officer reaches several agencies (theirs and those it succeeded), whose order no single index holds.
create index dossier_agency_procedure on dossier.dossier (agency, procedure, first_due_at, id);
drop index dossier.dossier_agency_due;
-- Accepted, yet without a deadline in law: a period's list has them last.
create index dossier_without_due on dossier.dossier (accepted_at, id) where first_due_at is null;
