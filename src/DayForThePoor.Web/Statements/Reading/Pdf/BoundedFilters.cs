using System.IO.Compression;
using System.Runtime.InteropServices;
using DayForThePoor.Core.Statements;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// The library unpacks without a bound, and hands damaged data on as if it were content: rows would be missing and nobody
/// would know. So every packed part is unpacked here first, counted and checked.
/// </summary>
/// <param name="most">Bytes that all parts of the file together may unfold to.</param>
internal sealed class BoundedFilters(long most) : IFilterProvider
{
    private readonly DefaultFilterProvider known = (DefaultFilterProvider)DefaultFilterProvider.Instance;
    private long unpacked;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(known.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(known.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(known.GetAllFilters());

    private List<IFilter> Bounded(IReadOnlyList<IFilter> filters) => [.. filters.Select(f => f is FlateFilter ? new Inflate(f, this) : f)];

    private void Count(int bytes)
    {
        unpacked += bytes;
        if (unpacked > most) throw new UnreadableFileException(StatementProblems.TooLarge, null, $"{most >> 20}");
    }

    private sealed class Inflate(IFilter inner, BoundedFilters bound) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            Check(input);
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        private void Check(Memory<byte> input)
        {
            var packed = MemoryMarshal.TryGetArray<byte>(input, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count) : new(input.ToArray());
            var block = new byte[16 * 1024];
            try
            {
                using var unpack = new ZLibStream(packed, CompressionMode.Decompress);
                while (unpack.Read(block) is > 0 and var got) bound.Count(got);
            }
            catch (InvalidDataException)
            {
                throw new UnreadableFileException(StatementProblems.PdfBroken);
            }
        }
    }
}
