using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Statements;

namespace DayForThePoor.IntegrationTests.Statements;

public class importing_a_statement(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task posts_one_voucher_for_each_day_and_direction_with_its_list()
    {
        var account = await NewAccount();
        var import = await Import(account, Csv(
            In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), Out(Day, "FT3", 11_000), In(Day.AddDays(1), "FT4", 100_000)));

        (import.State, import.Total, import.New, import.Vouchers).ShouldBe((ImportStates.Done, 4, 4, 3));
        (import.Credits, import.Debits).ShouldBe((170_000L, 11_000L));
        (await Vouchers(account)).ShouldBe(
            [(VoucherKinds.BankCredit, 1, Day, Day), (VoucherKinds.BankCredit, 2, Day.AddDays(1), Day.AddDays(1)), (VoucherKinds.BankDebit, 1, Day, Day)]);
        (await Balance(account, Roles.Bank)).ShouldBe(159_000);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-170_000);
        (await Balance(account, Roles.SuspenseDebits)).ShouldBe(11_000);
    }

    [Fact]
    public async Task adds_nothing_the_second_time_in_whatever_order_the_lines_stand()
    {
        var account = await NewAccount();
        string[] lines = [In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), In(Day.AddDays(1), "FT3", 100_000)];
        await Import(account, Csv(lines));
        var again = await Import(account, Csv(lines.Reverse()));

        (again.New, again.Repeated, again.Vouchers).ShouldBe((0, 3, 0));
        (await Vouchers(account)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task takes_from_overlapping_files_each_line_once()
    {
        var account = await NewAccount();
        string[] lines = [.. Enumerable.Range(0, 6).Select(i => In(Day.AddDays(i / 2), $"FT{i}", 10_000 + i))];
        (await Import(account, Csv(lines[..4]))).New.ShouldBe(4);
        (await Import(account, Csv(lines[1..]))).New.ShouldBe(2);
        (await Lines(account)).ShouldBe(6);
    }

    [Fact]
    public async Task keeps_equal_transfers_of_a_day_apart()
    {
        var account = await NewAccount();
        var equal = In(Day, "", 100_000);
        (await Import(account, Csv(equal, equal))).New.ShouldBe(2);
        (await Import(account, Csv(equal, equal))).New.ShouldBe(0);
        (await Import(account, Csv(equal, equal, equal))).New.ShouldBe(1);
        (await Import(account, Csv(equal))).New.ShouldBe(0);
        (await Balance(account, Roles.Bank)).ShouldBe(300_000);
    }

    [Fact]
    public async Task makes_a_voucher_of_its_own_for_what_a_later_file_brings_of_a_day()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 50_000)));
        var later = await Import(account, Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000), Out(Day, "FT3", 1_000)));

        (later.New, later.Vouchers).ShouldBe((2, 2));
        (await Vouchers(account)).Select(v => (v.Kind, v.Number)).ShouldBe([(VoucherKinds.BankCredit, 1), (VoucherKinds.BankCredit, 2), (VoucherKinds.BankDebit, 1)]);
    }

    [Fact]
    public async Task twice_at_once_brings_each_line_through_one_of_the_two()
    {
        var account = await NewAccount();
        var csv = Csv(Enumerable.Range(0, 3_000).Select(i => In(Day.AddDays(i % 3), $"FT{i}", 10_000 + i)));
        var both = await Task.WhenAll(Import(account, csv), Import(account, csv));

        both.ShouldAllBe(i => i.State == ImportStates.Done);
        both.Sum(i => i.New).ShouldBe(3_000);
        both.Sum(i => i.Vouchers).ShouldBe(3);
        (await Lines(account)).ShouldBe(3_000);
    }

    [Fact]
    public async Task dates_the_voucher_today_where_the_month_is_closed()
    {
        var account = await NewAccount();
        await Run($"insert into ledger.period values ('{account.UnitId}', '2026-03-01', now())");
        await Import(account, Csv(In(Day, "FT1", 50_000), In(Day.AddMonths(1), "FT2", 20_000)));

        (await Vouchers(account)).Select(v => (v.Document, v.Value)).ShouldBe([(Today, Day), (Day.AddMonths(1), Day.AddMonths(1))]);
    }

    [Fact]
    public async Task dates_the_voucher_today_where_the_unit_did_not_exist_yet()
    {
        var account = await NewAccount();
        var before = new DateOnly(2024, 9, 5);
        await Run($"update dftp.unit_version set valid_from = '2025-07-01' where unit_id = '{account.UnitId}'");
        await Import(account, Csv(In(before, "FT1", 50_000)));

        (await Vouchers(account)).Single().Document.ShouldBe(Today);
    }

    [Fact]
    public async Task refuses_the_whole_file_for_a_day_before_the_account_was_opened()
    {
        var account = await NewAccount(openedOn: Day);
        var import = await Import(account, Csv(In(Day, "FT1", 50_000), In(Day.AddDays(-1), "FT2", 20_000)));

        import.State.ShouldBe(ImportStates.Refused);
        var problem = import.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Row).ShouldBe(("statement.before_opening", 3));
        (await Lines(account)).ShouldBe(0);
        (await Vouchers(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task keeps_the_file_as_it_was_sent()
    {
        var account = await NewAccount();
        var csv = Csv(In(Day, "FT1", 50_000, "Ủng hộ đồng bào"));
        var import = await Import(account, csv);

        (await Scalar<long>("select bytes from dftp.attachment where sha256 = $1", import.FileSha256)).ShouldBe(System.Text.Encoding.UTF8.GetByteCount(csv));
    }
}
