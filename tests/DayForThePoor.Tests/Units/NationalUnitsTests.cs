using DayForThePoor.Web.Units;

namespace DayForThePoor.Tests.Units;

/// <summary>What the shipped catalogue says about units and their past.</summary>
public sealed class NationalUnitsTests
{
    private static readonly NationalUnits Catalogue = NationalUnits.Read();

    private static readonly DateOnly BeforeReform = new(2025, 6, 30), Today = new(2026, 11, 22);

    private static UnitVersion On(string code, DateOnly date) =>
        Catalogue.Versions.Where(v => v.Code == code && v.StandsOn(date)).ShouldHaveSingleItem();

    [Fact]
    public void today_there_are_34_provinces_and_3321_communes_under_one_centre()
    {
        var standing = Catalogue.Versions.Where(v => v.StandsOn(Today)).CountBy(v => v.Kind).ToDictionary();
        standing.ShouldBe(new Dictionary<string, int>
        {
            [UnitKinds.Centre] = 1,
            [UnitKinds.Province] = 34,
            [UnitKinds.Commune] = 3321,
        }, ignoreOrder: true);
    }

    [Fact]
    public void code_20641_was_a_town_until_the_last_day_of_june_2025_and_is_another_unit_since()
    {
        On("20641", BeforeReform).Name.ShouldBe("Thị trấn Đông Phú");
        On("20641", NationalUnits.Reform).Name.ShouldBe("Xã Quế Sơn");
        On("20641", BeforeReform).UnitId.ShouldNotBe(On("20641", Today).UnitId);
    }

    [Theory]
    [InlineData("20641", "20641 20677 20683 20686 20689")]
    [InlineData("20662", "20659 20662 20665 20680")]
    [InlineData("20650", "20644 20647 20650 20651")]
    [InlineData("20656", "20656 20671")]
    [InlineData("20669", "20668 20669 20692")]
    public void each_new_commune_succeeds_the_wards_it_was_made_of(string commune, string wards)
    {
        var successor = On(commune, Today).UnitId;
        var made = Catalogue.Successions.Where(s => s.SuccessorId == successor)
            .Select(s => Catalogue.Versions.Single(v => v.UnitId == s.UnitId))
            .Where(v => v.Kind == UnitKinds.Commune)
            .Select(v => v.Code);
        made.ShouldBe(wards.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public void the_former_district_went_to_five_communes_and_lay_in_the_former_province()
    {
        var district = On("509", BeforeReform);
        district.Name.ShouldBe("Huyện Quế Sơn");
        Catalogue.Versions.Single(v => v.UnitId == district.ParentId).Name.ShouldBe("Tỉnh Quảng Nam");
        Catalogue.Successions.Where(s => s.UnitId == district.UnitId).Select(s => s.SuccessorId)
            .ShouldBe(new[] { "20641", "20650", "20656", "20662", "20669" }.Select(code => On(code, Today).UnitId), ignoreOrder: true);
        Catalogue.Successions.ShouldContain(new UnitSuccession(On("49", BeforeReform).UnitId, On("48", Today).UnitId, NationalUnits.Reform));
    }

    [Fact]
    public void a_change_of_name_alone_makes_no_other_unit()
    {
        On("75", new(2026, 4, 29)).Name.ShouldBe("Tỉnh Đồng Nai");
        On("75", new(2026, 4, 30)).Name.ShouldBe("Thành phố Đồng Nai");
        On("75", new(2026, 4, 29)).UnitId.ShouldBe(On("75", Today).UnitId);
    }

    [Fact]
    public void every_unit_has_a_parent_that_stood_at_the_same_time_except_the_centre()
    {
        var versions = Catalogue.Versions.ToLookup(v => v.UnitId);
        Catalogue.Versions.Where(v => v.Kind != UnitKinds.Centre && !versions[v.ParentId ?? Guid.Empty].Any(parent => parent.StandsOn(v.ValidFrom)))
            .Select(v => v.Name).ShouldBeEmpty();
    }

    [Fact]
    public void names_keep_their_leading_zeros_and_the_old_style_of_tone_marks()
    {
        On("01", Today).Name.ShouldBe("Thành phố Hà Nội");
        On("38", Today).Name.ShouldBe("Tỉnh Thanh Hóa");
        Catalogue.Versions.ShouldAllBe(v => v.ShortName.Length > 0 && v.Name.EndsWith(v.ShortName, StringComparison.Ordinal) && char.IsUpper(v.Name[0]));
    }

    /// <summary>Vectors: another formula would orphan every fund.</summary>
    [Theory]
    [InlineData("20641", "2025-07-01", "30871b9f-85f0-8c76-9985-9c38fe67ac13")]
    [InlineData("20641", "2024-01-01", "526f388e-0a7a-8c48-aa8f-2d8472a34e7d")]
    [InlineData("TW", "1930-11-18", "8724f231-2eca-8a43-bfd7-3fcbfac75d9b")]
    public void the_id_of_a_unit_is_a_function_of_code_and_first_day(string code, string since, string id) =>
        NationalUnits.IdOf(code, DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Guid.Parse(id));
}
