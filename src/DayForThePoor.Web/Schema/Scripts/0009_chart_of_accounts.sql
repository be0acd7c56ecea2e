-- Chart of accounts, version 1: classes 1-9 of Thông tư 41/2022/TT-BTC as far as they are known without its appendix.
-- An accountant has yet to confirm the numbers; a later version is a further script, from a later date.
insert into ledger.chart (version, valid_from, title, confirmed)
values (1, '2024-01-01', 'Hệ thống tài khoản kế toán theo Thông tư 41/2022/TT-BTC (chờ kế toán xác nhận)', false);

insert into ledger.chart_account (version, number, name_vi, name_en) values
  (1, '111',  'Tiền mặt', 'Cash'),
  (1, '112',  'Tiền gửi ngân hàng, kho bạc', 'Money at banks and the Treasury'),
  (1, '113',  'Tiền đang chuyển', 'Money in transit'),
  (1, '1361', 'Phải thu quỹ khác của đơn vị', 'Due from another fund of the unit'),
  (1, '1388', 'Phải thu khác – chi chưa phân loại', 'Other receivables – payments not yet classified'),
  (1, '141',  'Tạm ứng', 'Advances'),
  (1, '156',  'Hiện vật nhận ủng hộ', 'Donated goods'),
  (1, '3361', 'Phải trả quỹ khác của đơn vị', 'Due to another fund of the unit'),
  (1, '421',  'Thặng dư (thâm hụt) lũy kế', 'Accumulated surplus (deficit)'),
  (1, '5111', 'Thu ủng hộ của tổ chức, cá nhân', 'Gifts of people and organisations'),
  (1, '5112', 'Thu ủng hộ chưa phân loại', 'Gifts not yet labelled'),
  (1, '5113', 'Thu do cấp trên phân bổ', 'Allocations from the level above'),
  (1, '5114', 'Thu ngân sách nhà nước cấp', 'State budget'),
  (1, '5115', 'Thu lãi tiền gửi', 'Interest on deposits'),
  (1, '5118', 'Thu khác', 'Other income');

insert into ledger.chart_role (version, role, number) values
  (1, 'cash', '111'),
  (1, 'bank', '112'),
  (1, 'in_transit', '113'),
  (1, 'due_from_fund', '1361'),
  (1, 'suspense_debits', '1388'),
  (1, 'advance', '141'),
  (1, 'goods', '156'),
  (1, 'due_to_fund', '3361'),
  (1, 'opening', '421'),
  (1, 'income_gifts', '5111'),
  (1, 'income_unlabelled', '5112'),
  (1, 'income_allocated', '5113'),
  (1, 'income_budget', '5114'),
  (1, 'income_interest', '5115'),
  (1, 'income_other', '5118');
