-- The units below the province, of today and of former days, for addresses. A release puts them down as a whole.
create table organisation.place (
  gso        text not null,
  name       text not null,
  type       text not null,
  district   text,
  province   text not null,
  valid_from date,
  valid_to   date,
  now        text[] not null,
  unique nulls not distinct (gso, name, type, district, province, valid_to)
);
grant select, insert on organisation.place to {{app}};
