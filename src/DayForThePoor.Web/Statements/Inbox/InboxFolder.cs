namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>A file that this run has to itself.</summary>
/// <param name="Id">Id of its import; in the name of the directory that holds it, so a run after a crash goes on with the same.</param>
/// <param name="Folder">Directory it was dropped into.</param>
/// <param name="Path">Where it lies now.</param>
public sealed record TakenFile(Guid Id, string Folder, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsLink => new FileInfo(Path).LinkTarget is not null;

    /// <summary>0 also for what is no ordinary file (a pipe, a device): such a thing is never opened.</summary>
    public long Length => new FileInfo(Path).Length;
}

/// <summary>
/// <c>DFTP_INBOX/ACCOUNT-CODE/</c>: files are dropped there, taken by renaming them into <c>.taking</c>, and put away in
/// <c>done</c> or <c>refused</c>. A rename happens once, so of two that want a file one gets it.
/// </summary>
public sealed class InboxFolder(IConfiguration configuration, TimeProvider clock)
{
    private const string Taking = ".taking", DoneFolder = "done", RefusedFolder = "refused", Reason = ".txt";

    /// <summary>Names that programs give to what they have not finished writing.</summary>
    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", ".crdownload", ".partial"];

    /// <summary>A file that was written to within this time may still grow.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks that have to show the same: a copy that keeps the old date of its file shows only by its growing.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>Null: this installation has none.</summary>
    public string? Root => configuration["DFTP_INBOX"] is { Length: > 0 } root ? Path.GetFullPath(root) : null;

    /// <summary>A folder for each account, so that people find where to drop.</summary>
    public void Prepare(IEnumerable<string> accounts)
    {
        foreach (var account in accounts) Directory.CreateDirectory(Path.Combine(Root!, account));
    }

    /// <summary>The inbox itself and the folders in it, without those for what is finished, hidden ones and links.</summary>
    public IReadOnlyList<string> Folders() => [Root!, .. Directory.EnumerateDirectories(Root!).Where(IsOpenFolder).Order(StringComparer.Ordinal)];

    /// <exception cref="IOException">The folder cannot be worked with.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Check(string folder)
    {
        _ = new DirectoryInfo(folder).EnumerateFiles().FirstOrDefault();
        Directory.CreateDirectory(Path.Combine(folder, Taking));
        foreach (var own in new[] { Taking, DoneFolder, RefusedFolder })
            if (new DirectoryInfo(Path.Combine(folder, own)).LinkTarget is not null) throw new IOException($"{own} is a link.");
    }

    /// <summary>Whether a file in this folder names no account at all.</summary>
    public bool IsRoot(string folder) => folder == Root;

    /// <summary>What an earlier run took and did not put away.</summary>
    public static IReadOnlyList<TakenFile> Left(string folder)
    {
        var taking = new DirectoryInfo(Path.Combine(folder, Taking));
        if (!taking.Exists) return [];
        List<TakenFile> left = [];
        foreach (var one in taking.EnumerateDirectories().OrderBy(directory => directory.Name, StringComparer.Ordinal))
        {
            if (!Guid.TryParseExact(one.Name, "N", out var id)) continue;
            if (one.EnumerateFiles().FirstOrDefault() is { } file) left.Add(new TakenFile(id, folder, file.FullName));
            else one.Delete();
        }
        return left;
    }

    /// <summary>Takes what was dropped and has stopped growing.</summary>
    public async Task<IReadOnlyList<TakenFile>> Take(IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        var first = Look(folders);
        if (first.Count == 0) return [];
        await Task.Delay(BetweenLooks, clock, cancellation);
        var second = Look(folders).ToHashSet();
        return [.. first.Where(second.Contains).Select(seen => Take(seen.Folder, seen.Path)).OfType<TakenFile>()];
    }

    public static void PutAway(TakenFile file) => Move(file, DoneFolder, reason: null);

    /// <param name="reason">Lies beside the file, under its name and .txt.</param>
    public static void Refuse(TakenFile file, string reason) => Move(file, RefusedFolder, reason);

    private sealed record Seen(string Folder, string Path, long Length, DateTime WrittenAt);

    private List<Seen> Look(IReadOnlyList<string> folders)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<Seen> seen = [];
        foreach (var folder in folders)
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => IsFinished(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal))
                if (TryLook(folder, file) is { } one && (now - one.WrittenAt).Duration() >= Quiet) seen.Add(one);
        return seen;
    }

    private static bool IsFinished(string name) => !name.StartsWith('.') && !Unfinished.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null: gone since the folder was listed.</summary>
    private static Seen? TryLook(string folder, FileInfo file)
    {
        try
        {
            return new Seen(folder, file.FullName, file.Length, file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Null: somebody else was quicker, or the name cannot be read back from the disk.</summary>
    private static TakenFile? Take(string folder, string path)
    {
        var id = Guid.CreateVersion7();
        var own = Directory.CreateDirectory(Path.Combine(folder, Taking, id.ToString("N")));
        var taken = new TakenFile(id, folder, Path.Combine(own.FullName, Path.GetFileName(path)));
        try
        {
            File.Move(path, taken.Path, overwrite: true); // a plain rename; the directory is new, so nothing is there
            return taken;
        }
        catch (FileNotFoundException)
        {
            own.Delete();
            return null;
        }
    }

    /// <summary>Under the file's own name, or a numbered one. The reason is written first and holds the name; a crash between
    /// the two leaves it, and the next run finds the same text and goes on.</summary>
    private static void Move(TakenFile file, string to, string? reason)
    {
        var folder = Directory.CreateDirectory(Path.Combine(file.Folder, to)).FullName;
        for (var number = 1; ; number++)
        {
            var target = Path.Combine(folder, Numbered(file.Name, number));
            if (Path.Exists(target) || new FileInfo(target).LinkTarget is not null) continue;
            if (reason is not null && !TryWrite(target + Reason, reason)) continue;
            try
            {
                File.Move(file.Path, target);
            }
            catch (IOException) when (Path.Exists(target))
            {
                continue;
            }
            catch (FileNotFoundException)
            {
                // Another run put it away meanwhile.
            }
            Directory.Delete(Path.GetDirectoryName(file.Path)!);
            return;
        }
    }

    private static bool TryWrite(string path, string text)
    {
        if (Path.Exists(path)) return File.ReadAllText(path) == text;
        File.WriteAllText(path, text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return true;
    }

    /// <summary>"a.csv", "a (2).csv"; cut to leave room for the reason's ending in a name of 255 bytes.</summary>
    private static string Numbered(string name, int number)
    {
        const int most = 240;
        var (stem, end) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var mark = number == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ({number})");
        while (stem.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(stem + mark + end) > most) stem = stem[..^1];
        return stem + mark + end;
    }

    private static bool IsOpenFolder(string path) =>
        Path.GetFileName(path) is var name && !name.StartsWith('.') && name is not (DoneFolder or RefusedFolder) && new DirectoryInfo(path).LinkTarget is null;
}
