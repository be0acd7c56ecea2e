using System.Net;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.PayOut;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class handing_over_directly(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task counts_as_delivered_and_posts_nothing()
    {
        var desk = await PayOutDesk.Open(App);
        var (first, _, _) = await desk.Pledge(PledgeChannels.Direct);
        var (second, _, _) = await desk.Pledge(PledgeChannels.Direct);

        var delivery = await desk.Delivered(new { pledge = first, amountVnd = 1_000_000 }, new { pledge = second, amountVnd = 500_000, seq = 2 });

        (await desk.Entries()).ShouldBe(0);
        var schedule = await desk.Schedule(first);
        (schedule.Received, schedule.Delivered).ShouldBe((1_000_000, 1_000_000));
        (await desk.Schedule(second)).Instalments.Select(i => i.Delivered).Take(3).ShouldBe([0, 500_000, 0]);
        (await desk.Sponsors.State(first)).ShouldBe(PledgeStates.Active);
        var paper = (await App.Services.GetRequiredService<Deliveries>().Paper(delivery, Ct))!;
        (paper.Pledges, paper.AmountVnd, paper.Kind).ShouldBe((2, 1_500_000, DeliveryKinds.SignedList));
    }

    [Fact]
    public async Task records_all_lines_of_a_paper_or_none()
    {
        var desk = await PayOutDesk.Open(App);
        var (good, _, _) = await desk.Pledge(PledgeChannels.Direct);
        var (fund, _, _) = await desk.Pledge();

        var answer = await desk.Deliver(null, new { pledge = good, amountVnd = 500_000 }, new { pledge = fund, amountVnd = 500_000 });

        var text = await answer.Text();
        (await PayOutDesk.Code(answer)).ShouldBe("delivery.line");
        text.ShouldContain("lines[1]");
        text.ShouldContain("Cam kết này đi qua Quỹ");
        (await desk.Numbers(good)).DeliveredVnd.ShouldBe(0);
        (await PayOutDesk.Code(await desk.Deliver(null, new { pledge = good, amountVnd = 500_000 }, new { pledge = Guid.NewGuid(), amountVnd = 1 }))).ShouldBe("delivery.pledge_unknown");
        (await PayOutDesk.Code(await desk.Deliver(null, new { pledge = good, amountVnd = 500_000 }, new { pledge = good, amountVnd = 500_000, seq = 1 }))).ShouldBe("delivery.line_twice");
        (await PayOutDesk.Code(await desk.Deliver(null, new { pledge = good, amountVnd = 0 }))).ShouldBe("delivery.amount");
    }

    [Fact]
    public async Task of_rice_is_counted_in_kilograms()
    {
        var desk = await PayOutDesk.Open(App);
        var pledge = await desk.Rice();

        var answer = await PayOutDesk.Keyed(
            desk.Keeps, $"/api/pledges/{pledge}/deliveries", new { on = SponsorDesk.Day(SponsorDesk.Today), kind = "photo", file = await desk.Paper(), quantity = 25 });

        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        (await desk.Schedule(pledge)).Instalments.Take(4).Select(i => (i.DeliveredQuantity, i.State)).ShouldBe(
            [(10, InstalmentStates.Delivered), (10, InstalmentStates.Delivered), (5, InstalmentStates.PartReceived), (0, (await desk.Schedule(pledge)).Instalments[3].State)]);
        var numbers = await desk.Numbers(pledge);
        (numbers.GoodsDue, numbers.GoodsDelivered, numbers.DeliveredVnd).ShouldBe((4, 2, 0));
        (await desk.Entries()).ShouldBe(0);
    }

    [Fact]
    public async Task is_recorded_once_under_one_key()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge(PledgeChannels.Direct);
        var body = new { unit = desk.Commune.Code, on = SponsorDesk.Day(SponsorDesk.Today), kind = "slip", file = await desk.Paper(), lines = new[] { new { pledge, amountVnd = 500_000 } } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PayOutDesk.Keyed(desk.Keeps, "/api/sponsorship/deliveries", body, "giay-1")));
        var other = await PayOutDesk.Keyed(desk.Keeps, "/api/sponsorship/deliveries", body with { kind = "photo" }, "giay-1");

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(4);
        (await PayOutDesk.Code(other)).ShouldBe("delivery.key_reused");
        (await desk.Numbers(pledge)).DeliveredVnd.ShouldBe(500_000);
    }

    [Fact]
    public async Task recorded_wrongly_is_taken_back_for_one_or_for_all()
    {
        var desk = await PayOutDesk.Open(App);
        var (first, _, _) = await desk.Pledge(PledgeChannels.Direct);
        var (second, _, _) = await desk.Pledge(PledgeChannels.Direct);
        var delivery = await desk.Delivered(new { pledge = first, amountVnd = 500_000 }, new { pledge = second, amountVnd = 500_000 });

        var back = await PayOutDesk.Keyed(desk.Keeps, $"/api/sponsorship/deliveries/{delivery}/take-back", new { pledge = first, reason = "Chưa trao cho cháu" });
        ((int)back.StatusCode).ShouldBe(200, await back.Text());
        ((await desk.Numbers(first)).DeliveredVnd, (await desk.Numbers(second)).DeliveredVnd).ShouldBe((0, 500_000));
        (await PayOutDesk.Code(await PayOutDesk.Keyed(desk.Keeps, $"/api/sponsorship/deliveries/{delivery}/take-back", new { reason = " " }))).ShouldBe("text.empty");
        await PayOutDesk.Keyed(desk.Keeps, $"/api/sponsorship/deliveries/{delivery}/take-back", new { reason = "Nhầm danh sách" });

        (await desk.Numbers(second)).DeliveredVnd.ShouldBe(0);
        (await desk.Delivered(new { pledge = first, amountVnd = 500_000 })).ShouldNotBe(delivery);
    }

    [Fact]
    public async Task needs_a_paper_of_the_unit_and_a_day_that_has_come()
    {
        var desk = await PayOutDesk.Open(App);
        var other = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge(PledgeChannels.Direct);

        async Task<string?> Told(object file, int days) => await PayOutDesk.Code(await PayOutDesk.Keyed(
            desk.Keeps, $"/api/pledges/{pledge}/deliveries", new { on = SponsorDesk.Day(SponsorDesk.Today.AddDays(days)), kind = "slip", file, amountVnd = 500_000 }));

        (await Told(await other.Paper(), 0)).ShouldBe("delivery.file_unknown");
        (await Told(await desk.Paper(), 1)).ShouldBe("delivery.on_future");
        (await PayOutDesk.Code(await PayOutDesk.Keyed(other.Keeps, $"/api/pledges/{pledge}/deliveries", new { }))).ShouldBe("access.unit");
        (await PayOutDesk.Code(await PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/deliveries", new { amountVnd = 1 }))).ShouldBe("delivery.on_missing");
    }

    [Fact]
    public async Task begins_with_a_list_to_sign()
    {
        var desk = await PayOutDesk.Open(App);
        await desk.Pledge(PledgeChannels.Direct);
        await desk.Rice();
        var (flagged, _, _) = await desk.Pledge(PledgeChannels.Direct);
        await desk.Flag(flagged);
        using var officer = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);

        var page = await (await officer.GetAsync("/do-dau/trao-truc-tiep", Ct)).Text();
        var due = 4 + 2 - (SponsorDesk.Today.Month - 1) % 3; // to the end of the quarter
        page.ShouldContain($"{due / 2}.{due % 2 * 5}00.000");
        page.ShouldContain($"{due * 10} kg gạo");
        page.ShouldContain("Chuyển đi nơi khác");
        page.ShouldNotContain($"given-{flagged}");
        var list = await officer.GetAsync($"/do-dau/trao-truc-tiep/danh-sach.pdf?don-vi={desk.Commune.Code}", Ct);
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await list.Content.ReadAsByteArrayAsync(Ct)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        var sent = await officer.Submit("/do-dau/trao-truc-tiep", "record-deliveries", ("key", "k"), ("on", "01/11/2026"), ("kind", "slip"));
        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await sent.Text()).ShouldContain("Chọn ít nhất một người đã nhận");
    }
}
