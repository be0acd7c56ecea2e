using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Statements.Matching;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>What the list of matches is asked in its address.</summary>
public abstract class MatchesBase : BenchPage
{
    [Inject]
    private MadeMatches Matches { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MatchingTexts> M { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "tai-khoan")]
    public string? AccountCode { get; set; }

    [SupplyParameterFromQuery(Name = "loai")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "cach")]
    public string? How { get; set; }

    [SupplyParameterFromQuery(Name = "con")]
    public string? Standing { get; set; }

    [SupplyParameterFromQuery(Name = "tu")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "den")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    public int? PageNumber { get; set; }

    protected override Permission Needed => Permission.ReadLedger;

    protected MadePage Found { get; private set; } = new([], 0, 1, 50);

    protected IReadOnlyList<Choice> AccountChoices => [new("", T["Field.AllAccounts"]), .. Accounts.Select(a => new Choice(a.Code, $"{a.Code} – {a.BankName}"))];

    protected IReadOnlyList<Choice> KindChoices => [new("", T["Matches.AllKinds"]), .. MatchKinds.All.Select(kind => new Choice(kind, M[$"Kind.{kind}"]))];

    protected override async Task LoadBench()
    {
        var chosen = string.IsNullOrEmpty(AccountCode) ? Accounts : [.. Accounts.Where(a => a.Code == AccountCode)];
        if (chosen.Count == 0) throw Denied();
        var (from, to) = (TypedDate.Parse(From, "tu", Today), TypedDate.Parse(To, "den", Today));
        Problems.AddRange([.. from.Refusals, .. to.Refusals], Refusals);
        if (Problems.Any) return;
        Found = await Matches.List(MatchAsked.Of([.. chosen.Select(a => a.Id)], Kind, How, Standing, from.Value, to.Value) with { Page = PageNumber ?? 1 }, Stop);
    }

    protected string Why(MadeMatch match) => MatchAsked.Why(match, T, M);

    protected static string Days(MadeMatch match) =>
        match.FromDay == match.ToDay ? Shown.Day(match.FromDay) : $"{Shown.Day(match.FromDay)} – {Shown.Day(match.ToDay)}";
}

/// <summary>The question of the list and of its file, and how its answer is worded.</summary>
internal static class MatchAsked
{
    public static MadeFilter Of(IReadOnlyList<Guid> accounts, string? kind, string? how, string? standing, DateOnly? from, DateOnly? to) => new(
        accounts, MatchKinds.All.Contains(kind ?? "") ? kind : null, how switch { "nguoi" => true, "may" => false, _ => null },
        from, to, standing switch { "con" => true, "bo" => false, _ => null });

    /// <summary>Key of the word for whether it stands.</summary>
    public static string State(MadeMatch match) => match.IsUndone ? "Match.Undone" : match.Released > 0 ? "Match.PartUndone" : "Match.Stands";

    /// <summary>"Theo quy tắc “Phí SMS”", "Phan Thị Thu Hà khớp".</summary>
    public static string Why(MadeMatch match, IStringLocalizer<BenchTexts> texts, IStringLocalizer<MatchingTexts> matching) => match switch
    {
        { RuleName: { } rule, ByName: { } name } => texts["Match.RuleBy", rule, name],
        { RuleName: { } rule } => texts["Match.Rule", rule],
        { ByName: { } name } => texts["Match.By", name],
        _ => texts["Match.Itself", matching[$"Reason.{match.Reason}"].Value],
    };
}
