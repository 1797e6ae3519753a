using System.Globalization;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>The rows of a comparison as people read them.</summary>
/// <param name="output">Where they go.</param>
internal sealed class CompareTable(TextWriter output)
{
    private string? target;

    /// <summary>Writes what the columns are.</summary>
    public void WriteHeader() =>
        output.WriteLine($"{"",-24} {"ns/update",10} {"ns/altern.",10} {"var x s",9} {"time ratio",10} {"least",8} {"most",8} {"var x s ratio",13}   {"mean",-22} derivative");

    /// <summary>Writes one row, under its target.</summary>
    public void Write(CompareRow row)
    {
        if (row.Target != target)
        {
            output.WriteLine(row.Target);
            target = row.Target;
        }

        output.WriteLine(
            $"  {row.Who,-22} {Number(row.NanosecondsPerUpdate),10} {Number(row.NanosecondsPerAlternative),10} {Number(row.VarianceSeconds),9} {Number(row.TimeRatio),10} "
            + $"{Number(row.Least),8} {Number(row.Most),8} {Number(row.VarianceSecondsRatio),13}   {row.Mean,-22} {row.Derivative?.ToString() ?? "-"}");
    }

    private static string Number(double? number) => number?.ToString("G3", CultureInfo.InvariantCulture) ?? "-";
}
