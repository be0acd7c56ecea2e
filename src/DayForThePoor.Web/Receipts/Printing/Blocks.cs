using SkiaSharp;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>
/// A piece of a sheet. It is measured and drawn at a scale, so that a sheet with long texts becomes smaller as a whole
/// instead of running over its edge. Lengths in points before scaling.
/// </summary>
public abstract record Block
{
    /// <summary>Height in points at this width and scale.</summary>
    public abstract float Height(float width, float scale);

    public abstract void Draw(SKCanvas canvas, float x, float y, float width, float scale);
}

/// <summary>Space; <paramref name="Stretches"/> also takes what is left over on the sheet.</summary>
public sealed record Space(float Points, bool Stretches = false) : Block
{
    public override float Height(float width, float scale) => Points * scale;

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale) { }
}

/// <summary>Blocks below each other.</summary>
public sealed record Stack(params IReadOnlyList<Block> Blocks) : Block
{
    public override float Height(float width, float scale) => Blocks.Sum(b => b.Height(width, scale));

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale)
    {
        foreach (var block in Blocks)
        {
            block.Draw(canvas, x, y, width, scale);
            y += block.Height(width, scale);
        }
    }
}

/// <summary>Blocks beside each other, each with its share of the width.</summary>
public sealed record Beside(float Gap, params IReadOnlyList<(float Share, Block Block)> Columns) : Block
{
    private float Unit(float width) => (width - Gap * (Columns.Count - 1)) / Columns.Sum(c => c.Share);

    public override float Height(float width, float scale) => Columns.Max(c => c.Block.Height(Unit(width) * c.Share, scale));

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale)
    {
        foreach (var (share, block) in Columns)
        {
            block.Draw(canvas, x, y, Unit(width) * share, scale);
            x += Unit(width) * share + Gap;
        }
    }
}

/// <summary>A row of a table; its cells are framed. Repeated rows head the table on every page.</summary>
public sealed record TableRow(bool IsHead, params IReadOnlyList<(float Share, Block Cell)> Cells) : Block
{
    private const float Padding = 2.5f;

    private float CellWidth(float width, float share) => width * share / Cells.Sum(c => c.Share);

    public override float Height(float width, float scale) =>
        Cells.Max(c => c.Cell.Height(CellWidth(width, c.Share) - 2 * Padding, scale)) + 2 * Padding * scale;

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale)
    {
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 0.5f, Color = SKColors.Black, IsAntialias = true };
        var height = Height(width, scale);
        foreach (var (share, cell) in Cells)
        {
            var cellWidth = CellWidth(width, share);
            canvas.DrawRect(x, y, cellWidth, height, line);
            cell.Draw(canvas, x + Padding, y + Padding * scale, cellWidth - 2 * Padding, scale);
            x += cellWidth;
        }
    }
}

/// <summary>A QR code as lines, centred in its column on white, so that no mark under the text disturbs a scanner.</summary>
/// <param name="Side">Wanted side in points; it does not shrink with the sheet, scanners need its size.</param>
public sealed record QrBlock(QrPicture Picture, float Side) : Block
{
    public override float Height(float width, float scale) => Math.Min(Side, width);

    public override void Draw(SKCanvas canvas, float x, float y, float width, float scale)
    {
        var side = Math.Min(Side, width);
        var module = side / Picture.Size;
        var left = x + (width - side) / 2;
        using var light = new SKPaint { Color = SKColors.White };
        using var dark = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        canvas.DrawRect(left, y, side, side, light);
        using var path = new SKPathBuilder();
        foreach (var (row, column, length) in Picture.Runs())
            path.AddRect(SKRect.Create(left + column * module, y + row * module, length * module, module));
        using var modules = path.Detach();
        canvas.DrawPath(modules, dark);
    }
}
