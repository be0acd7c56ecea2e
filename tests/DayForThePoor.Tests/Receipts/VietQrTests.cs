using System.Globalization;
using System.Text.Json;
using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Tests.Vectors;

namespace DayForThePoor.Tests.Receipts;

public class A_vietqr_of_the_published_examples
{
    private static readonly JsonElement[] Vectors = [.. VectorFile.Read("vietqr_vectors.json").GetProperty("vectors").EnumerateArray()];

    private static bool IsGood(JsonElement vector) =>
        vector.GetProperty("crcOk").GetBoolean() && !vector.GetProperty("decoded").TryGetProperty("error", out _);

    public static TheoryData<string> Good() => new(Vectors.Where(IsGood).Select(v => v.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Good))]
    public void decodes_to_the_listed_values_and_encodes_back(string name)
    {
        var vector = Vectors.Single(v => v.GetProperty("name").GetString() == name);
        var payload = vector.GetProperty("payload").GetString()!;
        var expected = vector.GetProperty("decoded");
        string? Expected(string property) => expected.GetProperty(property).GetString();

        var qr = VietQrDecoder.Decode(payload).Value;

        (qr.OnePayment ? "12" : "11").ShouldBe(Expected("initMethod"));
        qr.Bin.ShouldBe(Expected("bin"));
        qr.Account.ShouldBe(Expected("account"));
        qr.Target.ShouldBe(Expected("service") == "QRIBFTTC" ? VietQrTarget.Card : VietQrTarget.Account);
        qr.Amount?.Amount.ToString(CultureInfo.InvariantCulture).ShouldBe(Expected("amount"));
        qr.Amount.HasValue.ShouldBe(Expected("amount") is not null);
        qr.Bill.ShouldBe(Expected("bill"));
        qr.Purpose.ShouldBe(Expected("purpose"));
        qr.Encode().ShouldBe(payload[..^4] + payload[^4..].ToUpperInvariant());
    }

    [Theory]
    [InlineData("NEGATIVE", "vietqr.checksum")]
    [InlineData("TRAP", "vietqr.malformed")]
    public void is_refused_when_it_is_broken(string name, string code)
    {
        var vector = Vectors.Single(v => v.GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal));

        VietQrDecoder.Decode(vector.GetProperty("payload").GetString()!).Refusals.Single().Code.ShouldBe(code);
    }

    [Fact]
    public void is_one_of_fifteen_with_two_broken() =>
        (Vectors.Length, Vectors.Count(IsGood)).ShouldBe((15, 13));
}

public class A_vietqr_to_a_fund
{
    private const string VietinBank = "970415", Account = "0011001932418";

