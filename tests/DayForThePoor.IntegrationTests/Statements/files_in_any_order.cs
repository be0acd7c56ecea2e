using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>Files cut at day ends bring the same lines whichever way they overlap, repeat, are ordered, and come together.</summary>
public class files_in_any_order(AppFixture app) : StatementTest(app)
{
    private const int DaysAtMost = 6;

    private static readonly DateOnly First = new(2026, 1, 5);

    /// <summary>Few amounts and memos and hardly a reference, so that equal gifts are common.</summary>
    private static readonly Gen<(int Day, int Amount, int Memo, int Reference, bool IsIn)> Gift =
        Gen.Select(Gen.Int[0, DaysAtMost - 1], Gen.Int[1, 2], Gen.Int[0, 1], Gen.Int[0, 3], Gen.Int[0, 4]).Select(g => (g.Item1, g.Item2, g.Item3, g.Item4, g.Item5 > 0));

    private static readonly Gen<((int Day, int Amount, int Memo, int Reference, bool IsIn)[] Gifts, (int From, int To)[] Windows, int Seed, bool AtOnce)> Histories =
        Gen.Select(Gift.Array[1, 40], Gen.Select(Gen.Int[0, DaysAtMost - 1], Gen.Int[0, DaysAtMost - 1]).Array[0, 5], Gen.Int, Gen.Bool);

    [Fact]
    public async Task bring_the_lines_sums_and_books_of_the_whole()
    {
        await Histories.SampleAsync(BringTheWhole, iter: 20, threads: 1);
        (await App.Services.GetRequiredService<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();
    }

    private async Task BringTheWhole(((int Day, int Amount, int Memo, int Reference, bool IsIn)[] Gifts, (int From, int To)[] Windows, int Seed, bool AtOnce) history)
    {
        var (gifts, windows, seed, atOnce) = history;
        var random = new Random(seed);
        var account = await NewAccount();
        var files = Windows(windows).Select(w => File(gifts.Where(g => g.Day >= w.From && g.Day <= w.To), random)).Where(f => f is not null).Select(f => f!).ToArray();
        random.Shuffle(files);

        List<ImportRecord> imports = [];
        if (atOnce) imports.AddRange(await Task.WhenAll(files.Select(file => Import(account, file))));
        else foreach (var file in files) imports.Add(await Import(account, file));

        imports.ShouldAllBe(i => i.State == ImportStates.Done);
        imports.Sum(i => i.New).ShouldBe(gifts.Length);
        (await Stored(account)).ShouldBe(gifts.Select(Row).Order(StringComparer.Ordinal));
        (await Balance(account, Roles.Bank)).ShouldBe(gifts.Sum(g => (g.IsIn ? 1L : -1L) * g.Amount * 1_000));
        (await Scalar<long>("select coalesce(sum(new_lines), 0)::bigint from statements.file_day where account_id = $1", account.Id)).ShouldBe(gifts.Length);
    }

    [Fact]
    public async Task a_cut_inside_a_day_through_equal_gifts_posts_nothing_and_names_the_line()
    {
        var account = await NewAccount();
        var equal = In(First, "", 100_000);
        await Import(account, Csv(In(First, "", 7_000, "dau ngay"), equal, equal));
        var cut = await Import(account, Csv(equal, In(First, "", 9_000, "cuoi ngay"), In(First.AddDays(1), "FT1", 1_000)));

        cut.State.ShouldBe(ImportStates.Refused);
        var problem = cut.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Row, problem.Args[0]).ShouldBe(("statement.cut_inside_day", 2, "05/01/2026"));
        (await Lines(account)).ShouldBe(3);

        var whole = await Import(account, Csv(In(First, "", 7_000, "dau ngay"), equal, equal, equal, In(First, "", 9_000, "cuoi ngay"), In(First.AddDays(1), "FT1", 1_000)));
        (whole.State, whole.New, whole.Repeated).ShouldBe((ImportStates.Done, 3, 3));
    }

    [Fact]
    public async Task rows_with_the_newest_day_first_are_numbered_in_the_order_of_the_days()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(First.AddDays(2), "FT3", 3_000), In(First.AddDays(1), "FT2", 2_000), In(First.AddDays(2), "FT4", 4_000), In(First, "FT1", 1_000)));

        (await Vouchers(account)).Select(v => (v.Number, v.Value)).ShouldBe([(1, First), (2, First.AddDays(1)), (3, First.AddDays(2))]);
    }

    /// <summary>Windows of days that together leave none out.</summary>
    private static List<(int From, int To)> Windows((int A, int B)[] drawn)
    {
        var windows = drawn.Select(w => (From: Math.Min(w.A, w.B), To: Math.Max(w.A, w.B))).ToList();
        for (var day = 0; day < DaysAtMost; day++)
            if (!windows.Exists(w => w.From <= day && day <= w.To)) windows.Add((day, day));
        return windows;
    }

    private static string? File(IEnumerable<(int Day, int Amount, int Memo, int Reference, bool IsIn)> gifts, Random random)
    {
        var rows = gifts.Select(Row).ToArray();
        if (rows.Length == 0) return null;
        random.Shuffle(rows);
        return Csv(rows);
    }

    private static string Row((int Day, int Amount, int Memo, int Reference, bool IsIn) gift)
    {
        var (day, reference, memo) = (First.AddDays(gift.Day), gift.Reference == 0 ? "R1" : "", gift.Memo == 0 ? "ung ho" : "chung tay");
        return gift.IsIn ? In(day, reference, gift.Amount * 1_000, memo) : Out(day, reference, gift.Amount * 1_000, memo);
    }

    private async Task<IReadOnlyList<string>> Stored(BankAccount account)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var select = database.CreateCommand("select value_date, reference, amount, memo, side from statements.line where account_id = $1");
        select.Parameters.Add(new() { Value = account.Id });
        List<string> rows = [];
        await using var row = await select.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct))
        {
            var (day, reference, amount, memo) = (row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetInt64(2), row.GetString(3));
            rows.Add(row.GetString(4) == "C" ? In(day, reference, amount, memo) : Out(day, reference, amount, memo));
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
