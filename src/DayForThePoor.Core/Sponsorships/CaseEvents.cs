using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>Something that happened to the case of a supported person; every event of its stream, whose id is the beneficiary's. Who it is stands in rows alone.</summary>
public interface ICaseEvent : ICarriesTexts
{
    /// <summary>The event's own id, and the owner of the texts sealed with it.</summary>
    Guid StepId { get; }

    Guid BeneficiaryId { get; }

    /// <summary>Opaque id of the person; of the daily run the system's.</summary>
    Guid By { get; }
}

public sealed record CaseOpened(Guid StepId, Guid BeneficiaryId, Guid UnitId, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

/// <summary>Something changed in the life of the person. Texts: note.</summary>
/// <param name="Kind">One of <see cref="LifeChanges"/>.</param>
public sealed record CaseLifeChanged(Guid StepId, Guid BeneficiaryId, string Kind, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

/// <summary>A life change was recorded wrongly. Texts: reason.</summary>
/// <param name="ChangeId">Step of the change.</param>
public sealed record CaseLifeChangeTakenBack(Guid StepId, Guid BeneficiaryId, Guid ChangeId, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

/// <summary>The person is not sponsored any more and no pledge lives. Texts: reason.</summary>
/// <param name="ReasonCode">One of <see cref="LifeChanges"/>, or "other".</param>
public sealed record CaseClosed(Guid StepId, Guid BeneficiaryId, DateOnly On, string ReasonCode, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

public sealed record CaseReopened(Guid StepId, Guid BeneficiaryId, DateOnly On, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

/// <summary>The person stood in the register twice: what is asked of this case is answered by the other from now on. Texts: reason.</summary>
public sealed record CaseMerged(Guid StepId, Guid BeneficiaryId, Guid IntoId, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;

/// <summary>They were two people after all. Texts: reason.</summary>
public sealed record CaseUnmerged(Guid StepId, Guid BeneficiaryId, Guid FromId, IReadOnlyDictionary<string, string> Texts, Guid By) : ICaseEvent;
