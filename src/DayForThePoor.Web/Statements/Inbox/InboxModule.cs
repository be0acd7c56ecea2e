using DayForThePoor.Web.Jobs;

namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>Registers the folder where statements are dropped.</summary>
internal static class InboxModule
{
    public static void AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<InboxFolder>();
        services.AddSingleton<InboxImport>();
        services.AddJob(InboxJob.Job);
        services.AddJobNeeds<TodayInbox>();
    }
}
