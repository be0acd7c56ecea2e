using System.Text.RegularExpressions;
using DayForThePoor.Core;

namespace DayForThePoor.Tests.Architecture;

/// <summary>Who may do what, read from the sources themselves.</summary>
public sealed partial class BoundaryTests
{
    [Fact]
    public void the_core_stands_on_the_runtime_alone() => typeof(Ids).Assembly.GetReferencedAssemblies()
        .ShouldAllBe(assembly => assembly.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void only_the_ledger_writes_entries_and_postings() => Matching(WritesBooks())
        .Where(file => !file.StartsWith("DayForThePoor.Web/Ledger/", StringComparison.Ordinal)).ShouldBeEmpty();

    /// <summary>Beside them a hand-over passes on whatever balances a book holds, the bank's too, as the new holder's opening
    /// balance (ADR 29); it names no role and stands in one place.</summary>
    [Fact]
    public void only_hand_overs_pass_balances_on() => Matching(PassesBalances())
        .Where(file => !file.StartsWith("DayForThePoor.Core/HandOvers/", StringComparison.Ordinal) && file != "DayForThePoor.Web/HandOvers/Funds/HandOverPosting.cs").ShouldBeEmpty();

    [Fact]
    public void only_statements_and_opening_balances_post_bank_money() => Matching(PostsBankMoney())
        .Where(file => !file.Contains("/Statements/", StringComparison.Ordinal) && file != "DayForThePoor.Web/Units/SetOpeningBalances.cs").ShouldBeEmpty();

    [Fact]
    public void only_sessions_give_connections() => Matching(OpensConnections())
        .Where(file => !OwnConnections.Contains(file)).ShouldBeEmpty();

    /// <summary>What runs as owner, before or beside the app.</summary>
    private static readonly string[] OwnConnections =
        ["DayForThePoor.Web/Hosting/Store.cs", "DayForThePoor.Web/Hosting/Sessions.cs", "DayForThePoor.Web/Ledger/Rebuilding/Rebuild.cs", "DayForThePoor.Web/Units/UnitCatalogue.cs"];

    [GeneratedRegex(@"(insert\s+into|update|delete\s+from|truncate|copy)\s+ledger\.(entry|posting)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WritesBooks();

    [GeneratedRegex(@"(Posting\.(Debit|Credit)|new( Posting)?)\(\s*Roles\.Bank\b")]
    private static partial Regex PostsBankMoney();

    [GeneratedRegex(@"\bHandOverLegs\.|\.(Leave|Arrive)\((part|sum)?\)")]
    private static partial Regex PassesBalances();

    [GeneratedRegex(@"new NpgsqlConnection\(|NpgsqlDataSource\.Create\(")]
    private static partial Regex OpensConnections();

    private static IEnumerable<string> Matching(Regex pattern)
    {
        var sources = Path.Combine(Root(), "src");
        return Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => pattern.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(sources, file).Replace('\\', '/'));
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "DayForThePoor.sln"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside the sources.");
    }
}
