namespace DayForThePoor.Web.Units;

/// <summary>Registers units, funds, accounts, campaigns and the chart of accounts.</summary>
public static class UnitsModule
{
    public static void AddUnits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRegistry, Registry>();
    }
}
