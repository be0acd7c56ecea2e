namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>A row of the list of cases. For staff of the unit: it bears the name.</summary>
/// <param name="State">open, closed or merged.</param>
/// <param name="Stopped">The life change after which nothing may be paid, or null.</param>
/// <param name="Slots">Needs that stand today or later.</param>
/// <param name="OpenSlots">Of them those that have room for a sponsor.</param>
/// <param name="Pledges">Held, active and paused.</param>
public sealed record CaseRow(
    Guid Id, Guid UnitId, string Code, string Name, DateOnly? BirthDate, int? BirthYear, string? Sex, string Kind, string State, string? Stopped, DateOnly? StoppedOn,
    Guid HouseholdId, string HouseholdCode, Guid MemberId, string Hamlet, Guid? OfficerId, string Officer, DateOnly OpenedOn, Guid? MergedInto, int Slots, int OpenSlots, int Pledges);

/// <summary>A need with how far it is filled.</summary>
/// <param name="AmountVnd">Đồng a month; <paramref name="Quantity"/> of goods a month.</param>
/// <param name="FilledVnd">Đồng a year that pledges fill, now or later; the room is counted by the year so that nothing is divided.</param>
public sealed record SlotView(
    Guid Id, string Purpose, string Kind, long AmountVnd, string Goods, string Unit, decimal Quantity, DateOnly StartsOn, DateOnly? EndsOn, long FilledVnd, decimal FilledQuantity)
{
    /// <summary>Đồng a year.</summary>
    public long RoomVnd => Math.Max(0, checked(AmountVnd * 12) - FilledVnd);

    /// <summary>Goods a year.</summary>
    public decimal RoomQuantity => Math.Max(0, Quantity * 12 - FilledQuantity);

    public bool HasRoom => Kind == SlotRow.Money ? RoomVnd > 0 : RoomQuantity > 0;

    /// <summary>Whole per cent of the year that is filled; a hundred only when nothing is left.</summary>
    public int FilledPercent => Kind == SlotRow.Money
        ? (int)(FilledVnd * 100 / (AmountVnd * 12))
        : (int)(FilledQuantity * 100 / (Quantity * 12));
}

/// <param name="AmountVnd">Đồng of an instalment.</param>
/// <param name="Flagged">A life change that nobody has decided about, or null.</param>
public sealed record CasePledgeView(
    Guid Id, Guid SponsorId, string SponsorCode, string Sponsor, Guid? SlotId, string Channel, long AmountVnd, decimal? Quantity, string Frequency, string State, DateOnly StartsOn,
    DateOnly? EndsOn, DateOnly? HeldUntil, string? Flagged);

/// <param name="Guardian">Who signed for the child; null: the person signed alone.</param>
/// <param name="Holds">Today.</param>
public sealed record ConsentView(
    Guid Id, string Item, bool ForPublic, DateOnly GivenOn, string? Guardian, string? GuardianRelation, bool Child, DateOnly ValidUntil, Guid FileId, DateTimeOffset? WithdrawnAt,
    string? WithdrawnReason, bool Holds);

public sealed record CaseFileView(Guid Id, string Kind, string Name, string MediaType, long Bytes, DateOnly On);

public sealed record VisitView(Guid Id, DateOnly On, string VisitedBy, string? Sponsor, string Text, Guid? FileId);

/// <param name="ApprovedBy">Who looked it through; null: nobody yet.</param>
public sealed record NewsView(Guid Id, string Item, DateOnly On, string Text, Guid? FileId, string? ApprovedBy);

public sealed record FacilityStepView(Guid Id, string Step, string Facility, DateOnly On, string Note, string By);

/// <param name="Over">Taken back, or of before a reopening.</param>
public sealed record LifeChangeView(Guid Id, string Kind, DateOnly On, string Note, bool TakenBack, bool Over, string By);

/// <summary>What the state pays each month already: coefficient × base, both as of a day.</summary>
public sealed record AidView(string Category, decimal Coefficient, long BaseVnd, long AmountVnd, string RateSource, string BaseSource);

/// <summary>One case with everything about it.</summary>
public sealed record CaseView(
    CaseRow Case, string Father, string Mother, string CarerName, string CarerRelation, string CarerPhone, string School, int? Grade, int? GradeYear, string? AidCategory, string Note,
    DateOnly? ClosedOn, string? CloseReason, AidView? Aid, IReadOnlyList<SlotView> Slots, IReadOnlyList<CasePledgeView> Pledges, IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<CaseFileView> Files, IReadOnlyList<VisitView> Visits, IReadOnlyList<NewsView> News, IReadOnlyList<FacilityStepView> FacilitySteps,
    IReadOnlyList<LifeChangeView> Changes, IReadOnlyList<string> MergedFrom);
