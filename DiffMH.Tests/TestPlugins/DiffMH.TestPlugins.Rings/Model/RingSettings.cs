namespace DiffMH.TestPlugins.Rings;

/// <summary>Settings of the ring.</summary>
public sealed record RingSettings
{
    /// <summary>T.</summary>
    [Setting("T", "temperature", Minimum = 0, AboveMinimum = true, Default = 1.5)]
    public Parameter Temperature { get; init; }

    /// <summary>h. At 0 a spin between an up and a down neighbour meets a tie.</summary>
    [Setting("h", "field", Default = 0)]
    public Parameter Field { get; init; }

    /// <summary>n.</summary>
    [Setting("sites", "how many spins", Minimum = 3, Maximum = 8)]
    public int Sites { get; init; } = 5;

    /// <summary>What the model's own kernel does.</summary>
    [Setting("fault", "what the kernel does")]
    public Fault Fault { get; init; }
}
