namespace DiffMH.Engine.Kernels;

/// <summary>A counted target at one θ: acceptances and births by present value, new value and count of neighbours with value 1.</summary>
/// <param name="table">Acceptances and births by class.</param>
/// <param name="classes">Classes by value and count.</param>
/// <param name="isAsymmetric">Whether the proposal draws values by an asymmetric law.</param>
internal sealed class CountedTable(SiteTable table, CountedClasses classes, bool isAsymmetric)
{
    private readonly double[] acceptances = AcceptancesOf(table, classes, isAsymmetric);
    private readonly double[] mass = Masses(table, classes, isAsymmetric);

    /// <summary>How many outcomes there are: see <see cref="Outcome"/>.</summary>
    public const int Outcomes = 2 * 2 * 8 * 2;

    /// <summary>The mass of the newborn of every outcome; 0 where the new value is the present one.</summary>
    public ReadOnlySpan<double> Mass => mass;

    /// <summary>The underlying table.</summary>
    public SiteTable ByClass => table;

    /// <summary>The kind, in the table below, of a change to a value.</summary>
    public int KindOf(int proposed, int count) => KindOf(table, classes, isAsymmetric, proposed, count);

    /// <summary>Where an outcome stands.</summary>
    public static int Outcome(int value, int proposed, int count, int accepted) => (((((value * 2) + proposed) * 8) + count) * 2) + accepted;

    /// <summary>α at 8 · new value + count of neighbours with value 1; 0 for counts that do not occur.</summary>
    public ReadOnlySpan<double> Acceptances => acceptances;

    // On two values the new value says which one was before.
    private static int KindOf(SiteTable table, CountedClasses classes, bool isAsymmetric, int proposed, int count)
    {
        var change = classes.Table[(8 * proposed) + count];
        return isAsymmetric ? table.Kind(change, 1 - proposed, proposed) : change;
    }

    private static double[] AcceptancesOf(SiteTable table, CountedClasses classes, bool isAsymmetric)
    {
        var byCount = new double[2 * 8];
        for (var proposed = 0; proposed < 2; proposed++)
        {
            for (var count = 0; count <= classes.Degree; count++)
            {
                byCount[(8 * proposed) + count] = table.Acceptance[KindOf(table, classes, isAsymmetric, proposed, count)];
            }
        }

        return byCount;
    }

    private static double[] Masses(SiteTable table, CountedClasses classes, bool isAsymmetric)
    {
        var masses = new double[Outcomes];
        for (var proposed = 0; proposed < 2; proposed++)
        {
            for (var count = 0; count <= classes.Degree; count++)
            {
                var change = KindOf(table, classes, isAsymmetric, proposed, count);
                masses[Outcome(1 - proposed, proposed, count, 0)] = table.Mass[SiteTable.Outcome(change, false)];
                masses[Outcome(1 - proposed, proposed, count, 1)] = table.Mass[SiteTable.Outcome(change, true)];
            }
        }

        return masses;
    }
}
