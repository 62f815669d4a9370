-- Officers' accounts made before the register of accounts: open since their day, closed since theirs.
insert into organisation.staff_account (account, valid_from, valid_to)
select id, (created_at at time zone 'Asia/Ho_Chi_Minh')::date,
  greatest((created_at at time zone 'Asia/Ho_Chi_Minh')::date, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date)
from identity.account where kind = 'officer'
on conflict do nothing;

-- Lists of accounts go by user name, lists of sessions by when they were opened.
create index session_opened on identity.session (created_at desc, id desc);
