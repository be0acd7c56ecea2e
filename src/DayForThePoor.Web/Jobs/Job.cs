using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// Work that the product does by itself. It sends one command, which may be killed at any instant, sent twice or sent on
/// two nodes at once and leaves the same books.
/// </summary>
/// <param name="Code">Stable, e.g. "inbox"; stored with every run.</param>
/// <param name="Texts">Marker of the texts that hold <c>Job.CODE.Title</c>, <c>Job.CODE.What</c> (one sentence), <c>Job.CODE.Idle</c>
/// (there was nothing to do) and a <c>Job.CODE.Count.NAME</c> with {0} for each of <see cref="Counts"/>.</param>
/// <param name="Command">The command of one run. Its handler answers <see cref="Core.Outcome{T}"/> of <see cref="JobDone"/>
/// and says on the way what it does; longer than a minute it needs a <c>[MessageTimeout]</c>.</param>
public sealed record Job(string Code, Schedule Schedule, Type Texts, Func<IJobRun, IJobCommand> Command)
{
    /// <summary>What its parts count, in the order in which a page tells it.</summary>
    public IReadOnlyList<JobCount> Counts { get; init; } = [];

    /// <summary>Who may start it outside its schedule, besides administrators: whoever holds this in any unit.</summary>
    public Permission StartedBy { get; init; } = Permission.ManageSettings;
}

/// <summary>A figure that a job tells, e.g. files taken in.</summary>
/// <param name="Name">Stable; a key in <see cref="RunPart.Counts"/>.</param>
/// <param name="Needs">Where a person goes when it is above 0, by the part's account; null: nothing has to be done.</param>
/// <param name="TellsNone">That it is 0 is worth a sentence: <c>Job.CODE.Count.NAME.None</c>.</param>
public sealed record JobCount(string Name, Func<BankAccount?, string>? Needs = null, bool TellsNone = false)
{
    /// <summary>Its module has a task of its own for it on the first page, with more to say than the figure.</summary>
    public bool HasOwnTask { get; init; }
}

/// <summary>The command of a job. No door sends it: only a run does, in the name of the program.</summary>
public interface IJobCommand;

/// <summary>The answer of a job's command; what it did was told to its <see cref="IJobRun"/>.</summary>
public readonly record struct JobDone;

/// <summary>The run that a command belongs to.</summary>
public interface IJobRun
{
    Guid Id { get; }

    /// <summary>The instant its schedule names; a repeated run has that of the first.</summary>
    DateTimeOffset ScheduledFor { get; }

    /// <summary>How far it is; cheap, so it may be called for every item.</summary>
    /// <param name="total">Null: not known yet.</param>
    void Progress(long done, long? total);

    /// <summary>Keeps at once what was done in one place. A part of the same key replaces the earlier one, so a repeated run
    /// counts nothing twice.</summary>
    Task Tell(RunPart part, CancellationToken cancellation);
}

/// <summary>What a run did in one place.</summary>
/// <param name="Key">Names the thing within the run, e.g. an account's or an import's id.</param>
/// <param name="UnitId">Who sees it: people who read that unit's books; null: everybody who reads any.</param>
/// <param name="Counts">By <see cref="JobCount.Name"/>; those that are 0 may be left out.</param>
public sealed record RunPart(string Key, Guid? UnitId, Guid? AccountId, IReadOnlyDictionary<string, long> Counts);

/// <summary>All jobs by their codes.</summary>
public sealed class JobList(IEnumerable<Job> jobs)
{
    private readonly Dictionary<string, Job> byCode = jobs.ToDictionary(job => job.Code, StringComparer.Ordinal);

    public IReadOnlyCollection<Job> All => byCode.Values;

    /// <summary>Null for one that this version no longer has.</summary>
    public Job? Find(string code) => byCode.GetValueOrDefault(code);
}

/// <summary>How a module says what it does by itself.</summary>
public static class JobRegistration
{
    public static void AddJob(this IServiceCollection services, Job job) => services.AddSingleton(job);

    /// <summary>On the first page and on that of all jobs.</summary>
    public static void AddJobNeeds<T>(this IServiceCollection services) where T : class, IJobNeeds =>
        services.AddSingleton<IJobNeeds, T>().AddSingleton<Design.ITodayTasks>(provider => provider.GetServices<IJobNeeds>().OfType<T>().Single());
}
