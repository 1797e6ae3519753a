namespace DiffMH.Engine.Kernels;

/// <summary>θ as dual numbers, one copy for each parameter a derivative is taken for.</summary>
internal static class Seeded
{
    /// <summary>θ without derivatives.</summary>
    public static Real[] Reals(ReadOnlySpan<double> theta)
    {
        var reals = new Real[theta.Length];
        for (var i = 0; i < reals.Length; i++)
        {
            reals[i] = new Real(theta[i]);
        }

        return reals;
    }

    /// <summary>For each selected parameter, θ with derivative 1 in that parameter and 0 in the others.</summary>
    /// <param name="theta">All parameters.</param>
    /// <param name="selected">Positions in θ.</param>
    public static Dual[][] Duals(ReadOnlySpan<double> theta, ReadOnlySpan<int> selected)
    {
        var directions = new Dual[selected.Length][];
        for (var j = 0; j < directions.Length; j++)
        {
            var duals = new Dual[theta.Length];
            for (var i = 0; i < duals.Length; i++)
            {
                duals[i] = new Dual(theta[i], i == selected[j] ? 1 : 0);
            }

            directions[j] = duals;
        }

        return directions;
    }
}
