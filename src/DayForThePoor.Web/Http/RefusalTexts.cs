using DayForThePoor.Core;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Http;

/// <summary>A module's texts that hold sentences for refusals, each under the refusal's code.</summary>
public sealed record RefusalSource(Type Texts);

/// <summary>The sentence that a person reads for a refusal, in the language of the request.</summary>
public sealed class RefusalTexts(IEnumerable<RefusalSource> sources, IStringLocalizerFactory localizers, IStringLocalizer<HttpTexts> general)
{
    private readonly IReadOnlyList<IStringLocalizer> modules = [.. sources.Select(source => localizers.Create(source.Texts))];

    /// <summary>A code without a sentence is a mistake of the build that a test finds; here it gets that of its kind.</summary>
    public string Of(Refusal refusal)
    {
        object[] args = [.. refusal.Args];
        foreach (var texts in modules)
            if (texts[refusal.Code, args] is { ResourceNotFound: false } found) return found;
        return general[$"refused.{refusal.Kind}"];
    }

    public bool Knows(string code) => modules.Any(texts => !texts[code].ResourceNotFound);
}

/// <summary>How a module says that its texts hold sentences for refusals.</summary>
public static class RefusalSources
{
    public static void AddRefusalTexts<TTexts>(this IServiceCollection services) => services.AddSingleton(new RefusalSource(typeof(TTexts)));
}
