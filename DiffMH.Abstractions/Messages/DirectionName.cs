namespace DiffMH;

/// <summary>The names of the two numbers that sum up the derivatives in all components of a list: those in a common factor and in a common shift.</summary>
/// <remarks>θᵢ = scale · θᵢ⁰ + shift: ∂/∂scale = Σ θᵢ ∂ᵢ at scale = 1, ∂/∂shift = Σ ∂ᵢ at shift = 0.</remarks>
public static class DirectionName
{
    private const string ScalePrefix = "scale(";
    private const string ShiftPrefix = "shift(";

    /// <summary>The common factor of a list.</summary>
    public static string Scale(string list) => $"{ScalePrefix}{list})";

    /// <summary>The common shift of a list.</summary>
    public static string Shift(string list) => $"{ShiftPrefix}{list})";

    /// <summary>The list whose common factor a name is; null where it is none.</summary>
    public static string? ScaledBy(string name) => ListOf(name, ScalePrefix);

    /// <summary>The list whose common shift a name is; null where it is none.</summary>
    public static string? ShiftedBy(string name) => ListOf(name, ShiftPrefix);

    /// <summary>The lists and single parameters that some names stand for, each once, in their order.</summary>
    public static IEnumerable<string> Selectors(IEnumerable<string> names) => names.Where(name => ShiftedBy(name) is null).Select(name => ScaledBy(name) ?? name);

    private static string? ListOf(string name, string prefix)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(')') ? name[prefix.Length..^1] : null;
    }
}
