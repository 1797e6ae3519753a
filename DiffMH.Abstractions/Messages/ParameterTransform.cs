namespace DiffMH;

/// <summary>In which coordinate η an optimiser moves a parameter θ.</summary>
public enum ParameterTransform
{
    /// <summary>η = θ.</summary>
    None = 0,

    /// <summary>η = log θ, for θ &gt; 0: steps are by factors, and none leads to 0.</summary>
    Log = 1,

    /// <summary>η = log((θ − a) / (b − θ)) between the bounds a and b, neither of which is reached.</summary>
    Logit = 2,
}
