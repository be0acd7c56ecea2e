using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Grants;

/// <summary>A program with a database of its own, for tests that put grants where they want them without the events: a check of those books would find them.</summary>
public sealed class UnprovedBooks : AppFixture;

[CollectionDefinition(nameof(UnprovedBooks))]
public sealed class UnprovedBooksUsers : ICollectionFixture<UnprovedBooks>;
