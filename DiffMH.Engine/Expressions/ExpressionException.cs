namespace DiffMH.Engine.Expressions;

/// <summary>An expression cannot be read or computed.</summary>
/// <param name="column">Where, from 1; one past the end where something is missing there.</param>
/// <param name="message">What was found, and what would be right.</param>
internal sealed class ExpressionException(int column, string message) : Exception(message)
{
    /// <summary>Where, from 1.</summary>
    public int Column { get; } = column;
}
