using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Tests.Receipts;

public class PublicDonorTests
{
    private static PublicDonor Of(string name, string kind = DonorKinds.Person, bool anonymous = false, bool? mayBeNamed = null) =>
        PublicDonor.Of(kind, anonymous, mayBeNamed, written: true, name);

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public void a_person_who_did_not_agree_is_masked(bool? mayBeNamed) =>
        Of("Nguyễn Thị Hồng", mayBeNamed: mayBeNamed).ShouldBe(new(NameShown.Masked, "N. T. Hồng"));

    [Fact]
    public void a_person_who_agreed_is_named() =>
        Of("Nguyễn Thị Hồng", mayBeNamed: true).ShouldBe(new(NameShown.Full, "Nguyễn Thị Hồng"));

    [Fact]
    public void an_organisation_is_named_without_being_asked() =>
        Of("Công ty TNHH May Hương Quế", DonorKinds.Organisation).Shown.ShouldBe(NameShown.Full);

    [Fact]
    public void a_group_may_bear_a_persons_name_and_is_masked() =>
        Of("Gia đình ông Nguyễn Văn An", DonorKinds.Group).ShouldBe(new(NameShown.Masked, "G. Đ. Ô. N. V. An"));

    [Theory]
    [InlineData(DonorKinds.Person)]
    [InlineData(DonorKinds.Organisation)]
    public void who_wishes_to_stay_unnamed_stays_so_whatever_else_was_answered(string kind) =>
        Of("Nguyễn Thị Hồng", kind, anonymous: true, mayBeNamed: true).ShouldBe(new(NameShown.Unnamed, ""));

    [Fact]
    public void a_name_of_figures_and_signs_cannot_be_masked_and_is_not_shown() => Of("0905 123 456 ❤").Shown.ShouldBe(NameShown.Unnamed);

    [Fact]
    public void an_erased_name_is_told_apart_from_one_never_given()
    {
        PublicDonor.Of(DonorKinds.Person, false, true, written: true, null).Shown.ShouldBe(NameShown.Erased);
        PublicDonor.Of(DonorKinds.Person, false, true, written: false, null).Shown.ShouldBe(NameShown.Unnamed);
    }
}
