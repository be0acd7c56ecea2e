-- Free text lives here and only here; an event holds SHA-256(salt, text). Erasing sets text to null and leaves the proof.
create table dftp.sealed_text (
  owner_id uuid not null,              -- the gift, entry or person that the text belongs to
  field text not null,                 -- "donor_name", "reason", …
  salt bytea not null,
  text text,
  folded text,                         -- without diacritics, for search; only for fields that are searched
  erased_at timestamptz,
  primary key (owner_id, field)
);
create index sealed_text_search on dftp.sealed_text using gin (folded gin_trgm_ops) where folded is not null;

-- One row a gift: the list, the receipt and the public page read it; written by the inline projection.
create table dftp.gift (
  id uuid primary key,
  unit_id uuid not null,
  fund_id uuid not null,
  campaign_id uuid,
  channel text not null check (channel in ('cash', 'transfer', 'goods')),
  amount bigint not null,              -- đồng; 0 for goods that are not valued yet
  donor_kind text not null,
  anonymous boolean not null,
  may_be_named boolean,                -- null: not asked
  earmarked boolean not null,
  account_id uuid,
  bank_reference text,
  document_date date not null,
  collected_on date,
  attachment_count int not null,
  voucher_kind text not null,
  voucher_year smallint not null,
  voucher_number int not null,
  receipt_kind text not null,
  receipt_number int not null,
  receipt_code text not null,
  letterhead_id uuid not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  status text not null,                -- recorded, void, replaced
  void_reason text,                    -- coded: duplicate, not_received, returned, wrong_amount, replaced_*
  ended_at timestamptz,
  reversal_id uuid,
  copy_returned boolean,               -- whether liên 2 came back; null: not asked
  replaced_by uuid,                    -- the gift that stands in its place
  cash_confirmed_at timestamptz        -- the treasurer's "đã thu"
);
create unique index gift_receipt_code on dftp.gift (receipt_code);
create index gift_fund_date on dftp.gift (fund_id, document_date desc, id);
create index gift_bank_reference on dftp.gift (account_id, bank_reference) where bank_reference is not null;

create table dftp.gift_goods (
  gift_id uuid not null,
  line smallint not null,
  quantity numeric(18, 3) not null check (quantity > 0),
  value bigint,                        -- đồng; null until valued
  receipt_value bigint,                -- the value on the receipt; a later valuation leaves it, as it leaves the paper
  primary key (gift_id, line)          -- name, unit and condition are sealed texts "goods_name_1", "goods_unit_1"
);

-- Each print of a receipt; the first gives two copies to sign, later ones say IN LẠI LẦN n.
create table dftp.receipt_print (
  receipt_code text not null,
  ordinal int not null,
  printed_at timestamptz not null,
  printed_by uuid not null,
  primary key (receipt_code, ordinal)
);
revoke update, delete on dftp.receipt_print from dftp_app;
