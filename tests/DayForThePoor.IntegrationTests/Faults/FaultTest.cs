using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>What a test asks of the published program beside its pages. Each class has a product of its own and runs beside the others: they mostly wait.</summary>
public abstract class FaultTest : IClassFixture<RunningProduct>
{
    protected FaultTest(RunningProduct product)
    {
        Assert.SkipUnless(RunningProduct.IsPublished, "There is no published program (DFTP_PROGRAM).");
        Product = product;
    }

    protected RunningProduct Product { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var connection = await Product.Connect();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    protected static async Task Until(Func<Task<bool>> holds)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds()) await pause.WaitForNextTickAsync(Ct);
    }

    /// <summary>Puts a finished file into the folder where statements of this account are dropped.</summary>
    /// <returns>The folder.</returns>
    protected string Drop(string account, string name, IEnumerable<string> lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Product.Inbox, account)).FullName;
        var part = Path.Combine(folder, name + ".part");
        File.WriteAllLines(part, lines);
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddHours(-1));
        File.Move(part, Path.Combine(folder, name));
        return folder;
    }
}
