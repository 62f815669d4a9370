-- What a seat has had: written once, when a dossier closes. What it has is in dossier_open_assignee.
create index dossier_closed_assignee on dossier.dossier (assignee, first_due_at, id)
  where phase = 'closed' and assignee is not null;
