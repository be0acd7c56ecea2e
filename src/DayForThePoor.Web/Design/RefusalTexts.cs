using DayForThePoor.Core;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Design;

/// <summary>A module's texts that hold sentences for refusals, under the refusal's code.</summary>
public sealed record RefusalTextSource(Type Texts);

/// <summary>Turns a refusal into the sentence that a person reads, in the language of the request.</summary>
public sealed class RefusalTexts(IEnumerable<RefusalTextSource> sources, IStringLocalizerFactory localizers)
{
    private readonly IReadOnlyList<IStringLocalizer> texts = [.. sources.Select(source => localizers.Create(source.Texts))];

    /// <exception cref="KeyNotFoundException">No module has a sentence for the code: a mistake of the build, not of the person.</exception>
    public string Of(Refusal refusal)
    {
        object[] args = [.. refusal.Args];
        foreach (var localizer in texts)
            if (localizer[refusal.Code, args] is { ResourceNotFound: false } found) return found.Value;
        throw new KeyNotFoundException($"No text for the refusal \"{refusal.Code}\".");
    }
}

public static class RefusalTextRegistration
{
    public static void AddRefusalTexts<TTexts>(this IServiceCollection services) =>
        services.AddSingleton(new RefusalTextSource(typeof(TTexts)));
}
