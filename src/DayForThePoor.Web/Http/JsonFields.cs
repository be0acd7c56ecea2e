using System.Globalization;
using System.Text.Json;
using DayForThePoor.Core;

namespace DayForThePoor.Web.Http;

/// <summary>
/// Reads a JSON object field by field, so that each wrong field is named with what is wrong about it. A deserializer
/// stops at the first and speaks of .NET types.
/// </summary>
public sealed class JsonFields(JsonElement body, string path = "")
{
    private readonly List<Refusal> problems = [];

    /// <summary>What was wrong so far, in the order of reading.</summary>
    public IReadOnlyList<Refusal> Problems => problems;

    /// <summary>An object without any field.</summary>
    public static JsonFields None => new(JsonSerializer.SerializeToElement(new object()));

    /// <summary>Null when the body is not a JSON object.</summary>
    public static async Task<JsonFields?> Read(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new JsonFields(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        return Wrong<string>(name, "json.text");
    }

    /// <summary>A whole number; 1.5, "5" and 1e30 are refused under <paramref name="code"/>.</summary>
    public long? Whole(string name, string code = "json.whole_number")
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        return Wrong<long?>(name, code);
    }

    public int? Count(string name)
    {
        var number = Whole(name);
        if (number is null or (>= int.MinValue and <= int.MaxValue)) return (int?)number;
        return Wrong<int?>(name, "json.whole_number");
    }

    public decimal? Number(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        return Wrong<decimal?>(name, "json.number");
    }

    public bool? Flag(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        return Wrong<bool?>(name, "json.flag");
    }

    /// <summary>yyyy-MM-dd.</summary>
    public DateOnly? Date(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        return Wrong<DateOnly?>(name, "json.date");
    }

    /// <summary>Each object of a list, read by <paramref name="read"/>; its problems carry "name[i].field".</summary>
    public IReadOnlyList<T>? List<T>(string name, Func<JsonFields, T> read)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            return Wrong<IReadOnlyList<T>>(name, "json.list");
        List<T> items = [];
        foreach (var item in value.EnumerateArray())
        {
            var fields = new JsonFields(item, $"{path}{name}[{items.Count}].");
            items.Add(read(fields));
            problems.AddRange(fields.problems);
        }
        return items;
    }

    /// <summary>An object within the object, read by <paramref name="read"/>; its problems carry "name.field".</summary>
    public T? Part<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object) return Wrong<T>(name, "json.part");
        var fields = new JsonFields(value, $"{path}{name}.");
        var part = read(fields);
        problems.AddRange(fields.problems);
        return part;
    }

    /// <summary>Texts in a list.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String)) return Wrong<IReadOnlyList<string>>(name, "json.texts");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>Whole numbers in a list.</summary>
    public IReadOnlyList<long>? Wholes(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out _)))
            return Wrong<IReadOnlyList<long>>(name, "json.whole_number");
        return [.. value.EnumerateArray().Select(item => item.GetInt64())];
    }

    public Guid? Id(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id)) return id;
        return Wrong<Guid?>(name, "json.one_id");
    }

    public IReadOnlyList<Guid>? Ids(string name)
    {
        if (!Given(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String || !item.TryGetGuid(out _)))
            return Wrong<IReadOnlyList<Guid>>(name, "json.id");
        return [.. value.EnumerateArray().Select(item => item.GetGuid())];
    }

    private bool Given(string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private T? Wrong<T>(string name, string code)
    {
        problems.Add(Refusal.Invalid(code, path + name));
        return default;
    }
}
