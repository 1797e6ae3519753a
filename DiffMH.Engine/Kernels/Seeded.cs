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

    /// <summary>For each direction, θ with the derivatives of the parameters it moves and 0 in the others.</summary>
    /// <param name="theta">All parameters.</param>
    /// <param name="selected">Positions in θ of the parameters that directions are in.</param>
    /// <param name="directions">The directions.</param>
    public static Dual[][] Duals(ReadOnlySpan<double> theta, ReadOnlySpan<int> selected, ReadOnlySpan<Direction> directions)
    {
        var moved = new Dual[directions.Length][];
        for (var d = 0; d < moved.Length; d++)
        {
            moved[d] = Duals(theta, [-1])[0];
            for (var i = directions[d].First; i < directions[d].First + directions[d].Count; i++)
            {
                var value = theta[selected[i]];
                moved[d][selected[i]] = new Dual(value, directions[d].Speed(value));
            }
        }

        return moved;
    }
}
