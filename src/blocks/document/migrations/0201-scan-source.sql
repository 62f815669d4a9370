-- The same files sent again are found by their content.
create index scan_source_hash on document.scan_source (hash);
