-- The payer says the transfer is made: the cashier looks for it at the bank. Proves nothing by itself.
create table payment.transfer_told (
  charge_id uuid primary key references payment.charge (id),
  at        timestamptz not null
);
grant select, insert on payment.transfer_told to {{app}};
