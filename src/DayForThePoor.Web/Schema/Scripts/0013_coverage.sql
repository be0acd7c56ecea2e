-- What each file said of each bank day, and which lines of it were new: whether statements are complete is judged from
-- this. Primary records as the lines are, written in the transaction of the day and never changed.
create table statements.file_day (
  import_id uuid not null references statements.import,
  account_id uuid not null references ledger.bank_account,
  day date not null,
  lines int not null,
  credits bigint not null,             -- đồng
  debits bigint not null,
  opening bigint,                      -- by the bank's balances; null where the file has none that tell it
  closing bigint,
  bound boolean not null,              -- balances before and after bind all lines of the day
  new_lines int not null,              -- those that no earlier file had brought
  new_credits bigint not null,
  new_debits bigint not null,
  primary key (import_id, day)
);
create index file_day_account on statements.file_day (account_id, day);

-- Balances of a file that do not follow from the ones before: lines are missing between.
create table statements.file_gap (
  import_id uuid not null references statements.import,
  file_row int not null,
  account_id uuid not null references ledger.bank_account,
  from_day date not null,
  to_day date not null,
  expected bigint not null,            -- đồng
  found bigint not null,
  primary key (import_id, file_row)
);
create index file_gap_account on statements.file_gap (account_id);

alter table statements.import
  add column covers_from date,         -- the days that the file is about: as it says, else from its first line to its
  add column covers_to date,           -- last; set when the import is done
  add column phase text check (phase in ('reading', 'posting'));

-- Of files imported before, the lines that they brought tell what they covered.
insert into statements.file_day
  select import_id, account_id, value_date, count(*), coalesce(sum(amount) filter (where side = 'C'), 0), coalesce(sum(amount) filter (where side = 'D'), 0),
    null, null, false, count(*), coalesce(sum(amount) filter (where side = 'C'), 0), coalesce(sum(amount) filter (where side = 'D'), 0)
  from statements.line group by import_id, account_id, value_date;
update statements.import i set covers_from = d.first, covers_to = d.last
  from (select import_id, min(day) as first, max(day) as last from statements.file_day group by import_id) d
  where d.import_id = i.id and i.state = 'done';

-- What moved on a bank account: a few entries a day, among all the postings that name the account.
create index posting_bank on ledger.posting (account_id, entry_id) where role = 'bank';

revoke update, delete on statements.file_day, statements.file_gap from dftp_app;
