namespace DiffMH;

/// <summary>Where the sums of one group of lanes stand in its row of numbers. All are sums, so groups merge by addition.</summary>
/// <param name="Observables">k.</param>
/// <param name="Parameters">p, the number of parameters a derivative is taken for.</param>
/// <param name="HasScores">Whether the covariance of f and ∂_θ log g is summed: p + k p numbers more at the end of a row.</param>
/// <param name="HasDecisions">Whether lanes are each other's baseline for the score of their decisions: p + k p + 1 numbers more at the end of a row.</param>
public readonly record struct SumsLayout(int Observables, int Parameters, bool HasScores = false, bool HasDecisions = false)
{
    /// <summary>Kept states.</summary>
    public const int Draws = 0;

    /// <summary>Steps of the primal chains (single-site updates on lattices), warm-up included.</summary>
    public const int Updates = 1;

    /// <summary>Steps whose proposal was accepted.</summary>
    public const int Accepted = 2;

    /// <summary>Alternatives that were given a place.</summary>
    public const int Births = 3;

    /// <summary>Alternatives that became equal to the primal again.</summary>
    public const int Recoupled = 4;

    /// <summary>Steps between birth and recoupling, over the recoupled ones.</summary>
    public const int Lifetime = 5;

    /// <summary>Alternatives alive at the end of the pass.</summary>
    public const int Unrecoupled = 6;

    /// <summary>Batches of consecutive draws, each of ⌊√draws⌋.</summary>
    public const int Batches = 7;

    /// <summary>Half-chains of ⌊draws/2⌋ draws, two for each lane.</summary>
    public const int Halves = 8;

    /// <summary>k sums of f.</summary>
    public const int Moments = 9;

    /// <summary>k × p sums of the derivative of f, row by row: w (f(y) − f(x)) or, with the score-function estimators, f D; and ∂_θ f(x).</summary>
    public int Slopes => Moments + Observables;

    /// <summary>k sums of f².</summary>
    public int Squares => Slopes + (Observables * Parameters);

    /// <summary>k sums of the batches' means.</summary>
    public int BatchMeans => Squares + Observables;

    /// <summary>k sums of the squares of the batches' means.</summary>
    public int BatchMeanSquares => BatchMeans + Observables;

    /// <summary>k sums of the half-chains' means.</summary>
    public int HalfMeans => BatchMeanSquares + Observables;

    /// <summary>k sums of the squares of the half-chains' means.</summary>
    public int HalfMeanSquares => HalfMeans + Observables;

    /// <summary>k sums of the half-chains' variances (divisor n − 1).</summary>
    public int HalfVariances => HalfMeanSquares + Observables;

    /// <summary>
    /// With <see cref="HasScores"/> p sums of s = ∂_θ log g(x), up to a constant that is the same for all states at one θ. With
    /// <see cref="HasDecisions"/> p sums over the draws of D = Σ ∂_θ log P(coin), over the lane's decisions up to the draw.
    /// </summary>
    public int Scores => HalfVariances + Observables;

    /// <summary>k × p sums, row by row: over the draws of f s with <see cref="HasScores"/>, over the lanes of (Σ f)(Σ D) with <see cref="HasDecisions"/>.</summary>
    public int Products => Scores + Parameters;

    /// <summary>How many lanes. Only with <see cref="HasDecisions"/>.</summary>
    public int Lanes => Products + (Observables * Parameters);

    /// <summary>How many numbers a row has.</summary>
    public int Width => HasDecisions ? Lanes + 1 : HasScores ? Lanes : Scores;
}
