using System.Xml.Linq;
using DayForThePoor.Web.Hosting;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace DayForThePoor.Web.Access;

/// <summary>
/// The keys that cookies and tokens are sealed with, in the database: every node opens what another sealed, and a new
/// container does not sign everybody out. The framework asks for them synchronously, once a day.
/// </summary>
public sealed class KeyRepository(Sessions sessions) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand("select xml from identity.data_protection_key order by id", connection);
        using var reader = command.ExecuteReader();
        List<XElement> keys = [];
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand("insert into identity.data_protection_key (friendly_name, xml) values ($1, $2)", connection)
        {
            Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        command.ExecuteNonQuery();
    }

    private NpgsqlConnection Connect() => sessions.ConnectAnywhere(CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
