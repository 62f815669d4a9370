-- The agency whose variant of the edition binds the dossier, once that is no longer its own: after a merger the dossier
-- keeps the papers, fees and term it began with. Null: its present agency's.
alter table dossier.dossier add column variant_agency text;

-- The job that moves open work to a successor looks for what still names the agency that ended.
create index dossier_open_return_desk on dossier.dossier (return_desk, id) where phase <> 'closed';
create index dossier_open_consulted on dossier.dossier (consulted_agency, id) where phase <> 'closed' and consulted_agency is not null;