    private static readonly Gen<string> Memo = Gen.Char[' ', '~'].Array[0, 25].Select(c => string.Join(' ', new string(c).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static readonly Gen<VietQr> Qrs = Gen.Select(
        Gen.Char['0', '9'].Array[6], Gen.Char.AlphaNumeric.Array[1, 19], Gen.Long[1, 499_999_999], Gen.Bool, Memo, Memo, Gen.Enum<VietQrTarget>(), Gen.Bool)
        .Select((bin, account, amount, hasAmount, purpose, bill, target, onePayment) => VietQr.Create(
            new string(bin), new string(account), hasAmount ? new Vnd(amount) : null, purpose, bill, target, onePayment).Value);

    [Fact]
    public void survives_encoding_and_decoding() => Qrs.Sample(qr => VietQrDecoder.Decode(qr.Encode()).Equals(qr), iter: 5_000);

    [Fact]
    public void is_refused_when_any_one_character_changed() =>
        Gen.Select(Qrs, Gen.Int[0, 1_000], Gen.OneOf(Gen.Char[' ', '~'], Gen.Char)).Sample((qr, place, other) =>
        {
            var payload = qr.Encode();
            var at = place % payload.Length;
            var changed = $"{payload[..at]}{other}{payload[(at + 1)..]}";
            var onlyTheCaseOfTheChecksum = string.Equals(changed, payload, StringComparison.OrdinalIgnoreCase) && at >= payload.Length - 4;
            VietQrDecoder.Decode(changed).IsRefused.ShouldBe(changed != payload && !onlyTheCaseOfTheChecksum);
        }, iter: 5_000);

    [Fact]
    public void is_refused_when_cut_anywhere()
    {
        var payload = VietQr.Create(VietinBank, Account, new Vnd(120_000), "ung ho").Value.Encode();

        for (var length = 0; length < payload.Length; length++) VietQrDecoder.Decode(payload[..length]).IsRefused.ShouldBeTrue();
    }

    [Fact]
    public void folds_its_purpose_to_plain_letters() =>
        VietQr.Create(VietinBank, Account, purpose: "Ủng hộ  đồng bào").Value.Purpose.ShouldBe("Ung ho dong bao");

    [Fact]
    public void with_an_amount_is_for_one_payment_and_without_for_many()
    {
        VietQr.Create(VietinBank, Account, new Vnd(120_000)).Value.OnePayment.ShouldBeTrue();
        VietQr.Create(VietinBank, Account).Value.OnePayment.ShouldBeFalse();
    }

    [Theory]
    [InlineData(499_999_999, null)]
    [InlineData(500_000_000, "vietqr.amount_limit")]
    [InlineData(1_000_000_000_000_000, "vietqr.amount_limit")]
    [InlineData(0, "vietqr.amount_not_positive")]
    [InlineData(-1, "vietqr.amount_not_positive")]
    public void carries_only_what_one_instant_transfer_can(long amount, string? code) =>
        VietQr.Create(VietinBank, Account, new Vnd(amount)).Refusals.Select(r => r.Code).SingleOrDefault().ShouldBe(code);

    [Theory]
    [InlineData("97041", Account, "", "vietqr.bin")]
    [InlineData("97041x", Account, "", "vietqr.bin")]
    [InlineData(VietinBank, "", "", "vietqr.account")]
    [InlineData(VietinBank, "01234567890123456789", "", "vietqr.account")]
    [InlineData(VietinBank, "0011 0019", "", "vietqr.account")]
    [InlineData(VietinBank, Account, "Ung ho dong bao Dong Phu X", "vietqr.purpose_too_long")]
    [InlineData(VietinBank, Account, "Ủng hộ 🌻", "vietqr.purpose_characters")]
    public void is_refused_rather_than_bent_into_shape(string bin, string account, string purpose, string code) =>
        VietQr.Create(bin, account, purpose: purpose).Refusals.Select(r => r.Code).ShouldBe([code]);

    [Fact]
    public void names_all_that_is_wrong_at_once() =>
        VietQr.Create("", "", new Vnd(0), new string('a', 26)).Refusals.Select(r => r.Code).ShouldBe(
            ["vietqr.bin", "vietqr.account", "vietqr.amount_not_positive", "vietqr.purpose_too_long"]);
}

public class A_foreign_payload
{
    private const string ToAccount = "38570010A00000072701270006970415011300110019324180208QRIBFTTA";
    private const string Head = "000201010212";

    /// <summary>Under a right checksum, so that the gates behind it are what refuses.</summary>
    private static Outcome<VietQr> Decode(string objects) => VietQrDecoder.Decode($"{objects}6304{Remainder(objects + "6304"):X4}");

    /// <summary>The checksum as long division, to stand apart from the code under test.</summary>
    private static int Remainder(string text)
    {
        var register = 0xFFFF;
        foreach (var bit in text.SelectMany(c => Enumerable.Range(0, 8).Select(i => (c >> (7 - i)) & 1)))
        {
            var carry = (register >> 15) ^ bit;
            register = (register << 1) & 0xFFFF ^ (carry * 0x1021);
        }
        return register;
    }

    [Fact]
    public void is_checked_by_crc_16_ccitt_false() => Remainder("123456789").ShouldBe(0x29B1);

    [Theory]
    [InlineData(Head + "5303704" + ToAccount + "5802VN", null)]
    [InlineData(Head + ToAccount + "520483985303704540612000.5802VN5912QUY CUU TRO 6007DA NANG", null)]
    [InlineData(Head + ToAccount + "5303704540912000.0005802VN", null)]
    public void may_order_its_objects_freely_and_carry_optional_ones(string objects, string? code) =>
        Decode(objects).Refusals.Select(r => r.Code).SingleOrDefault().ShouldBe(code);

    [Theory]
    [InlineData("010212000201" + ToAccount + "53037045802VN", "00")]
    [InlineData("000201010213" + ToAccount + "53037045802VN", "01")]
    [InlineData("000201" + ToAccount + "53037045802VN", "01")]
    [InlineData(Head + "3804000053037045802VN", "38")]
    [InlineData(Head + ToAccount + "530370454051.5005802VN", "54")]
    [InlineData(Head + ToAccount + "530370454051,0005802VN", "54")]
    [InlineData(Head + ToAccount + "530370454061.0.005802VN", "54")]
    [InlineData(Head + ToAccount + "530370454140000000120000.5802VN", "54")]
    [InlineData(Head + ToAccount + "53037045802VN62070809ung", "62")]
    [InlineData(Head + ToAccount + "53037045802VN6105123456", null)]
    [InlineData(Head + ToAccount + "53037045802VN5802VN", null)]
    [InlineData(Head + "5900" + ToAccount + "53037045802VN", null)]
    [InlineData(Head + ToAccount + "53037045802VN611112345678901", "61")]
    public void is_malformed_when_an_object_breaks_the_format(string objects, string? id) =>
        Decode(objects).Refusals.ShouldBe([new Refusal("vietqr.malformed", RefusalKind.Invalid, "payload", id is null ? [] : [id])]);

    [Theory]
    [InlineData(Head + "53037045802VN", "38")]
    [InlineData(Head + ToAccount + "53038405802VN", "53")]
    [InlineData(Head + ToAccount + "53037045802US", "58")]
    [InlineData(Head + "38570010A00000072801270006970415011300110019324180208QRIBFTTA53037045802VN", "38")]
    [InlineData(Head + "38570010A00000072701270006970415011300110019324180208QRPUSHXX53037045802VN", "38")]
    public void is_unsupported_when_it_asks_for_something_else(string objects, string id) =>
        Decode(objects).Refusals.ShouldBe([new Refusal("vietqr.unsupported", RefusalKind.Invalid, "payload", id)]);

    [Fact]
    public void above_the_limit_of_an_instant_transfer_is_refused() =>
        Decode(Head + ToAccount + "530370454095000000005802VN").Refusals.Single().Code.ShouldBe("vietqr.amount_limit");

    [Fact]
    public void never_makes_the_decoder_throw() => Gen.String.Sample(text => VietQrDecoder.Decode(text).IsRefused, iter: 5_000);
}
