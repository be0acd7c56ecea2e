using System.Text;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class reading_bank_messages
{
    private static readonly ExpectedAccount Allowed = Vietcombank with { TakesMessages = true };

    private const string TwoDays = """
        {1:F01BFTVVNVXAXXX0000000000}{2:O9400000240901BFTVVNVXAXXX00000000002409010000N}{4:
        :20:STMT240902
        :25:BFTVVNVX/0071000123456
        :28C:246/1
        :60F:C240901VND1500000,
        :61:2409020902D55000,NCHGNONREF//FT24246000009
        :86:Thu phi SMS
        :61:2409020902RC200000,00NTRFSAI-1//FT24246000010
        :86:Huy giao dich sai
        :62F:C240902VND1245000,00
        -}
        {1:F01BFTVVNVXAXXX0000000000}{2:O9400000240901BFTVVNVXAXXX00000000002409010000N}{4:
        :20:STMT240901
        :25:BFTVVNVX/0071000123456
        :28C:245/1
        :60F:C240831VND0,
        :61:2409010901C500000,NTRFNONREF//FT24245123456
        :86:MBVCB.6878123.NGUYEN VAN AN ung ho dong bao mien Bac bi bao lu so
         3 gay ra
        cam on
        :61:240831C1000000,NTRFBC-77
        :86:166?00CHUYEN TIEN?20Ung ho quy vi nguoi ngheo x?21a Que Son?32CONG TY DONG PHU?33QUE SON
        :62F:C240901VND1500000,
        -}
        """;

    [Fact]
    public void mt940_in_any_order_of_its_messages()
    {
        var read = Read(TwoDays, Allowed).ShouldBeReadable();

        read.Lines.Select(l => (l.Date, l.Reference, l.Movement(), l.Memo, l.Counterparty)).ShouldBe(
        [
            (new(2024, 9, 1), "FT24245123456", 500_000, "MBVCB.6878123.NGUYEN VAN AN ung ho dong bao mien Bac bi bao lu so 3 gay ra cam on", ""),
            (new(2024, 8, 31), "BC-77", 1_000_000, "Ung ho quy vi nguoi ngheo xa Que Son", "CONG TY DONG PHU QUE SON"),
            (new(2024, 9, 2), "FT24246000009", -55_000, "Thu phi SMS", ""),
            (new(2024, 9, 2), "FT24246000010", -200_000, "Huy giao dich sai", ""),
        ]);
        (read.OpeningBalance, read.ClosingBalance, read.IsProvenComplete).ShouldBe((0, 1_245_000, true));
    }

    [Fact]
    public void mt940_that_does_not_add_up_is_refused() =>
        Read(TwoDays.Replace("C500000,", "C500001,", StringComparison.Ordinal), Allowed).Problem().Code.ShouldBe(StatementProblems.ClosingDiffers);

    [Fact]
    public void mt940_with_a_message_missing_in_between_is_refused() =>
        Read(TwoDays.Replace("C240901VND1500000,\n:61:2409020902D", "C240901VND1600000,\n:61:2409020902D", StringComparison.Ordinal)
            .Replace("1245000,00", "1345000,00", StringComparison.Ordinal), Allowed).Problem().Code.ShouldBe(StatementProblems.BalanceBreak);

    [Fact]
    public void mt940_that_ends_in_the_middle_is_refused() =>
        Read(TwoDays[..TwoDays.LastIndexOf(":62F:", StringComparison.Ordinal)], Allowed).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.Cut, TwoDays[..TwoDays.LastIndexOf(":62F:", StringComparison.Ordinal)].TrimEnd().Split('\n').Length, null));

    [Theory]
    [InlineData("0071000123456", "9999000123456", StatementProblems.OtherAccount)]
    [InlineData("VND", "USD", StatementProblems.OtherCurrency)]
    [InlineData("D55000,", "D55000,50", StatementProblems.MessageBroken)]
    [InlineData(":61:2409020902D", ":61:2413020902D", StatementProblems.MessageBroken)]
    public void mt940_of_something_else_is_refused(string from, string to, string code) =>
        Read(TwoDays.Replace(from, to, StringComparison.Ordinal), Allowed).Problem().Code.ShouldBe(code);

    [Fact]
    public void mt940_with_two_accounts_is_refused() =>
        Read(Replaced(TwoDays, "0071000123456", "0071000999999"), Allowed).Problem().Code.ShouldBe(StatementProblems.MessageSeveralAccounts);

    [Theory]
    [InlineData(TwoDays)]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"/>")]
    public void messages_are_refused_until_the_unit_wants_them(string file) =>
        Read(file, Vietcombank).Problem().Code.ShouldBe(StatementProblems.MessagesOff);

    [Theory]
    [InlineData("02")]
    [InlineData("08")]
    public void camt_053_with_a_batch_and_a_reversal(string version)
    {
        var read = Read(Camt(version, Entries), Allowed).ShouldBeReadable();

        read.Lines.Select(l => (l.Date, l.Reference, l.Movement(), l.Memo, l.Counterparty)).ShouldBe(
        [
            (new(2024, 9, 2), "FT1", 500_000, "Ung ho quy vi nguoi ngheo", "NGUYEN VAN AN"),
            (new(2024, 9, 2), "B-1", 100_000, "gop lon 1", ""),
            (new(2024, 9, 2), "B-2", 200_000, "gop lon 2", ""),
            (new(2024, 9, 3), "FT9", -50_000, "Tra lai", ""),
        ]);
        (read.OpeningBalance, read.ClosingBalance, read.IsProvenComplete).ShouldBe((1_000_000, 1_750_000, true));
    }

    [Fact]
    public void a_batch_whose_parts_do_not_add_up_is_one_line() =>
        Read(Camt("02", Entries.Replace("<Amt Ccy=\"VND\">200000.00</Amt><CdtDbtInd>CRDT", "<Amt Ccy=\"VND\">200001.00</Amt><CdtDbtInd>CRDT", StringComparison.Ordinal)), Allowed)
            .ShouldBeReadable().Lines.Count.ShouldBe(3);

    [Fact]
    public void camt_053_that_does_not_add_up_is_refused() =>
        Read(Camt("02", Entries.Replace("500000.00", "500001.00", StringComparison.Ordinal)), Allowed).Problem().Code.ShouldBe(StatementProblems.ClosingDiffers);

    [Fact]
    public void camt_053_with_a_document_type_is_refused_unread()
    {
        var file = Camt("02", Entries).Replace("<Document", "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document", StringComparison.Ordinal)
            .Replace("Tra lai", "&x;", StringComparison.Ordinal);
        Read(file, Allowed).Problem().Code.ShouldBe(StatementProblems.MessageBroken);
    }

    [Fact]
    public void camt_053_larger_than_the_limit_is_refused() =>
        Read(Encoding.UTF8.GetBytes(Camt("02", Entries)), Allowed, new(1000, 100)).Problem().Code.ShouldBe(StatementProblems.TooLarge);

    private const string Entries = """
        <Ntry><Amt Ccy="VND">500000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2024-09-02</Dt></BookgDt><ValDt><Dt>2024-09-01</Dt></ValDt><AcctSvcrRef>FT1</AcctSvcrRef>
          <NtryDtls><TxDtls><Refs><EndToEndId>X</EndToEndId></Refs><RltdPties><Dbtr><Nm>NGUYEN VAN AN</Nm></Dbtr></RltdPties><RmtInf><Ustrd>Ung ho quy</Ustrd><Ustrd>vi nguoi ngheo</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="VND">300000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2024-09-02T08:00:00+07:00</DtTm></BookgDt><AcctSvcrRef>BATCH</AcctSvcrRef>
          <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
            <TxDtls><Refs><AcctSvcrRef>B-1</AcctSvcrRef></Refs><Amt Ccy="VND">100000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>gop lon 1</Ustrd></RmtInf></TxDtls>
            <TxDtls><Refs><AcctSvcrRef>B-2</AcctSvcrRef></Refs><Amt Ccy="VND">200000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>gop lon 2</Ustrd></RmtInf></TxDtls>
          </NtryDtls></Ntry>
        <Ntry><Amt Ccy="VND">50000</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2024-09-03</Dt></BookgDt><AcctSvcrRef>FT9</AcctSvcrRef><AddtlNtryInf>Tra lai</AddtlNtryInf></Ntry>
        <Ntry><Amt Ccy="VND">77777</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2024-09-03</Dt></BookgDt></Ntry>
        """;

    /// <summary>Up to version 07 the state is plain text, since 08 a code within it.</summary>
    private static string Camt(string version, string entries) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>
          <Acct><Id><Othr><Id>0071000123456</Id></Othr></Id><Ccy>VND</Ccy></Acct>
          <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">1000000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-09-02</Dt></Dt></Bal>
          <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">1750000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-09-03</Dt></Dt></Bal>
          {(version == "08" ? entries.Replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>", StringComparison.Ordinal).Replace("<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", StringComparison.Ordinal) : entries)}
        </Stmt></BkToCstmrStmt></Document>
        """;

    private static string Replaced(string text, string from, string to)
    {
        var first = text.IndexOf(from, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, first), to, text.AsSpan(first + from.Length));
    }
}
