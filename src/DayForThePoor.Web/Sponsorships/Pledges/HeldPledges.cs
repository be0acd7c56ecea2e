using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>
/// One transaction that changes pledges: it holds slots, then cases, then pledges, reads what their events say, and appends.
/// </summary>
public sealed class HeldPledges : HeldStreams
{
    private HeldPledges(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction)
        : base(sessions, unit, connection, transaction)
    {
    }

    public static async Task<HeldPledges> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldPledges(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <inheritdoc cref="PledgeStreams.Lock"/>
    public Task<IReadOnlyDictionary<Guid, PledgeState>> Lock(IEnumerable<Guid> pledges, CancellationToken cancellation) =>
        PledgeStreams.Lock(Connection, Unit, pledges, cancellation);

    /// <summary>The pledge of this unit, its row locked; null when there is none.</summary>
    public async Task<PledgeState?> Lock(Guid pledge, CancellationToken cancellation) => (await Lock([pledge], cancellation)).GetValueOrDefault(pledge);

    /// <summary>A step of its own id, its texts sealed; what is empty is left out.</summary>
    public PledgeStep Step(Guid by, params (string Field, string? Text)[] written) => Step(Guid.CreateVersion7(), by, written);

    /// <inheritdoc cref="Step(Guid, ValueTuple{string, string}[])"/>
    public PledgeStep Step(Guid step, Guid by, params (string Field, string? Text)[] written) => new(step, by, Seal(step, written));

    public void Append(params IEnumerable<IPledgeEvent> happened)
    {
        foreach (var one in happened) Add(one.PledgeId, one);
    }

    /// <summary>Events of cases that change with their pledges.</summary>
    public void Append(ICaseEvent happened) => Add(happened.BeneficiaryId, happened);
}
