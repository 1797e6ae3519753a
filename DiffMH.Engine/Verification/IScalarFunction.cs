namespace DiffMH.Engine.Verification;

/// <summary>Some formula of a plugin as a function of real numbers, written once for all scalars.</summary>
internal interface IScalarFunction
{
    /// <summary>What it is, for messages.</summary>
    string Name { get; }

    /// <summary>How many numbers it gives.</summary>
    int Outputs { get; }

    /// <summary>Evaluates it.</summary>
    void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T>;
}
