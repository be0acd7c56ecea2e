using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>Letters that wait for an officer to read them.</summary>
public sealed class TodayLetters(LetterQueries letters, IStringLocalizer<PublicTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.ManageCases;

    public int Order => 45;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation) =>
        await letters.Waiting(units, cancellation) is > 0 and var waiting ? [new(texts["Today.Letters"], "/do-dau/thu", $"{waiting}")] : [];
}
