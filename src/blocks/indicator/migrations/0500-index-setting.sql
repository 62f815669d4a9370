create schema indicator;
grant usage on schema indicator to {{app}};

-- Points, thresholds and bands of the index of Quyết định 766/QĐ-TTg that the province sets otherwise than shipped, from
-- a day on, with the text it comes from: `points.1.1`, `threshold.3.6`, `band.Tốt`.
create table indicator.index_setting (
  key        text not null,
  valid_from date not null,
  value      numeric not null check (value >= 0 and value <= 100),
  source     text not null,
  primary key (key, valid_from)
);
grant select, insert, update on indicator.index_setting to {{app}};
