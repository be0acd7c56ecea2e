using DayForThePoor.Web.Access;

namespace DayForThePoor.Tests.Access;

public class what_a_role_grants
{
    [Theory]
    [InlineData(Permission.RecordGifts, PersonRoles.Accountant, PersonRoles.Treasurer)]
    [InlineData(Permission.ImportStatements, PersonRoles.Accountant, PersonRoles.Treasurer)]
    [InlineData(Permission.ConfirmCash, PersonRoles.Treasurer)]
    [InlineData(Permission.ReadLedger, PersonRoles.Accountant, PersonRoles.Treasurer, PersonRoles.Approver, PersonRoles.Auditor)]
    [InlineData(Permission.ManageSettings, PersonRoles.Administrator)]
    [InlineData(Permission.ManagePeople, PersonRoles.Administrator)]
    [InlineData(Permission.ReadHouseholds, PersonRoles.Accountant, PersonRoles.Treasurer, PersonRoles.Approver, PersonRoles.FieldOfficer, PersonRoles.Auditor)]
    [InlineData(Permission.ManageHouseholds, PersonRoles.Approver, PersonRoles.FieldOfficer)]
    [InlineData(Permission.ReadPersonalData, PersonRoles.Approver, PersonRoles.FieldOfficer)]
    [InlineData(Permission.ReadAccessLog, PersonRoles.Auditor)]
    [InlineData(Permission.ReadGrants, PersonRoles.Accountant, PersonRoles.Treasurer, PersonRoles.Storekeeper, PersonRoles.Approver, PersonRoles.FieldOfficer, PersonRoles.Auditor)]
    [InlineData(Permission.RequestGrants, PersonRoles.Accountant, PersonRoles.Approver, PersonRoles.FieldOfficer)]
    [InlineData(Permission.ProposeGrants, PersonRoles.Accountant, PersonRoles.FieldOfficer)]
    [InlineData(Permission.DecideGrants, PersonRoles.Approver)]
    [InlineData(Permission.ReadComplaints, PersonRoles.Approver)]
    [InlineData(Permission.SetSpendingRules, PersonRoles.Approver)]
    [InlineData(Permission.PreparePayments, PersonRoles.Accountant)]
    [InlineData(Permission.ApprovePayments, PersonRoles.Approver)]
    [InlineData(Permission.PayOut, PersonRoles.Treasurer)]
    [InlineData(Permission.HandOverFunds, PersonRoles.Accountant, PersonRoles.Treasurer, PersonRoles.Approver)]
    [InlineData(Permission.ReadSponsorships, PersonRoles.Accountant, PersonRoles.Treasurer, PersonRoles.Approver, PersonRoles.FieldOfficer, PersonRoles.Auditor)]
    [InlineData(Permission.ManageCases, PersonRoles.Approver, PersonRoles.FieldOfficer)]
    [InlineData(Permission.ManagePledges, PersonRoles.Accountant, PersonRoles.Approver, PersonRoles.FieldOfficer)]
    public void is_this_and_nothing_else(Permission permission, params string[] roles) =>
        PersonRoles.All.Where(role => RolePermissions.Allows(role, permission)).ShouldBe(roles);

    [Fact]
    public void is_written_down_for_every_permission() =>
        Enum.GetValues<Permission>().ShouldAllBe(permission => PersonRoles.All.Any(role => RolePermissions.Allows(role, permission)));

    [Fact]
    public void is_nothing_for_a_role_that_does_not_exist() =>
        Enum.GetValues<Permission>().ShouldAllBe(permission => !RolePermissions.Allows("King", permission));
}
