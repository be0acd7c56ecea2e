using DayForThePoor.Core.Money;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Jobs;

/// <summary>Jobs and what they did, in the reader's language.</summary>
public sealed class JobWords(IStringLocalizerFactory localizers, JobList jobs)
{
    /// <summary>The name; of a job that this version no longer has, its code.</summary>
    public string Title(string code) => jobs.Find(code) is { } job ? Title(job) : code;

    public string Title(Job job) => Text(job, "Title");

    /// <summary>What it does, in one sentence.</summary>
    public string What(Job job) => Text(job, "What");

    /// <summary>A sentence for each figure above 0; that it found nothing to do where all are 0.</summary>
    public IReadOnlyList<string> Did(string code, IReadOnlyDictionary<string, long> counts)
    {
        if (jobs.Find(code) is not { } job) return [];
        if (counts.Values.All(figure => figure == 0)) return [Text(job, "Idle")];
        return
        [
            .. job.Counts.Where(count => count.TellsNone || counts.GetValueOrDefault(count.Name) > 0)
                .Select(count => counts.GetValueOrDefault(count.Name) is var figure && figure > 0 ? Count(job, count, figure) : Text(job, $"Count.{count.Name}.None")),
        ];
    }

    public string Count(Job job, JobCount count, long figure) => localizers.Create(job.Texts)[$"Job.{job.Code}.Count.{count.Name}", MoneyText.Format(new Vnd(figure))];

    private string Text(Job job, string name) => localizers.Create(job.Texts)[$"Job.{job.Code}.{name}"];
}
