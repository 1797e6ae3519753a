using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Expressions;

/// <summary>An expression cannot be read or computed.</summary>
/// <param name="column">Where, from 1; one past the end where something is missing there.</param>
/// <param name="message">What was found, and what would be right.</param>
internal sealed class ExpressionException(int column, string message) : Exception(message)
{
    /// <summary>Where, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong in a document, so that it can be shown at its letter.</summary>
    /// <param name="path">The expression.</param>
    /// <param name="where">At which point it is wrong, where that matters.</param>
    public SweepProblem At(string path, string where = "") => new(path, $"{path}: at column {Column} of the expression{where}: {Message}", Column: Column);
}
