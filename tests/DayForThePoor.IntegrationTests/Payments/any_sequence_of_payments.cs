using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Payments;

/// <summary>Whatever people do with orders and vouchers, in any order: nothing is paid twice, unapproved or beyond what was approved, and slices sum.</summary>
public class any_sequence_of_payments(AppFixture app) : AppTest(app)
{
    private enum Act { Prepare, PrepareList, Approve, PayOut, Collect, Return, Void, Cancel }

    /// <param name="A">Which grant, or which payment.</param>
    /// <param name="Share">Quarters of a grant that are paid.</param>
    private sealed record Step(Act Act, int A, int Share);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 99], Gen.Int[1, 5], (act, a, share) => new Step(act, a, share));

    private const long Approved = 400_000, Cash = 900_000;

    private sealed class Model(Guid id, bool isList, List<(int Grant, long Amount)> lines)
    {
        public Guid Id => id;

        public bool IsList => isList;

        public List<(int Grant, long Amount)> Lines => lines;

        public string State { get; set; } = PaymentStates.AwaitingApproval;

        public HashSet<int> Collected { get; } = [];

        public HashSet<int> Returned { get; } = [];

        public long Total => Lines.Sum(l => l.Amount);

        public long Back => Returned.Sum(i => Lines[i].Amount);

        public bool IsPosted => State is PaymentStates.AwaitingPayment or PaymentStates.Paid;

        public long Takes(int grant) => PaymentStates.Live.Contains(State) ? Lines.Where((l, i) => l.Grant == grant && !Returned.Contains(i)).Sum(l => l.Amount) : 0;
    }

    [Fact]
    public async Task pays_what_was_approved_once() => await Steps.Array[14, 24].SampleAsync(Keeps, iter: 6, threads: 1);

    private async Task Keeps(Step[] steps)
    {
        var desk = await PaymentDesk.Open(App, Cash);
        Guid[] grants = [await desk.Grant(Approved), await desk.Grant(Approved), await desk.Grant(Approved)];
        var head = (await desk.Commune.Person(PersonRoles.Approver)).Actor;
        List<Model> model = [];
        foreach (var step in steps) await Do(desk, head, grants, step, model);

        var live = model.Where(p => p.IsPosted).ToList();
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(live.Sum(p => p.Total - p.Back));
        (await desk.Balance(Roles.Cash)).ShouldBe(Cash - live.Sum(p => p.Total - p.Back));
        foreach (var payment in model)
            (await desk.Slices(payment.Id)).Sum(s => s.Amount).ShouldBe(payment.IsPosted ? payment.Total - payment.Back : 0);
        for (var grant = 0; grant < grants.Length; grant++) model.Sum(p => p.Takes(grant)).ShouldBeLessThanOrEqualTo(Approved);
        (await App.Services.GetRequiredService<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();
    }

    private static async Task Do(PaymentDesk desk, Actor head, Guid[] grants, Step step, List<Model> model)
    {
        var amount = Approved * step.Share / 4;
        switch (step.Act)
        {
            case Act.Prepare: await Prepare(desk, grants, model, false, [(step.A % grants.Length, amount)]); break;
            case Act.PrepareList: await Prepare(desk, grants, model, true, [(step.A % grants.Length, amount), ((step.A + 1) % grants.Length, 50_000)]); break;
            case Act.Approve when model.Count > 0:
                var order = model[step.A % model.Count];
                var held = Cash - model.Where(p => p.IsPosted).Sum(p => p.Total - p.Back);
                var signed = await desk.Send<Outcome<PaymentStepped>>(new ApprovePayment(head, desk.Commune.UnitId, order.Id));
                // Signing again is no refusal: it changes nothing.
                if (order.State == PaymentStates.AwaitingApproval) signed.IsRefused.ShouldBe(order.Total > held, signed.ToString());
                if (signed.TryGet(out var stood) && !stood.AlreadyKnown) order.State = PaymentStates.AwaitingPayment;
                break;
            case Act.PayOut when model.Count > 0:
                var waiting = model[step.A % model.Count];
                var paid = await desk.Send<Outcome<PaymentStepped>>(new ConfirmPaid(Actor.System, desk.Commune.UnitId, waiting.Id));
                paid.IsRefused.ShouldBe(!waiting.IsPosted, paid.ToString());
                if (!paid.IsRefused) waiting.State = PaymentStates.Paid;
                break;
            case Act.Collect when model.Count > 0: await Collect(desk, model[step.A % model.Count], step.Share % 2); break;
            case Act.Return when model.Count > 0: await Return(desk, model[step.A % model.Count]); break;
            case Act.Void when model.Count > 0:
                var posted = model[step.A % model.Count];
                var ended = await desk.Send<Outcome<PaymentStepped>>(new VoidPayment(Actor.System, desk.Commune.UnitId, posted.Id, "Lập nhầm"));
                ended.IsRefused.ShouldBe(posted.State is not (PaymentStates.AwaitingPayment or PaymentStates.Void), ended.ToString());
                if (!ended.IsRefused) posted.State = PaymentStates.Void;
                break;
            case Act.Cancel when model.Count > 0:
                var open = model[step.A % model.Count];
                var cancelled = await desk.Send<Outcome<PaymentStepped>>(new CancelPayment(Actor.System, desk.Commune.UnitId, open.Id, false, "Lập nhầm"));
                cancelled.IsRefused.ShouldBe(open.State is not (PaymentStates.AwaitingApproval or PaymentStates.Cancelled), cancelled.ToString());
                if (!cancelled.IsRefused) open.State = PaymentStates.Cancelled;
                break;
        }
    }

    private static async Task Prepare(PaymentDesk desk, Guid[] grants, List<Model> model, bool isList, List<(int Grant, long Amount)> lines)
    {
        var key = $"{Guid.NewGuid():N}";
        var form = new PaymentForm(
            desk.Commune.Fund, PaymentChannels.Cash, [.. lines.Select(l => new PaymentLineForm(grants[l.Grant], l.Amount))], PayeeKind: isList ? PayeeKinds.List : PayeeKinds.Household,
            PayeeName: "Trần Thị Lựu", Narration: "Hỗ trợ");
        var outcome = await desk.Send<Outcome<PaymentStepped>>(new PreparePayment(Actor.System, desk.Commune.UnitId, key, form));
        outcome.IsRefused.ShouldBe(lines.Any(l => model.Sum(p => p.Takes(l.Grant)) + l.Amount > Approved), outcome.ToString());
        if (outcome.TryGet(out var made)) model.Add(new Model(made.PaymentId, isList, lines));
    }

    private static async Task Collect(PaymentDesk desk, Model payment, int line)
    {
        var outcome = await desk.Send<Outcome<PaymentStepped>>(
            new CollectLines(Actor.System, desk.Commune.UnitId, payment.Id, [new CollectedForm(line + 1, CollectedBy.Signature)]));
        outcome.IsRefused.ShouldBe(!(payment.IsList && payment.State == PaymentStates.Paid && !payment.Returned.Contains(line)), outcome.ToString());
        if (!outcome.IsRefused) payment.Collected.Add(line);
    }

    private static async Task Return(PaymentDesk desk, Model payment)
    {
        var open = Enumerable.Range(0, payment.Lines.Count).Where(i => !payment.Collected.Contains(i) && !payment.Returned.Contains(i)).ToList();
        var outcome = await desk.Send<Outcome<LinesReturned>>(new ReturnLines(Actor.System, desk.Commune.UnitId, payment.Id, null, "Vắng nhà"));
        outcome.IsRefused.ShouldBe(payment.State != PaymentStates.Paid || open.Count == 0, outcome.ToString());
        if (!outcome.IsRefused) payment.Returned.UnionWith(open);
    }
}
