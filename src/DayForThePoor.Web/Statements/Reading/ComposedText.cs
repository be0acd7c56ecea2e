using System.Globalization;
using System.Text;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>A text whose letters and tones come apart, in NFC; piece by piece, cut only before a letter.</summary>
internal sealed class ComposedText(TextReader source) : TextReader
{
    private readonly char[] block = new char[16 * 1024];
    private string composed = "";
    private int at, held;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        while (at == composed.Length)
            if (!Refill()) return 0;
        var count = Math.Min(buffer.Length, composed.Length - at);
        composed.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    private bool Refill()
    {
        var got = source.Read(block.AsSpan(held));
        if (got == 0 && held == 0) return false;
        var filled = held + got;
        var cut = got == 0 || filled == block.Length && LastLetter(filled) == 0 ? filled : LastLetter(filled);
        composed = new string(block, 0, cut).Normalize(NormalizationForm.FormC);
        at = 0;
        held = filled - cut;
        block.AsSpan(cut, held).CopyTo(block);
        return true;
    }

    // What follows a letter in the next piece may be its tone.
    private int LastLetter(int filled)
    {
        var last = filled - 1;
        while (last > 0 && CharUnicodeInfo.GetUnicodeCategory(block[last]) == UnicodeCategory.NonSpacingMark) last--;
        return last;
    }
}
