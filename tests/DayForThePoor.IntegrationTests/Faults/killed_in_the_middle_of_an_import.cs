using System.Globalization;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>An import that was killed is asked for again: what was committed is known, the rest is new, nothing is doubled.</summary>
public sealed class killed_in_the_middle_of_an_import(RunningProduct product) : FaultTest(product)
{
    private const int Days = 25, LinesOfDay = 1600, Lines = Days * LinesOfDay;

    [Fact]
    public async Task the_program_takes_the_rest_when_asked_again()
    {
        using var file = new StatementFile();
        using (var import = Product.StartVerb("import-statement", file.Path, "--account", "20641-CTG"))
        {
            await SomeDaysAreCommitted("20641-CTG");
            import.Kill(entireProcessTree: true);
            await import.WaitForExitAsync(Ct);
        }
        await ShouldComplete("20641-CTG", file, mostDays: Days - 1);
    }

    [Fact]
    public async Task the_database_keeps_whole_days_and_takes_the_rest()
    {
        using var file = new StatementFile();
        using (var import = Product.StartVerb("import-statement", file.Path, "--account", "20641-AGR"))
        {
            await SomeDaysAreCommitted("20641-AGR");
            Product.KillDatabase();
            await import.WaitForExitAsync(Ct);
            import.ExitCode.ShouldNotBe(0);
        }
        await Product.Restart();
        // The program that was started again goes on with the import by itself.
        await ShouldComplete("20641-AGR", file, mostDays: Days);
    }

    private async Task ShouldComplete(string account, StatementFile file, int mostDays)
    {
        var (days, lines) = await Stored(account);
        days.ShouldBeInRange(1, mostDays, "the import was not in the middle");
        lines.ShouldBe(days * LinesOfDay);

        var (exitCode, answer) = await Product.Verb("import-statement", file.Path, "--account", account);
        exitCode.ShouldBe(0);
        answer.GetProperty("lines").GetInt32().ShouldBe(Lines);
        (answer.GetProperty("new").GetInt32() + answer.GetProperty("repeated").GetInt32()).ShouldBe(Lines);
        answer.GetProperty("repeated").GetInt32().ShouldBeGreaterThanOrEqualTo((int)lines);
        (await Stored(account)).ShouldBe((Days, Lines));
        await Product.BooksShouldAgree();
    }

    private async Task SomeDaysAreCommitted(string account)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        await using var connection = await Product.Connect();
        while ((await Stored(account, connection)).Days < 3) await pause.WaitForNextTickAsync(Ct);
    }

    private async Task<(long Days, long Lines)> Stored(string account)
    {
        await using var connection = await Product.Connect();
        return await Stored(account, connection);
    }

    /// <summary>Vouchers of the account's bank days, and its lines.</summary>
    private static async Task<(long Days, long Lines)> Stored(string account, NpgsqlConnection connection)
    {
        await using var query = new NpgsqlCommand("""
            select count(distinct l.day_event), count(*) from statements.line l
            join ledger.bank_account a on a.id = l.account_id join ledger.entry e on e.id = l.day_event where a.code = $1
            """, connection) { Parameters = { new() { Value = account } } };
        await using var reader = await query.ExecuteReaderAsync(Ct);
        await reader.ReadAsync(Ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>A made-up Vietcombank statement of many days.</summary>
    private sealed class StatementFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public StatementFile()
        {
            var rows = Enumerable.Range(0, Lines).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"1,{1 + i / LinesOfDay:00}/09/2025,{5000 + i / 1000}.{i:00000},,{1 + i % 900}.000,,TRAN THI THU {i} chuyen tien ung ho"));
            File.WriteAllLines(Path, ["PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails", .. rows]);
        }

        public void Dispose() => File.Delete(Path);
    }
}
