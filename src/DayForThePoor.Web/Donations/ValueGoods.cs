using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Donations;

/// <summary>Give goods their value after they were taken, with its basis (hóa đơn, bên tặng kê khai, giá thị trường).</summary>
/// <param name="ValuesVnd">Đồng for each line of the gift, in order; values given before stay as they were.</param>
public sealed record ValueGoods(Actor By, Guid UnitId, Guid DonationId, IReadOnlyList<long> ValuesVnd, string? Basis) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public sealed record GoodsAreValued(Guid DonationId, string VoucherNumber, long TotalVnd);

public static class ValueGoodsHandler
{
    public static async Task<Outcome<GoodsAreValued>> Handle(
        ValueGoods command, Sessions sessions, IRegistry registry, LedgerWriter writer, TimeProvider clock, CancellationToken cancellation)
    {
        var basis = CleanText.CheckRequired(command.Basis, "basis");
        if (!basis.TryGet(out var words)) return new(basis.Refusals);
        if (await GiftStream.Load(sessions, command.UnitId, command.DonationId, cancellation) is not { } gift || gift.Recorded.Goods is not { } lines)
            return Refusal.NotFound("donation.unknown");
        if (gift.Reversed is not null) return Refusal.Conflict("donation.ended");
        if (gift.Valued) return Refusal.Conflict("donation.goods_valued_before");
        if (command.ValuesVnd.Count != lines.Count) return Refusal.Invalid("donation.goods_values_count", "valuesVnd");
        for (var i = 0; i < lines.Count; i++)
        {
            if (command.ValuesVnd[i] is < 1 or > GiftRules.Greatest || (lines[i].ValueVnd is { } given && given != command.ValuesVnd[i]))
                return Refusal.Invalid("donation.goods_value", $"valuesVnd[{i}]");
        }

        var fund = (await registry.Current(cancellation)).Funds[gift.Recorded.FundId];
        var today = VietnamTime.TodayIn(clock);
        var total = command.ValuesVnd.Sum();
        var added = total - gift.Recorded.AmountVnd;
        var voucher = "";
        var request = RequestIds.OfValuing(command.DonationId);
        var content = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', command.ValuesVnd) + '|' + words));
        var answer = await writer.Post(
            new LedgerCommand(
                request, content, command.UnitId, [today], [new NumberNeed(fund.Id, today.Year, VoucherKinds.General, today)],
                numbers =>
                {
                    var number = new VoucherNumber(VoucherKinds.General, today.Year, numbers[0]);
                    voucher = number.Text(fund.Kind);
                    var (texts, commitments) = SealedTexts.Of(request, new Dictionary<string, string> { ["value_basis"] = words });
                    var entry = new JournalEntry(
                        Ids.Of("entry", request), command.UnitId, fund.Id, number, today,
                        [
                            Posting.Debit(Roles.Goods, added),
                            Posting.Credit(Roles.IncomeGifts, added) with
                            {
                                CampaignId = gift.Recorded.CampaignId,
                                Source = gift.Recorded.DonorKind,
                                EarmarkId = gift.Recorded.Earmarked ? command.DonationId : null,
                            },
                        ]);
                    return new Draft(
                        [StreamAppend.Next(command.DonationId, gift.Version, new GoodsValued(command.DonationId, command.ValuesVnd, commitments, [entry], command.By.PersonId))],
                        texts);
                }),
            cancellation);
        return answer.Result switch
        {
            PostResult.Written => new GoodsAreValued(command.DonationId, voucher, total),
            PostResult.Refused => answer.Refusal!,
            _ => Refusal.Conflict("donation.goods_valued_before"),
        };
    }
}
