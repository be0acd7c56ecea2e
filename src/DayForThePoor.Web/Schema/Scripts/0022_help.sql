-- What money that leaves a fund needs: what for it was paid, and the accounts of paying, of advances, of other levels and of hand-over.
alter table ledger.posting add column purpose text; -- of support paid: house, livelihood, …

insert into ledger.chart_account (version, number, name_vi, name_en) values
  (1, '1362', 'Phải thu giữa các cấp', 'Due from another unit'),
  (1, '3362', 'Phải trả giữa các cấp', 'Due to another unit'),
  (1, '4218', 'Số dư bàn giao giữa các đơn vị', 'Balances handed over between units'),
  (1, '6111', 'Chi hỗ trợ', 'Support paid'),
  (1, '6112', 'Nộp lên cấp trên', 'Paid up to the level above'),
  (1, '6113', 'Phân bổ cho cấp dưới', 'Allocated to the level below'),
  (1, '642', 'Chi phí vận động, quản lý', 'Running costs');

insert into ledger.chart_role (version, role, number) values
  (1, 'due_from_unit', '1362'),
  (1, 'due_to_unit', '3362'),
  (1, 'handed_over', '4218'),
  (1, 'support_paid', '6111'),
  (1, 'paid_up', '6112'),
  (1, 'allocated_down', '6113'),
  (1, 'running_costs', '642');

-- Requests, meetings, lists and decisions on one side, vouchers that pay on the other.
create schema grants;
create schema payments;
grant usage on schema grants, payments to dftp_app;
alter default privileges in schema grants, payments grant select, insert, update, delete on tables to dftp_app;
alter default privileges in schema grants, payments grant usage, select, update on sequences to dftp_app;
