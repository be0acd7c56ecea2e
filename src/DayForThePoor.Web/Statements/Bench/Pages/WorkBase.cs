using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>
/// The workbench: which lines are left, which one is looked at, and what each step does. Everything stands in the address,
/// so that a page can be kept, sent and gone back to; only what was skipped is forgotten with it.
/// </summary>
public abstract class WorkBase : BenchPage
{
    protected const int PageSize = 25;

    /// <summary>What one remembers to come back to; more would make the address too long.</summary>
    private const int MostSkipped = 60;

    /// <summary>The undo key does not reach yesterday's work.</summary>
    private static readonly TimeSpan UndoWithin = TimeSpan.FromHours(12);

    public const string Assign = "gan", Split = "chia", PairUp = "ghep", GiveBack = "tra-lai";

    [Inject]
    private OpenLines Lines { get; set; } = null!;

    [Inject]
    private Candidates Candidates { get; set; } = null!;

    [Inject]
    private AccountWorks Works { get; set; } = null!;

    [Inject]
    private MadeMatches Matches { get; set; } = null!;

    [Inject]
    private Charges Charges { get; set; } = null!;

    [Inject]
    public IStringLocalizer<MatchingTexts> M { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "tai-khoan")]
    public string? AccountCode { get; set; }

    [SupplyParameterFromQuery(Name = "tim")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "chieu")]
    public string? SideName { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    public int? PageAsked { get; set; }

    [SupplyParameterFromQuery(Name = "dong")]
    public long? LineId { get; set; }

    [SupplyParameterFromQuery(Name = "viec")]
    public string? TaskAsked { get; set; }

    [SupplyParameterFromQuery(Name = "de-sau")]
    public string? SkippedAsked { get; set; }

    /// <summary>The match that was just made.</summary>
    [SupplyParameterFromQuery(Name = "xong")]
    public Guid? Done { get; set; }

    [SupplyParameterFromQuery(Name = "da-bo")]
    public bool Undone { get; set; }

    protected BankAccount Account { get; private set; } = null!;

    protected AccountWork Work { get; private set; } = null!;

    protected OpenLinePage Found { get; private set; } = null!;

    /// <summary>The line that is looked at; null when nothing is left.</summary>
    public OpenLine? Line { get; private set; }

    public IReadOnlyList<Candidate> Offered { get; private set; } = [];

    /// <summary>Lines of the other side that the line could be paired with, while that is the task.</summary>
    public IReadOnlyList<OpenLine> PairChoices { get; private set; } = [];

    protected MadeMatch? Last { get; private set; }

    protected long ToMakeGood { get; private set; }

    protected IReadOnlyList<long> Skipped { get; private set; } = [];

    public RegistrySnapshot Registered => Known;

    public IStringLocalizer<BenchTexts> Texts => T;

    protected int PageNumber => Math.Clamp(PageAsked ?? 1, 1, 1_000_000);

    protected bool Filtered => !string.IsNullOrWhiteSpace(Search) || SideName is "co" or "no" || PageNumber > 1;

    /// <summary>The form that is open beside the line; null: the candidates.</summary>
    protected string? Task => Line is null ? null : TaskAsked switch
    {
        Assign or Split or PairUp => TaskAsked,
        GiveBack when Line.Side == Side.Credit => TaskAsked,
        _ => null,
    };

    /// <summary>The line to look at when this one is done.</summary>
    protected long? Next
    {
        get
        {
            if (Line is null) return null;
            var place = Found.Items.Select((line, i) => (line.Id, i)).FirstOrDefault(at => at.Id == Line.Id, (0, -1)).Item2;
            return place + 1 < Found.Items.Count ? Found.Items[place + 1].Id : place > 0 ? Found.Items[0].Id : null;
        }
    }

    protected IReadOnlyList<Choice> AccountChoices => [.. Accounts.Select(a => new Choice(a.Code, $"{a.Code} – {a.BankName}"))];

    protected override async Task LoadBench()
    {
        Skipped = [.. (SkippedAsked ?? "").Split(',').Select(text => long.TryParse(text, out var id) ? id : 0).Where(id => id > 0).TakeLast(MostSkipped)];
        var works = (await Works.Of([.. Accounts.Select(a => a.Id)], Stop)).ToDictionary(work => work.AccountId);
        // Without an account in the address: the first on which there is something to do.
        Account = string.IsNullOrEmpty(AccountCode)
            ? Accounts.FirstOrDefault(a => works[a.Id].Open > 0) ?? Accounts[0]
            : Accounts.FirstOrDefault(a => a.Code == AccountCode) ?? throw Denied();
        await Read();
    }

    /// <summary>Reads what is left now; again after a step that was refused.</summary>
    private async Task Read()
    {
        Work = (await Works.Of([Account.Id], Stop))[0];
        var filter = new LineFilter([Account.Id], Side: SideName switch { "co" => Side.Credit, "no" => Side.Debit, _ => null }, Search: Search, Page: PageNumber, PageSize: PageSize);
        Found = await Lines.List(new OpenLineFilter(filter, Last: Skipped), Stop);
        if (Found.Items.Count == 0 && Found.Total > 0) Found = await Lines.List(new OpenLineFilter(filter with { Page = 1 }, Last: Skipped), Stop);
        Line = LineId is { } id
            ? Found.Items.FirstOrDefault(line => line.Id == id)
              ?? (await Lines.Find([id], Stop)).FirstOrDefault(line => line.AccountId == Account.Id && line.OpenVnd > 0)
            : null;
        Line ??= Found.Items is [var first, ..] ? first : null;
        if (Line is not null) Offered = await Candidates.For(Line, Stop);
        if (Line is not null && Task == PairUp) PairChoices = await Others(Line);
        Last = (Done ?? await Matches.LastOf([Account.Id], Actor.PersonId, Clock.GetUtcNow() - UndoWithin, Stop)) is { } match
            && await Matches.ById(match, Stop) is { } made && made.Account.UnitId == Account.UnitId && !made.IsUndone ? made : null;
        ToMakeGood = await Charges.ToMakeGood(Account.UnitId, Stop);
    }

    /// <summary>Equal sums first, then those of the nearest days.</summary>
    private async Task<IReadOnlyList<OpenLine>> Others(OpenLine line)
    {
        const int days = 60, most = 20;
        var unit = Known.Accounts.Values.Where(a => a.UnitId == line.UnitId).Select(a => a.Id).ToArray();
        var side = line.Side == Side.Credit ? Side.Debit : Side.Credit;
        var filter = new LineFilter(unit, line.Day.AddDays(-days), line.Day.AddDays(days), side, PageSize: 200);
        var equal = (await Lines.List(new OpenLineFilter(filter with { Amount = line.OpenVnd }), Stop)).Items;
        var near = (await Lines.List(new OpenLineFilter(filter), Stop)).Items;
        return [.. equal.Concat(near).DistinctBy(other => other.Id)
            .OrderBy(other => other.OpenVnd != line.OpenVnd).ThenBy(other => Math.Abs(other.Day.DayNumber - line.Day.DayNumber)).Take(most)];
    }

    /// <summary>The same bench at a line, with what was asked of it otherwise.</summary>
    public string Address(long? line, string? task = null, int? page = null, Guid? done = null, bool undone = false, IReadOnlyList<long>? skipped = null)
    {
        List<string> parts = [$"tai-khoan={Uri.EscapeDataString(Account.Code)}"];
        if (!string.IsNullOrWhiteSpace(Search)) parts.Add($"tim={Uri.EscapeDataString(Search)}");
        if (SideName is "co" or "no") parts.Add($"chieu={SideName}");
        if ((page ?? PageNumber) > 1) parts.Add($"trang={page ?? PageNumber}");
        if (line is { } id) parts.Add($"dong={id}");
        if (task is not null) parts.Add($"viec={task}");
        if ((skipped ?? Skipped) is { Count: > 0 } later) parts.Add($"de-sau={string.Join(',', later)}");
        if (done is { } match) parts.Add($"xong={match}");
        if (undone) parts.Add("da-bo=true");
        return $"/doi-chieu?{string.Join('&', parts)}";
    }

    /// <summary>The address of the next line, with this one at the end of the queue.</summary>
    public string SkipAddress => Address(Next ?? Line?.Id, skipped: Line is null ? Skipped : [.. Skipped.Where(id => id != Line.Id).Append(Line.Id).TakeLast(MostSkipped)]);

    /// <summary>What was typed into the form that came back.</summary>
    public string? Answer(string field) => Sent(field);

    /// <summary>A button of the bench: accept a candidate, general gift, bank charge.</summary>
    protected async Task Act()
    {
        if (Sent("act") is not { } act || await Meant() is not { } line) return;
        if (act == MatchKinds.General || act == MatchKinds.Charge)
        {
            await Send(line, [new ToldPart(act, [new MatchTake(line.Id, line.OpenVnd)])]);
            return;
        }
        // Looked for anew: what was offered may have been taken since.
        var candidate = (await Candidates.For(line, Stop)).FirstOrDefault(offered => offered.Key == act);
        if (candidate is null) await Refused([Refusal.Conflict("bench.candidate_gone")]);
        else await Send(line, [new ToldPart(PurposeOf(candidate), candidate.Takes)]);
    }

    /// <summary>The form beside the line: assign, split, pair, return.</summary>
    protected async Task Tell()
    {
        if (await Meant() is not { } line) return;
        List<Refusal> no = [];
        IReadOnlyList<ToldPart> parts = TaskAsked switch
        {
            Split => TaskForm.Split(line, Sent, SentAmount, no),
            PairUp => TaskForm.Pair(line, PairChoices, Sent, no),
            GiveBack => [new ToldPart(TellLines.Return, [new MatchTake(line.Id, line.OpenVnd)])],
            _ => [new ToldPart(Sent("purpose") ?? "", [new MatchTake(line.Id, line.OpenVnd)])],
        };
        if (no.Count > 0) Refuse(no);
        else await Send(line, parts);
    }

    protected async Task Undo()
    {
        if (!Guid.TryParse(Sent("match"), out var match) || await Matches.ById(match, Stop) is not { } made || made.Account.UnitId != Account.UnitId) return;
        var line = await Matches.LinesOf(match, 1, 1, Stop) is [var first, ..] ? first : null;
        var outcome = await Bus.InvokeAsync<Outcome<MatchReleased>>(new ReleaseMatch(Actor, Account.UnitId, match), Stop);
        if (outcome.IsRefused) await Refused(outcome.Refusals);
        else Navigation.NavigateTo(Address(line?.LineId, undone: true));
    }

    /// <summary>The line that the form was about, as it stands now.</summary>
    private async Task<OpenLine?> Meant()
    {
        var line = long.TryParse(Sent("line"), out var id) && await Lines.Find([id], Stop) is [var found] ? found : null;
        if (line is not null && line.AccountId != Account.Id) throw Denied();
        if (line is { OpenVnd: > 0 }) return line;
        await Refused([Refusal.Conflict("bench.line_done")]);
        return null;
    }

    private async Task Send(OpenLine line, IReadOnlyList<ToldPart> parts)
    {
        var outcome = await Bus.InvokeAsync<Outcome<MatchesMade>>(new TellLines(Actor, Account.UnitId, Key, parts, Sent("note")), Stop);
        if (!outcome.TryGet(out var made))
        {
            await Refused(outcome.Refusals);
            return;
        }
        // What a split leaves open stays where the eyes are.
        var stays = parts.SelectMany(part => part.Takes).Where(take => take.Line == line.Id).Sum(take => take.Amount) < line.OpenVnd;
        Navigation.NavigateTo(Address(stays ? line.Id : long.TryParse(Sent("next"), out var next) ? next : null, done: made.Matches[^1].MatchId));
    }

    /// <summary>Nothing was done; the page shows why, and what is left now.</summary>
    private async Task Refused(IReadOnlyList<Refusal> refusals)
    {
        Problems.AddRange(refusals.Select(refusal => refusal with { Field = null }), Refusals);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Read();
    }

    private string PurposeOf(Candidate candidate) => candidate.Target.Kind switch
    {
        MatchKinds.Item => TellLines.Item,
        MatchKinds.Pair => TellLines.Pair,
        _ => candidate.Target.Value(Known),
    };

    protected string Told(MadeMatch match) => T["Bench.Last", BenchWords.Amount(match.Total), T.Of(match, Known)];

    protected static string WithSign(OpenLine line) => line.Side == Side.Credit ? $"+{BenchWords.Amount(line.OpenVnd)}" : $"−{BenchWords.Amount(line.OpenVnd)}";

    /// <summary>The line as it is read out.</summary>
    protected string Label(OpenLine line) =>
        T[line.Side == Side.Credit ? "Bench.Label.In" : "Bench.Label.Out", Shown.Day(line.Day), BenchWords.Amount(line.OpenVnd), line.Memo];
}
