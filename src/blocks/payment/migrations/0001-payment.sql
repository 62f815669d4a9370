create schema payment;
grant usage on schema payment to {{app}}, {{retention}};

-- Where an agency's money goes and how its receipts are marked, from when on. An agency without a row uses its superior's.
create table payment.account (
  agency         text not null,
  valid_from     date not null,
  bank_bin       text not null check (bank_bin ~ '^[0-9]{6}$'),
  bank_account   text not null check (bank_account ~ '^[0-9A-Za-z]{1,19}$'),
  holder         text not null,
  treasury       text not null,
  -- Phí and lệ phí reach the treasury on accounts of their own.
  fee_account    text not null,
  duty_account   text not null,
  receipt_form   text not null,
  receipt_symbol text not null,
  primary key (agency, valid_from)
);

-- The payment gateway this installation is a merchant of; its secret is sealed by the vault.
create table payment.gateway (
  id       smallint primary key default 1 check (id = 1),
  name     text not null,
  address  text not null,
  merchant text not null,
  sealed   text not null
);

-- What signs electronic receipts; the private key is sealed by the vault.
create table payment.signing_key (
  id      smallint primary key default 1 check (id = 1),
  sealed  text not null,
  public  text not null,
  made_at timestamptz not null
);

-- What a dossier must pay, as the edition it began with says; never changed, only followed by another.
create table payment.charge (
  id         uuid primary key,
  number     bigint generated always as identity unique,
  dossier_id uuid not null,
  code       text not null,
  procedure  text not null,
  edition    int not null,
  agency     text not null,
  desk       text not null,
  lines      jsonb not null,
  total      bigint not null check (total >= 0),
  status     text not null check (status in ('due', 'paid', 'waived', 'superseded', 'refunded')),
  made_at    timestamptz not null,
  paid_at    timestamptz
);
create unique index charge_standing on payment.charge (dossier_id) where status in ('due', 'paid', 'waived');
create index charge_code on payment.charge (code);
create index charge_made on payment.charge (made_at);

-- Money that came. One counts for a charge; whatever comes besides is a surplus, to be given back.
create table payment.payment (
  id          uuid primary key,
  charge_id   uuid not null references payment.charge (id),
  method      text not null check (method in ('cash', 'transfer', 'gateway')),
  amount      bigint not null check (amount > 0),
  standing    text not null check (standing in ('counted', 'surplus')),
  received_at timestamptz not null,
  desk        text not null,
  position    text,
  account     text,
  reference   text,
  order_id    uuid unique
);
create unique index payment_counted on payment.payment (charge_id) where standing = 'counted';
-- One transfer or gateway transaction is counted once, whatever it is said to pay.
create unique index payment_reference on payment.payment (method, reference) where reference is not null;
create index payment_received on payment.payment (received_at, id);

create table payment.refund (
  id         uuid primary key,
  payment_id uuid not null unique references payment.payment (id),
  amount     bigint not null check (amount > 0),
  reason     text not null,
  status     text not null check (status in ('asked', 'done', 'failed')),
  asked_at   timestamptz not null,
  position   text,
  done_at    timestamptz,
  reference  text,
  failure    text
);

-- The last number given of each series; its row lock is what keeps numbers without gap or repeat.
create table payment.receipt_series (
  agency text not null,
  form   text not null,
  symbol text not null,
  last   int not null check (last > 0),
  primary key (agency, form, symbol)
);

create table payment.receipt (
  id            uuid primary key,
  kind          text not null check (kind in ('electronic', 'paper')),
  agency        text not null,
  form          text not null,
  symbol        text not null,
  number        int not null check (number > 0),
  payment_id    uuid not null references payment.payment (id),
  code          text not null,
  content       jsonb not null,
  total         bigint not null,
  issued_at     timestamptz not null,
  position      text,
  -- The signed XML of an electronic one, to the byte.
  xml           text check ((xml is null) = (kind = 'paper')),
  status        text not null check (status in ('valid', 'cancelled', 'replaced')),
  replaces      uuid unique references payment.receipt (id),
  ended_at      timestamptz,
  ended_by      text,
  ended_reason  text,
  unique (agency, form, symbol, number)
);
create unique index receipt_valid on payment.receipt (payment_id) where status = 'valid';
create index receipt_issued on payment.receipt (agency, issued_at desc, id);
create index receipt_code on payment.receipt (code);

