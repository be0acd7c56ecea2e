using DayForThePoor.Core;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>One number to take from the series of a fund, year and kind.</summary>
/// <param name="Date">Document date of what gets the number; the series remembers its latest.</param>
public readonly record struct NumberNeed(Guid FundId, int Year, string Kind, DateOnly Date);

/// <summary>Events for one stream.</summary>
/// <param name="Starts">True: the stream must not exist. False: it must be at <paramref name="ExpectedVersion"/>.</param>
public sealed record StreamAppend(Guid StreamId, bool Starts, long ExpectedVersion, IReadOnlyList<object> Events)
{
    public static StreamAppend Start(Guid stream, params object[] events) => new(stream, true, 0, events);

    public static StreamAppend Next(Guid stream, long version, params object[] events) => new(stream, false, version, events);
}

/// <summary>A free text on its way to <c>dftp.sealed_text</c>.</summary>
/// <param name="Searchable">Whether it is found without diacritics (names of donors).</param>
public sealed record SealedText(Guid OwnerId, string Field, byte[] Salt, string Text, bool Searchable);

/// <summary>What a command writes once its numbers are known.</summary>
public sealed record Draft(IReadOnlyList<StreamAppend> Streams, IReadOnlyList<SealedText> Texts);

/// <summary>
/// A decided command that waits for its numbers and its commit.
/// </summary>
/// <param name="RequestId">Function of unit and key: the same request is carried out once.</param>
/// <param name="ContentHash">SHA-256 over what was asked; the same id with another hash is refused.</param>
/// <param name="Dates">Document dates; their months must be open.</param>
/// <param name="Write">Makes the events from the numbers, in the order of <paramref name="Numbers"/>. May be called again
/// with other numbers when a group fails, so it must only compute.</param>
public sealed record LedgerCommand(
    Guid RequestId,
    byte[] ContentHash,
    Guid UnitId,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<NumberNeed> Numbers,
    Func<IReadOnlyList<int>, Draft> Write)
{
    /// <summary>A check that needs the fund's rows locked (a cash box may not fall below zero). Such a command commits alone.</summary>
    public Func<NpgsqlConnection, CancellationToken, Task<Refusal?>>? Guard { get; init; }

    /// <summary>Bank accounts whose lines the command ties or frees; locked before its numbers are taken, see <see cref="AccountLock"/>.</summary>
    public IReadOnlyList<Guid> Accounts { get; init; } = [];

    /// <summary>Funds locked before <see cref="Guard"/> runs.</summary>
    public IReadOnlyList<Guid> GuardedFunds { get; init; } = [];

    /// <summary>Document dates in the books of other units that the command also writes; their months must be open as well.</summary>
    public IReadOnlyList<(Guid UnitId, DateOnly Date)> ElsewhereDates { get; init; } = [];

    /// <summary>Guarded funds whose last voucher this is: whoever writes to one of them at this moment ends before the guard
    /// looks, and whoever comes later finds it handed over (<see cref="VoucherAfterHandOver"/>).</summary>
    public IReadOnlyList<Guid> EndingFunds { get; init; } = [];

    /// <summary>Every unit and document date that the command writes.</summary>
    public IEnumerable<(Guid UnitId, DateOnly Date)> AllDates => Dates.Select(date => (UnitId, date)).Concat(ElsewhereDates);
}

/// <summary>What became of a command.</summary>
public enum PostResult
{
    /// <summary>Committed now.</summary>
    Written,

    /// <summary>The same request with the same content was committed before.</summary>
    AlreadyKnown,

    /// <summary>The same request was committed before with other content.</summary>
    Differs,

    Refused,
}

/// <param name="Refusal">Why, when refused.</param>
public readonly record struct PostAnswer(PostResult Result, Refusal? Refusal = null);
