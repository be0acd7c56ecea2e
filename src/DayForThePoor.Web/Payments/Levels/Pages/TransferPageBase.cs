using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

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
}
