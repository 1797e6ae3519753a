namespace DiffMH;

/// <summary>Which plugin, to the bit.</summary>
/// <param name="Id">The assembly's name, as in <c>DiffMH.Plugins.Ising</c>.</param>
/// <param name="Version">The assembly's informational version.</param>
/// <param name="Hash">SHA-256 over the plugin's folder, 64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable]
public sealed record PluginReference([property: Id(0)] string Id, [property: Id(1)] string Version, [property: Id(2)] string Hash);
