namespace DiffMH.TestPlugins.Wrong;

/// <summary>Settings of all models.</summary>
public sealed record TiltSettings
{
    /// <summary>a.</summary>
    [Setting("a", "the first parameter", Default = 0.7)]
    public Parameter A { get; init; }

    /// <summary>b.</summary>
    [Setting("b", "the second parameter, as a temperature", Minimum = 0, AboveMinimum = true, Default = 1.3)]
    public Parameter B { get; init; }
}
