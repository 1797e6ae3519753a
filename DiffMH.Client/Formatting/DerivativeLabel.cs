namespace DiffMH.Client.Formatting;

/// <summary>What a derivative is called.</summary>
public static class DerivativeLabel
{
    /// <summary>As in <c>d heat / d T</c>, or <c>d (mean(energy)/L^2) / d T</c>: what is no plain name could be read as a part of the quotient.</summary>
    /// <param name="of">The objective: a name, or an expression.</param>
    /// <param name="by">The parameter.</param>
    public static string Of(string? of, string by) => $"d {(of?.All(IsOfName) == false ? $"({of})" : of)} / d {by}";

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '[' or ']';
}
