using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Payments.Levels;

namespace DayForThePoor.IntegrationTests.Payments;

/// <summary>Whatever two levels do with the money between them, in any order: both books balance and say the same of what is open.</summary>
public class any_sequence_of_transfers(AppFixture app) : LevelsTest(app)
{
    private enum Act { Up, Down, Return, Approve, Confirm, Refuse, Withdraw, Settle }

    private sealed record Step(Act Act, int Which, int Millions);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 99], Gen.Int[1, 4], (act, which, millions) => new Step(act, which, millions));

    private sealed record Model(Guid Id, string Kind, long Amount, Guid? Of)
    {
        public string State { get; set; } = TransferStates.Awaiting;

        public bool FromCity => Kind == TransferKinds.Allocation;
    }

    [Fact]
    public async Task keeps_both_books_balanced_and_equal() => await Steps.Array[8, 16].SampleAsync(Keeps, iter: 8, threads: 1);

    private async Task Keeps(Step[] steps)
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 30_000_000);
        await Give(at.City, at.CityFund, 100_000_000);
        List<Model> model = [];
        foreach (var step in steps) await Do(at, step, model);

        long Sum(string kind, params string[] states) => model.Where(m => m.Kind == kind && states.Contains(m.State)).Sum(m => m.Amount);
        foreach (var (creditor, debtor) in new[] { (at.FundId, at.CityFundId), (at.CityFundId, at.FundId) })
            (await Balance(creditor, Roles.DueFromUnit, debtor)).ShouldBe(-await Balance(debtor, Roles.DueToUnit, creditor));
        (await Balance(at.FundId, Roles.DueFromUnit)).ShouldBe(Sum(TransferKinds.PaidUp, TransferStates.Sent) + Sum(TransferKinds.Return, TransferStates.Sent));
        (await Balance(at.CityFundId, Roles.DueFromUnit, at.FundId)).ShouldBe(Sum(TransferKinds.Allocation, TransferStates.Sent));
        (await Balance(at.FundId, Roles.PaidUp)).ShouldBe(Sum(TransferKinds.PaidUp, TransferStates.Confirmed));
        (await Balance(at.CityFundId, Roles.IncomeFromBelow, at.FundId)).ShouldBe(-Sum(TransferKinds.PaidUp, TransferStates.Confirmed));
        var kept = Sum(TransferKinds.Allocation, TransferStates.Confirmed, TransferStates.Settled) - Sum(TransferKinds.Return, TransferStates.Confirmed);
        (await Balance(at.FundId, Roles.IncomeAllocated)).ShouldBe(-kept);
        (await Balance(at.CityFundId, Roles.AllocatedDown, at.FundId)).ShouldBe(kept);
        foreach (var role in new[] { Roles.IncomeGifts, Roles.IncomeUnlabelled }) (await Balance(at.CityFundId, role, at.FundId) + await Balance(at.FundId, role)).ShouldBe(0);
        (await Scalar<long>(
            "select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1",
            at.Commune.UnitId)).ShouldBe(0);
        await BooksAgree();
    }

    private async Task Do(TwoLevels at, Step step, List<Model> model)
    {
        var amount = step.Millions * 1_000_000L;
        var one = model.Count == 0 ? null : model[step.Which % model.Count];
        switch (step.Act)
        {
            case Act.Up: Add((await Prepare(at, Up(at, amount))).Value.Id, TransferKinds.PaidUp, null); break;
            case Act.Down: Add((await Prepare(at, Down(at, amount))).Value.Id, TransferKinds.Allocation, null); break;
            case Act.Return when one is { Kind: TransferKinds.Allocation }:
                var returned = await Prepare(at, new(at.Commune.Fund, TransferKinds.Return, Channels.Cash, amount, "Nộp trả", AllocationId: one.Id));
                var room = one.State == TransferStates.Confirmed && amount <= Left(one);
                returned.IsRefused.ShouldBe(!room, returned.ToString());
                if (room) Add(returned.Value.Id, TransferKinds.Return, one.Id);
                break;
            case Act.Approve when one is not null: Move(await Approve(at, one.Id, one.FromCity), TransferStates.Sent, TransferStates.Awaiting); break;
            case Act.Confirm when one is not null: Move(await Confirm(at, one.Id, toCity: !one.FromCity), TransferStates.Confirmed, TransferStates.Sent); break;
            case Act.Refuse when one is not null:
                Move(
                    await Send<Outcome<TransferStep>>(new RefuseTransfer(at.Accountant.Actor, one.FromCity ? at.Commune.UnitId : at.City, one.Id, "Không nhận")), TransferStates.Refused, TransferStates.Sent);
                break;
            case Act.Withdraw when one is not null:
                Move(
                    await Send<Outcome<TransferStep>>(new WithdrawTransfer(at.Accountant.Actor, one.FromCity ? at.City : at.Commune.UnitId, one.Id, "Rút lại", false)),
                    TransferStates.Withdrawn, TransferStates.Awaiting, TransferStates.Sent);
                break;
            case Act.Settle when one is { Kind: TransferKinds.Allocation }:
                var spent = one.Amount - model.Where(m => m.Of == one.Id && m.State == TransferStates.Confirmed).Sum(m => m.Amount);
                var settled = await Send<Outcome<TransferStep>>(new SettleTransfer(at.Accountant.Actor, at.Commune.UnitId, one.Id, new(spent, "Danh sách ký nhận")));
                if (one.State == TransferStates.Settled) settled.Value.AlreadyKnown.ShouldBeTrue();
                else
                {
                    var may = one.State == TransferStates.Confirmed && !model.Any(m => m.Of == one.Id && m.State is TransferStates.Awaiting or TransferStates.Sent);
                    settled.IsRefused.ShouldBe(!may, settled.ToString());
                    if (may) one.State = TransferStates.Settled;
                }
                break;
        }

        void Add(Guid id, string kind, Guid? of) => model.Add(new(id, kind, amount, of));

        long Left(Model allocation) => allocation.Amount
            - model.Where(m => m.Of == allocation.Id && m.State is TransferStates.Awaiting or TransferStates.Sent or TransferStates.Confirmed).Sum(m => m.Amount);

        void Move(Outcome<TransferStep> outcome, string to, params string[] from)
        {
            if (from.Contains(one!.State) && !(one.Of is { } of && to == TransferStates.Sent && model.Single(m => m.Id == of).State != TransferStates.Confirmed))
            {
                outcome.IsRefused.ShouldBeFalse(outcome.ToString());
                one.State = to;
            }
            else if (!outcome.IsRefused) outcome.Value.AlreadyKnown.ShouldBeTrue();
        }
    }
}