-- Printed books handed to an officer for when the system stands still; numbers are used or spoiled in their order.
create table payment.paper_book (
  id        uuid primary key,
  agency    text not null,
  form      text not null,
  symbol    text not null,
  first     int not null check (first > 0),
  last      int not null,
  next      int not null,
  position  text not null,
  handed_at timestamptz not null,
  check (last >= first and next between first and last + 1)
);
create index paper_book_agency on payment.paper_book (agency, symbol);
create table payment.paper_slip (
  book_id    uuid not null references payment.paper_book (id),
  number     int not null,
  receipt_id uuid unique references payment.receipt (id),
  spoiled    text,
  at         timestamptz not null,
  primary key (book_id, number),
  check ((receipt_id is null) <> (spoiled is null))
);

-- An attempt to pay at the gateway; made there by a job, so that no transaction waits for an outside answer.
create table payment.gateway_order (
  id         uuid primary key,
  charge_id  uuid not null references payment.charge (id),
  amount     bigint not null check (amount > 0),
  status     text not null check (status in ('asked', 'open', 'paid', 'expired', 'failed')),
  reference  text unique,
  pay_url    text,
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  asked_at   timestamptz,
  failure    text
);
create index gateway_order_charge on payment.gateway_order (charge_id, made_at);
create index gateway_order_open on payment.gateway_order (made_at) where status in ('asked', 'open');

-- Every notice that came from the gateway with a right signature, and what became of it.
create table payment.gateway_notice (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  event     text not null,
  order_id  text not null,
  reference text,
  amount    bigint,
  outcome   text not null,
  digest    bytea not null
);
create index gateway_notice_event on payment.gateway_notice (event);

-- What the gateway and the treasury say they have, line by line as uploaded.
create table payment.statement (
  id       uuid primary key,
  source   text not null check (source in ('gateway', 'treasury')),
  name     text not null,
  hash     text not null,
  from_day date not null,
  to_day   date not null,
  at       timestamptz not null,
  position text
);
create unique index statement_once on payment.statement (source, hash);
create table payment.statement_row (
  statement_id uuid not null references payment.statement (id),
  line         int not null,
  day          date not null,
  key          text not null,
  amount       bigint not null,
  primary key (statement_id, line)
);
create index statement_row_day on payment.statement_row (day);

create table payment.reconciliation (
  id       uuid primary key,
  from_day date not null,
  to_day   date not null,
  at       timestamptz not null,
  position text,
  totals   jsonb not null
);
create table payment.difference (
  id                uuid primary key,
  reconciliation_id uuid not null references payment.reconciliation (id),
  source            text not null,
  kind              text not null check (kind in ('missingThere', 'missingHere', 'amountDiffers', 'double')),
  key               text not null,
  ours              bigint not null,
  theirs            bigint not null,
  code              text,
  closed_at         timestamptz,
  closed_by         text,
  note              text
);
create index difference_of on payment.difference (reconciliation_id);

-- What was charged, received, receipted and reported stays as it was written; only its standing changes.
grant select, insert, update on payment.account, payment.gateway, payment.receipt_series, payment.gateway_order to {{app}};
grant select, insert on payment.signing_key, payment.payment, payment.paper_slip, payment.gateway_notice,
  payment.statement, payment.statement_row, payment.reconciliation, payment.charge, payment.receipt, payment.refund,
  payment.paper_book, payment.difference to {{app}};
grant update (status, paid_at) on payment.charge to {{app}};
grant update (status, ended_at, ended_by, ended_reason) on payment.receipt to {{app}};
grant update (status, done_at, reference, failure) on payment.refund to {{app}};
grant update (next) on payment.paper_book to {{app}};
grant update (closed_at, closed_by, note) on payment.difference to {{app}};

-- Seats made before this release get what their part now needs.
insert into organisation.seat_grant (position, permission, scope, valid_from, valid_to)
select p.id, given.permission, given.scope, p.valid_from, p.valid_to
from organisation.position p
join (values ('cashier', 'payment.collect', 'agency'), ('cashier', 'payment.reconcile', 'agency'),
  ('director', 'payment.reconcile', 'all'), ('leader', 'payment.refund', 'agency'), ('administrator', 'payment.configure', 'all')) as given (role, permission, scope)
  on given.role = any(p.roles)
on conflict do nothing;
