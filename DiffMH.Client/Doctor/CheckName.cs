namespace DiffMH.Client.Doctor;

/// <summary>What <c>doctor</c> looks at, as tables and documents for programs name it.</summary>
internal static class CheckName
{
    /// <summary>Whether the store can be reached and written, and how fast.</summary>
    public const string Store = "store";

    /// <summary>Whether the store keeps what it was given.</summary>
    public const string Durability = "durability";

    /// <summary>How much more the store can take.</summary>
    public const string Space = "space";

    /// <summary>Whether silos run and answer.</summary>
    public const string Silos = "silos";

    /// <summary>Whether the ports of silos can be reached.</summary>
    public const string Ports = "ports";

    /// <summary>Whether all run one version of DiffMH.</summary>
    public const string Version = "version";

    /// <summary>Whether all have one contract with plugins.</summary>
    public const string Contract = "contract";

    /// <summary>Whether all have the same plugins.</summary>
    public const string Plugins = "plugins";

    /// <summary>Whether all give the same bits.</summary>
    public const string Math = "math";

    /// <summary>Whether all clocks agree.</summary>
    public const string Clocks = "clocks";

    /// <summary>How many files may be open.</summary>
    public const string Files = "files";
}
