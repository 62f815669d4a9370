-- Links are too long to be guessed: nothing counts tries at them.
alter table identity.pending drop column tries;
