namespace DayForThePoor.Web.Jobs;

/// <summary>How far a run is. It says nothing about the work itself: that stands in the tables of the module that did it.</summary>
public static class RunStates
{
    /// <summary>A person asked for it; no node has taken it yet.</summary>
    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";

    /// <summary>Its process is gone. It is begun again, unless a later run of the job has taken over.</summary>
    public const string Interrupted = "interrupted";

    public static readonly IReadOnlyList<string> All = [Waiting, Running, Done, Failed, Interrupted];
}

/// <summary>One run, as <c>dftp.job_run</c> holds it.</summary>
/// <param name="ScheduledFor">The instant its schedule names; with the job it names the run.</param>
/// <param name="AskedBy">The person who started it; null: the schedule.</param>
/// <param name="Attempt">How often it was begun.</param>
/// <param name="Total">Null: not known yet.</param>
/// <param name="Idle">It ended and had found nothing to do.</param>
/// <param name="Problem">Code of the sentence that says why it failed.</param>
public sealed record JobRun(
    Guid Id, string Job, DateTimeOffset ScheduledFor, Guid? AskedBy, string State, int Attempt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    long Done, long? Total, bool Idle, string? Problem)
{
    /// <summary>How long after its process died a run may be expected to begin again.</summary>
    private static readonly TimeSpan TakenUpWithin = TimeSpan.FromMinutes(5);

    /// <summary>Nothing more will come of it.</summary>
    public bool IsOver(DateTimeOffset now) =>
        State is RunStates.Done or RunStates.Failed || State == RunStates.Interrupted && now - EndedAt > TakenUpWithin;
}
