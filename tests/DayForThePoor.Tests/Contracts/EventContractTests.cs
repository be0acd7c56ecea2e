using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using Marten;

namespace DayForThePoor.Tests.Contracts;

/// <summary>
/// What is stored once is read for ever. Each event has its JSON in a file beside this test; a file is never changed, only
/// added. A new member is optional, so that the old file still reads; anything else is a new event with <c>_v2</c>.
/// </summary>
public sealed class EventContractTests
{
    public static TheoryData<string> Aliases => [.. EventContracts.Aliases.Values.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Aliases))]
    public void an_event_is_written_as_it_was_frozen(string alias)
    {
        var store = new StoreOptions();
        Store.Configure(store);
        JsonNode.DeepEquals(JsonNode.Parse(store.Serializer().ToJson(Sample(alias))), Frozen(alias)).ShouldBeTrue(store.Serializer().ToJson(Sample(alias)));
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void a_frozen_event_is_read_whole(string alias)
    {
        var read = Frozen(alias).Deserialize(Sample(alias).GetType(), EventContracts.Json);
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(read, EventContracts.Json), Frozen(alias)).ShouldBeTrue();
    }

    [Fact]
    public void every_sample_is_of_the_type_that_its_alias_names() =>
        EventSamples.ByAlias.ToDictionary(sample => sample.Value.GetType(), sample => sample.Key).ShouldBe(EventContracts.Aliases, ignoreOrder: true);

    [Fact]
    public void every_type_that_carries_entries_or_texts_is_listed() => typeof(JournalEntry).Assembly.GetTypes()
        .Where(type => !type.IsInterface && (type.IsAssignableTo(typeof(ICarriesEntries)) || type.IsAssignableTo(typeof(ICarriesTexts))))
        .Except(EventContracts.Aliases.Keys).ShouldBeEmpty();

    private static object Sample(string alias) =>
        EventSamples.ByAlias.TryGetValue(alias, out var sample) ? sample : throw new InvalidOperationException($"{alias} has no sample in EventSamples.");

    private static JsonNode Frozen(string alias)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"DayForThePoor.Tests.Contracts.{alias}.json")
            ?? throw new InvalidOperationException($"Contracts/{alias}.json is missing.");
        return JsonNode.Parse(file)!;
    }
}
