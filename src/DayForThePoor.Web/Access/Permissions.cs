using System.Collections.Frozen;

namespace DayForThePoor.Web.Access;

/// <summary>Roles of people who sign in; each is held in a unit and counts for what lies under it.</summary>
public static class PersonRoles
{
    /// <summary>Kế toán: writes vouchers, imports and reconciles, closes, reports.</summary>
    public const string Accountant = "Accountant";

    /// <summary>Thủ quỹ: takes and pays cash against vouchers, keeps the cash book.</summary>
    public const string Treasurer = "Treasurer";

    /// <summary>Thủ kho: takes in and hands out goods.</summary>
    public const string Storekeeper = "Storekeeper";

    /// <summary>Người duyệt: the head of the fund board.</summary>
    public const string Approver = "Approver";

    /// <summary>Cán bộ phụ trách thôn.</summary>
    public const string FieldOfficer = "FieldOfficer";

    /// <summary>Người kiểm tra, giám sát: reads only.</summary>
    public const string Auditor = "Auditor";

    /// <summary>Quản trị hệ thống: people and settings, no money.</summary>
    public const string Administrator = "Administrator";

    public static readonly IReadOnlyList<string> All =
        [Accountant, Treasurer, Storekeeper, Approver, FieldOfficer, Auditor, Administrator];
}

/// <summary>What a command or a page needs. Whatever is not granted here is denied.</summary>
public enum Permission
{
    /// <summary>Record and reverse gifts, other receipts, cash moved to and from the bank.</summary>
    RecordGifts,

    /// <summary>Nạp sao kê.</summary>
    ImportStatements,

    /// <summary>Đối chiếu: match statement lines, undo, keep the rules; decide over money that came late.</summary>
    Reconcile,

    /// <summary>Confirm that cash is in the box ("đã thu").</summary>
    ConfirmCash,

    /// <summary>Read gifts, receipts, books, statement lines.</summary>
    ReadLedger,

    /// <summary>Units, funds, accounts, campaigns.</summary>
    ManageSettings,

    /// <summary>People who sign in and their roles.</summary>
    ManagePeople,

    /// <summary>The register of households without what is kept from plain sight: names, hamlets, classes, what was done for them.</summary>
    ReadHouseholds,

    /// <summary>Bring in the official list, add, correct and end households; write wishes, visits and referrals; keep the hamlets.</summary>
    ManageHouseholds,

    /// <summary>Read ID numbers whole, and health. Every such reading is logged.</summary>
    ReadPersonalData,

    /// <summary>Read who looked at ID numbers and health.</summary>
    ReadAccessLog,

    /// <summary>See requests, decisions, payments and hand-overs.</summary>
    ReadGrants,

    /// <summary>Đề nghị, bình xét: write requests, meetings, notices and objections; take a request back.</summary>
    RequestGrants,

    /// <summary>Trình duyệt: freeze a list of requests and put it to the board.</summary>
    ProposeGrants,

    /// <summary>Duyệt: approve, send back or refuse; override a conflict; report emergencies to the board.</summary>
    DecideGrants,

    /// <summary>Complaints that only few may see.</summary>
    ReadComplaints,

    /// <summary>Quy chế chi, mức hỗ trợ.</summary>
    SetSpendingRules,

    /// <summary>Lập phiếu chi, tạm ứng, transfers to other levels.</summary>
    PreparePayments,

    /// <summary>Duyệt chi: the signature before money leaves.</summary>
    ApprovePayments,

    /// <summary>Chi tiền: pay cash out and keep the list of who signed for it.</summary>
    PayOut,

    /// <summary>Bàn giao Quỹ, bàn giao công việc: write minutes and sign for a side.</summary>
    HandOverFunds,

    /// <summary>Nhận đỡ đầu: see cases, sponsors, pledges and what became of them.</summary>
    ReadSponsorships,

    /// <summary>Keep cases: the person's file, needs, consents, visits, life changes; look news through before it is shown.</summary>
    ManageCases,

    /// <summary>Keep sponsors and pledges: offer, hold, pause, hand over, end; decide what a payment is for; record direct hand-overs.</summary>
    ManagePledges,
}

/// <summary>Which role grants what.</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<string, IReadOnlySet<Permission>> OfRole = new Dictionary<string, IReadOnlySet<Permission>>
    {
        [PersonRoles.Accountant] = new HashSet<Permission> { Permission.RecordGifts, Permission.ImportStatements, Permission.Reconcile, Permission.ReadLedger, Permission.ReadHouseholds, Permission.ReadGrants, Permission.RequestGrants, Permission.ProposeGrants, Permission.PreparePayments, Permission.HandOverFunds, Permission.ReadSponsorships, Permission.ManagePledges },
        [PersonRoles.Treasurer] = new HashSet<Permission> { Permission.RecordGifts, Permission.ImportStatements, Permission.Reconcile, Permission.ConfirmCash, Permission.ReadLedger, Permission.ReadHouseholds, Permission.ReadGrants, Permission.PayOut, Permission.HandOverFunds, Permission.ReadSponsorships },
        [PersonRoles.Storekeeper] = new HashSet<Permission> { Permission.ReadGrants },
        [PersonRoles.Approver] = new HashSet<Permission> { Permission.ReadLedger, Permission.ReadHouseholds, Permission.ManageHouseholds, Permission.ReadPersonalData, Permission.ReadGrants, Permission.RequestGrants, Permission.DecideGrants, Permission.ReadComplaints, Permission.SetSpendingRules, Permission.ApprovePayments, Permission.HandOverFunds, Permission.ReadSponsorships, Permission.ManageCases, Permission.ManagePledges },
        [PersonRoles.FieldOfficer] = new HashSet<Permission> { Permission.ReadHouseholds, Permission.ManageHouseholds, Permission.ReadPersonalData, Permission.ReadGrants, Permission.RequestGrants, Permission.ProposeGrants, Permission.ReadSponsorships, Permission.ManageCases, Permission.ManagePledges },
        [PersonRoles.Auditor] = new HashSet<Permission> { Permission.ReadLedger, Permission.ReadHouseholds, Permission.ReadAccessLog, Permission.ReadGrants, Permission.ReadSponsorships },
        [PersonRoles.Administrator] = new HashSet<Permission> { Permission.ManageSettings, Permission.ManagePeople },
    }.ToFrozenDictionary();

    public static bool Allows(string role, Permission permission) => OfRole.TryGetValue(role, out var granted) && granted.Contains(permission);
}
