using DayForThePoor.Web.Http;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Registers what tells lines of statements what they are.</summary>
public static class MatchingModule
{
    public static void AddMatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenLines>();
        builder.Services.AddSingleton<OpenItems>();
        builder.Services.AddSingleton<MatchRules>();
        builder.Services.AddSingleton<Candidates>();
        builder.Services.AddSingleton<MatchWriter>();
        builder.Services.AddRefusalTexts<MatchingTexts>();
    }
}
