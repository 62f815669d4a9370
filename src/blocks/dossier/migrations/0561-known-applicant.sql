-- A counter that reads a card finds how the person was reached last time, instead of asking again.
create index dossier_answer_citizen on dossier.dossier_answer ((content -> 'applicant' ->> 'citizenNumber'))
  where seq = 0;
