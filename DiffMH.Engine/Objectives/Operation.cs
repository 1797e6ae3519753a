namespace DiffMH.Engine.Objectives;

/// <summary>What one instruction of a <see cref="Formula"/> does.</summary>
internal enum Operation
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>One of the moments or observables.</summary>
    Input,

    /// <summary>One number of θ.</summary>
    Parameter,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>aⁿ for a whole n, by products, so that energy^2 is energy · energy to the bit.</summary>
    WholePower,

    /// <summary>aᶜ for another number c, a ≥ 0; a root for c between 0 and 1.</summary>
    Power,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>log a.</summary>
    Log,

    /// <summary>eᵃ.</summary>
    Exp,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>a log a, 0 at a = 0.</summary>
    XLogX,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>aᵇ for any b, a &gt; 0.</summary>
    AnyPower,

    /// <summary>The smaller of a and b.</summary>
    Min,

    /// <summary>The larger of a and b.</summary>
    Max,
}
