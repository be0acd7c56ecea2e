using DayForThePoor.IntegrationTests.Support;
using Xunit.Sdk;
using Xunit.v3;

// Four on two cores, because those with a product of their own mostly wait for its timetable.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongOnesFirst))]

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>Begins with the tests of crashes: begun last, the others would be done and the cores idle.</summary>
public sealed class LongOnesFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionDisplayName.Contains(".Faults.", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(c => c.UniqueID, StringComparer.Ordinal)];
}
