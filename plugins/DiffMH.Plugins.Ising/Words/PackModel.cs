using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The model at the θ of each lane of a pack: what is accepted, and what newborns weigh.</summary>
/// <remarks>
/// A change's class is that of <see cref="IsingTarget"/>: n up neighbours, and 5 more for a spin that turns up. Of the two directions of a
/// turn with n up neighbours one has log r ≤ 0, with probability p = exp(−|2 J (2 n − 4) + 2 h|/T) to be accepted; the other always is.
/// </remarks>
/// <param name="settings">Where T, J and h stand in θ.</param>
/// <param name="wrt">Positions in θ of the parameters a derivative is taken for.</param>
internal sealed class PackModel(IsingSettings settings, IReadOnlyList<int> wrt)
{
    /// <summary>How many lanes share a word.</summary>
    public const int Lanes = 64;

    /// <summary>How many numbers of up neighbours there are.</summary>
    public const int Counts = 5;

    /// <summary>How many classes of change there are.</summary>
    public const int Classes = 2 * Counts;

    private readonly double[] probabilities = new double[Counts * Lanes];
    private readonly Birth[] births = new Birth[Classes * Lanes];
    private readonly double[] thetas = new double[3 * Lanes];
    private readonly ulong[] favoursUp = new ulong[Counts];
    private readonly ulong[] bearing = new ulong[Classes];

    /// <summary>Whether h = 0 in all lanes.</summary>
    public bool IsFieldFree { get; private set; }

    /// <summary>By n, the lanes where a turn up has log r > 0.</summary>
    public ReadOnlySpan<ulong> FavoursUp => favoursUp;

    /// <summary>T, J and h of a lane; of one that is not asked for 1, 0 and 0.</summary>
    public (double T, double J, double H) Theta(int lane) => (thetas[lane], thetas[Lanes + lane], thetas[(2 * Lanes) + lane]);

    /// <summary>p of the direction that is not always accepted, one number for each lane.</summary>
    public ReadOnlySpan<double> Probabilities(int count) => probabilities.AsSpan(count * Lanes, Lanes);

    /// <summary>The newborn of an accepted change, where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Birth Birth(int change, int lane) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(births), (nint)((change * Lanes) + lane));

    /// <summary>Which parameter stands at a position in θ.</summary>
    public ThetaKind KindOf(int position) => position == settings.T.Index ? ThetaKind.Temperature : position == settings.J.Index ? ThetaKind.Coupling : ThetaKind.Field;

    /// <summary>The lanes whose primal chains have accepted a change that gives birth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Born(in PrimalMove move)
    {
        var (next, ones, twos, fours) = (move.After, move.Ones, move.Twos, move.Fours);
        ref var down = ref MemoryMarshal.GetArrayDataReference(bearing);
        var bears = (Bears(ref down, next) & ~(ones | twos | fours))
            | (Bears(ref Unsafe.Add(ref down, 1), next) & ones & ~twos)
            | (Bears(ref Unsafe.Add(ref down, 2), next) & twos & ~ones)
            | (Bears(ref Unsafe.Add(ref down, 3), next) & ones & twos)
            | (Bears(ref Unsafe.Add(ref down, 4), next) & fours);
        return bears & (move.Before ^ next);
    }

    /// <summary>Makes room for other lanes. Those that are not asked for stand at J = h = 0, where nothing is born.</summary>
    public void Clear()
    {
        IsFieldFree = true;
        Array.Fill(probabilities, 1);
        Array.Fill(thetas, 1, 0, Lanes);
        Array.Clear(thetas, Lanes, 2 * Lanes);
        Array.Clear(favoursUp);
        Array.Clear(bearing);
    }

    /// <summary>Sets a lane that is asked for.</summary>
    public void Set(int lane, ReadOnlySpan<double> theta)
    {
        var (t, j, h) = (theta[settings.T.Index], theta[settings.J.Index], theta[settings.H.Index]);
        (thetas[lane], thetas[Lanes + lane], thetas[(2 * Lanes) + lane]) = (t, j, h);
        IsFieldFree &= h == 0;
        for (var count = 0; count < Counts; count++)
        {
            var sum = (2 * count) - 4;
            var up = ((2 * sum * j) + (2 * h)) / t;   // log r of a turn up, exactly 0 at a tie
            favoursUp[count] |= up > 0 ? 1UL << lane : 0;
            probabilities[(count * Lanes) + lane] = double.IsFinite(up) ? Math.Exp(-Math.Abs(up)) : throw Invalid(up, sum, t, j, h);
            SetBirth(Counts + count, lane, up, 2 * sum, 2);
            SetBirth(count, lane, -up, -2 * sum, -2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bears(ref ulong down, ulong next) => down ^ ((down ^ Unsafe.Add(ref down, Counts)) & next);

    private void SetBirth(int change, int lane, double logRatio, int bondDifference, int spinDifference)
    {
        if (logRatio > 0)
        {
            return;
        }

        var (t, j, h) = Theta(lane);
        var share = logRatio == 0 ? 0.5 : 1;
        var squares = 0.0;
        foreach (var parameter in wrt)
        {
            var score = KindOf(parameter) switch
            {
                ThetaKind.Temperature => -((j * bondDifference) + (h * spinDifference)) / (t * t),
                ThetaKind.Coupling => bondDifference / t,
                _ => spinDifference / t,
            };
            squares += score * score;
        }

        var mass = share * Math.Sqrt(squares);
        if (!double.IsFinite(mass))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The derivative of log r is not finite at T = {t:R}, J = {j:R}, h = {h:R}."));
        }

        if (mass > 0)
        {
            bearing[change] |= 1UL << lane;
            Birth(change, lane) = new Birth(mass, share * bondDifference / mass, share * spinDifference / mass);
        }
    }

    private static InvalidOperationException Invalid(double logRatio, int neighbours, double t, double j, double h) => new(
        string.Create(CultureInfo.InvariantCulture, $"The log ratio of turning a spin up among neighbours that sum to {neighbours} is {logRatio} at T = {t:R}, J = {j:R}, h = {h:R}; it must be a finite number."));
}
