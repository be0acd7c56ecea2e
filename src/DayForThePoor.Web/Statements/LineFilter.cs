using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>What the list of statement lines is asked for. The same object feeds rows and totals, so that they cannot differ.</summary>
/// <param name="Accounts">Accounts that the reader may see and asked for.</param>
/// <param name="From">First bank day.</param>
/// <param name="To">Last bank day.</param>
/// <param name="Amount">Đồng, exactly.</param>
/// <param name="Search">Words of memo and counterparty, with or without diacritics and in any order, or a whole reference.</param>
public sealed record LineFilter(
    IReadOnlyList<Guid> Accounts, DateOnly? From = null, DateOnly? To = null, Side? Side = null, long? Amount = null,
    string? Search = null, int Page = 1, int PageSize = 50)
{
    public const int MaxPageSize = 500;

    /// <summary>More words than a person types only make the plan slow.</summary>
    private const int MostWords = 8;

    public LineFilter Bounded() => this with { Page = Math.Max(1, Page), PageSize = Math.Clamp(PageSize, 1, MaxPageSize) };

    /// <summary>Adds the condition's parameters to the command and gives its text, for a line called l.</summary>
    internal string Where(NpgsqlBatchCommand command)
    {
        List<string> all = [$"l.account_id = any({Add(Accounts.ToArray())})"];
        if (From is { } from) all.Add($"l.value_date >= {Add(from)}");
        if (To is { } to) all.Add($"l.value_date <= {Add(to)}");
        if (Side is { } side) all.Add($"l.side = {Add(side == Core.Ledger.Side.Credit ? "C" : "D")}");
        if (Amount is { } amount) all.Add($"l.amount = {Add(amount)}");
        var words = Folding.Fold(Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        if (words.Length > 0)
            all.Add($"(l.reference = {Add(Search!.Trim())} or ({string.Join(" and ", words.Select(w => $"l.folded like {Add(LikeWords.Holding(w))}"))}))");
        return string.Join(" and ", all);

        string Add(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }
    }
}
