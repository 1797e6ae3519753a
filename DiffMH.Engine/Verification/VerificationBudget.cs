namespace DiffMH.Engine.Verification;

/// <summary>How much is computed.</summary>
/// <param name="Draws">Draws for each fixed pair of states, and for each law, at least 1000. Errors found shrink as 1/√Draws.</param>
public sealed record VerificationBudget(int Draws = 20_000)
{
    /// <summary>Lanes whose gradients are compared, at each of the two settings that are tried.</summary>
    public int Lanes => Draws / 8;
}
