namespace DiffMH.TestPlugins.Rings;

/// <summary>What a kernel does.</summary>
public enum Fault
{
    /// <summary>Its work.</summary>
    None,

    /// <summary>Throws.</summary>
    Throws,

    /// <summary>Returns a sum too few.</summary>
    Short,

    /// <summary>Returns NaN in place of a moment.</summary>
    Vague,
}
