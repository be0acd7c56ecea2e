using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.IntegrationTests.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Houses;
using DayForThePoor.Web.Grants.Rules;

namespace DayForThePoor.IntegrationTests.Grants.Houses;

/// <summary>A commune with a household that gets a house.</summary>
public abstract class HouseTest(AppFixture app) : HouseholdTest(app)
{
    protected static readonly DateOnly Day = new(2026, 3, 2);

    protected static readonly SurveyForm Survey = new(HouseKinds.New, Day, "Nhà tạm, mái tôn cũ", "Xây mới nhà cấp 4", LandPapers.Certificate, "BT 123456", 42.5m, 2);

    /// <summary>A request for a house of this commune, which the unit's rule lets the head approve at once.</summary>
    protected async Task<Guid> Requested(Commune commune, string code = "H1", long wished = 60_000_000)
    {
        await Import(commune, 2025, Head(code, "Nguyễn Thị Mẫu"));
        var rule = new SpendingRuleForm(Purposes.House, "02/QĐ-BVĐ", new DateOnly(2024, 1, 1), null, null, null, false, false, ShortAllowed: true, null, null, null, null);
        (await Send<Outcome<DatedRule>>(new SetSpendingRule(Actor.System, commune.UnitId, "house-rule", rule))).IsRefused.ShouldBeFalse();
        var form = new GrantForm(commune.Fund, Purposes.House, code, wished, "Nhà hư hỏng do lũ", GrantKinds.AtOnce, RequestedOn: Day);
        return (await Send<Outcome<GrantWritten>>(new RequestGrant(Actor.System, commune.UnitId, $"house-{code}", form))).Value.GrantId;
    }

    protected async Task<Guid> Approved(Commune commune, long approved = 60_000_000)
    {
        var grant = await Requested(commune, wished: approved);
        var head = await commune.Person(PersonRoles.Approver);
        (await Send<Outcome<GrantSignature>>(new SignGrant(head.Actor, commune.UnitId, grant, null))).Value.State.ShouldBe(GrantStates.Approved);
        return grant;
    }

    /// <summary>An approved house whose file stands at <paramref name="state"/>, with instalments of 40 and 20 million.</summary>
    protected async Task<Guid> HouseAt(Commune commune, string state)
    {
        var house = await Approved(commune);
        (await Open(commune, house)).Value.ShouldBe(house);
        (await Set(commune, house, 40_000_000, 20_000_000)).Value.ShouldBeTrue();
        var day = Day;
        foreach (var step in new[] { HouseSteps.Undertake, HouseSteps.Start, HouseSteps.Finish, HouseSteps.Accept, HouseSteps.HandOver })
        {
            if (await StateOf(house) == state) break;
            day = day.AddDays(10);
            (await Take(commune, house, step, day)).IsRefused.ShouldBeFalse(step);
        }
        return house;
    }

    protected Task<Outcome<Guid>> Open(Commune commune, Guid grant, SurveyForm? survey = null) =>
        Send<Outcome<Guid>>(new OpenHouse(Actor.System, commune.UnitId, grant, survey ?? Survey));

    protected Task<Outcome<string>> Take(Commune commune, Guid house, string step, DateOnly? on = null, bool solid = true, string? key = null, DateOnly? mendBy = null, string? text = null) =>
        Send<Outcome<string>>(new RecordHouseStep(
            Actor.System, commune.UnitId, house, key ?? Guid.NewGuid().ToString("N"),
            new(step, on, text, solid, solid, solid, MendBy: mendBy, Plate: step == HouseSteps.HandOver ? "Nhà Đại đoàn kết 2026" : null)));

    protected Task<Outcome<bool>> Set(Commune commune, Guid house, long first, long? second) => Send<Outcome<bool>>(new SetHouseInstalments(
        Actor.System, commune.UnitId, house, Guid.NewGuid().ToString("N"), new(first, "12/QĐ-BVĐ", Day), second is null ? null : new(second, "13/QĐ-BVĐ", Day)));

    protected Task<string> StateOf(Guid house) => Scalar<string>("select state from grants.house where id = $1", house);
}
