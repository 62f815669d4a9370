-- The same words in English, where the edition has them; the officer's own words stay as they were written.
alter table message.notice add column text_en text;
