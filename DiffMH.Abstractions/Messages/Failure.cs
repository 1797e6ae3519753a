namespace DiffMH;

/// <summary>Why something failed, in types of the contract only: a plugin's exceptions never cross the wire.</summary>
/// <param name="Kind">The exception's type name, as in <c>System.InvalidOperationException</c>.</param>
/// <param name="Message">What went wrong, with the value found.</param>
/// <param name="Stack">Where; empty where nothing is known.</param>
[GenerateSerializer, Immutable]
public sealed record Failure([property: Id(0)] string Kind, [property: Id(1)] string Message, [property: Id(2)] string Stack)
{
    /// <summary>The record of an exception.</summary>
    public static Failure From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message, exception.StackTrace ?? "");
    }
}
