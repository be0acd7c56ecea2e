using System.Reflection;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Units;

public class the_chart_of_accounts(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task has_a_number_for_every_role_that_a_posting_may_name()
    {
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);
        var chart = known.ChartOn(new(2026, 11, 23));
        var roles = typeof(Roles).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        roles.Except(chart.NumberOfRole.Keys).ShouldBeEmpty();
        chart.NumberOfRole.Values.Except(chart.Accounts.Keys).ShouldBeEmpty();
    }
}
