using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Payments.Levels.Pages;

/// <summary>What the pages of money between levels share: how the two ends are called.</summary>
public abstract class TransferPageBase : StaffPage
{
    [Inject]
    protected TransferQueries Transfers { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<LevelTexts> T { get; set; } = null!;

    protected RegistrySnapshot Known { get; set; } = null!;

    /// <summary>"Xã Quế Sơn", as it was called then; the written name of a side outside.</summary>
    protected string NameOf(TransferSide? side, TransferRow transfer) => side is null ? transfer.OtherName : Known.UnitOn(side.UnitId, transfer.DocumentDate).Name;

    /// <summary>Keeps the scan that was sent with the form; null for none, and when it is refused.</summary>
    protected async Task<string?> Scan(Guid unit, List<Refusal> no)
    {
        if (Http.Request.Form.Files["scan"] is not { Length: > 0 } file) return null;
        await using var content = file.OpenReadStream();
        var kept = await Bus.InvokeAsync<Outcome<PaperForm>>(new KeepPaper(Actor, unit, file.FileName, content, "scan"), Stop);
        no.AddRange(kept.Refusals);
        return kept.TryGet(out var paper) ? paper.Sha256 : null;
    }
}
