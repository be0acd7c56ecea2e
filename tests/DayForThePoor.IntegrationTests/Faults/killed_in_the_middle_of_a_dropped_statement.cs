using System.Globalization;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>kill -9 while the product reads what was dropped: after the next start everything is as if nothing had happened.</summary>
public sealed class killed_in_the_middle_of_a_dropped_statement(RunningProduct product) : FaultTest(product)
{
    private const int Days = 25, LinesOfDay = 1600, Lines = Days * LinesOfDay;

    [Fact]
    public async Task the_program_has_it_in_the_books_once_and_puts_it_away()
    {
        var folder = Drop("20641-VCB", "thang-9.csv", Statement());
        await Until(async () => await Scalar<long>("select count(distinct l.day_event) from statements.line l join ledger.bank_account a on a.id = l.account_id where a.code = '20641-VCB' and l.value_date between '2025-09-01' and '2025-09-30'") >= 3);
        Product.KillServer();
        await Product.Restart();
        await Until(() => Task.FromResult(File.Exists(Path.Combine(folder, "done", "thang-9.csv"))));

        File.Exists(Path.Combine(folder, "thang-9.csv")).ShouldBeFalse();
        (await Scalar<long>("select count(*) from statements.import where file_name = 'thang-9.csv'")).ShouldBe(1);
        (await Scalar<long>("select rows_new::bigint from statements.import where file_name = 'thang-9.csv' and state = 'done'")).ShouldBe(Lines);
        (await Scalar<long>("select sum((p.counts ->> 'lines')::bigint)::bigint from dftp.job_run_part p join statements.import i on replace(i.id::text, '-', '') = replace(p.key, '-', '') where i.file_name = 'thang-9.csv'"))
            .ShouldBe(Lines);
        await Product.BooksShouldAgree();
    }

    /// <summary>A made-up Vietcombank statement of many days.</summary>
    private static IEnumerable<string> Statement() =>
    [
        "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails",
        .. Enumerable.Range(0, Lines).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"1,{1 + i / LinesOfDay:00}/09/2025,{5000 + i / 1000}.{i:000000},,{1 + i % 900}.000,,TRAN THI THU {i} chuyen tien ung ho")),
    ];
}
