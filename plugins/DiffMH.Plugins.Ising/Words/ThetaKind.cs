namespace DiffMH.Plugins.Ising.Words;

/// <summary>The parameters of the model.</summary>
internal enum ThetaKind
{
    /// <summary>T.</summary>
    Temperature,

    /// <summary>J.</summary>
    Coupling,

    /// <summary>h.</summary>
    Field,
}
