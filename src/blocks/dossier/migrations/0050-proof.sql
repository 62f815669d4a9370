-- What papers a move brought, as SHA-256 of their canonical list: the list itself may be erased, the proof stays.
alter table dossier.dossier_move add column papers_hash bytea;
