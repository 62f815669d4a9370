-- A desk may take appointments in fewer hours than it is open, and may have somebody on duty on public holidays.
alter table schedule.desk add column booking_hours jsonb;
alter table schedule.desk add column open_on_holidays boolean not null default false;
