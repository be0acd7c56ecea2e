using DayForThePoor.Web.Http;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Ledger.Checking;
using Wolverine;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Registers what tells lines of statements what they are.</summary>
public static class MatchingModule
{
    /// <summary>Runs that follow imports at the same time on one node.</summary>
    private const int RunsAtOnce = 2;

    public static void AddMatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenLines>();
        builder.Services.AddSingleton<OpenItems>();
        builder.Services.AddSingleton<MatchRules>();
        builder.Services.AddSingleton<Candidates>();
        builder.Services.AddSingleton<MatchWriter>();
        builder.Services.AddSingleton<Reconciliation>();
        builder.Services.AddSingleton<OpenMonth>();
        builder.Services.AddSingleton<MatchQueries>();
        builder.Services.AddSingleton<ILedgerCheckPart, MatchChecks>();
        builder.Services.AddJob(NightlyReconciliation.Job);
        builder.Services.AddRefusalTexts<MatchingTexts>();
    }

    public static void ConfigureMatching(this WolverineOptions options) =>
        options.LocalQueueFor<ReconcileImported>().MaximumParallelMessages(RunsAtOnce);
}
