create schema document;
grant usage on schema document to {{app}}, {{retention}};

-- A content that was handed in, known by its hash; the bytes lie in the file store.
create table document.stored_file (
  hash       text primary key check (hash ~ '^[0-9a-f]{64}$'),
  name       text not null,
  size       bigint not null,
  media_type text not null,
  at         timestamptz not null
);
grant select, insert on document.stored_file to {{app}};
grant select, delete on document.stored_file to {{retention}};
