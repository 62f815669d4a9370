-- What was handed over on a day is counted when the day is closed.
create index dossier_returned on dossier.dossier (returned_at) where returned_at is not null;
