-- Vietnamese alphabetical order: `order by name collate vi`. Made in the schema every search path holds.
create collation if not exists public.vi (provider = icu, locale = 'vi-VN');

-- Text as a person types it into a search box: lower case, no Vietnamese (or other Latin) diacritics, the same for
-- composed (NFC) and decomposed (NFD) input. Immutable, so it may stand in an index or a stored generated column:
-- every step is spelled out and asks neither the database's locale nor a dictionary.
create function platform.plain(value text) returns text
  language sql immutable strict parallel safe
  return lower(
    translate(
      normalize(value, NFD),
      U&'\0111\0110\0300\0301\0302\0303\0306\0307\0308\0309\030A\030C\031B\0323\0327',
      'dD'
    ) collate "C"
  );

-- Trigrams make `like '%word%'` fast. A server without the extension, or where we may not make it, still works.
do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm with schema public;
  end if;
exception when insufficient_privilege then
  raise notice 'pg_trgm is not installed: search reads whole tables';
end
$$;

-- `call platform.index_words('dossier.dossier', 'search_text')` makes the trigram index where trigrams exist.
create procedure platform.index_words(target regclass, target_column name) language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    execute format('create index on %s using gin (%I public.gin_trgm_ops)', target, target_column);
  end if;
end
$$;

grant usage on schema platform to {{app}}, {{retention}};
