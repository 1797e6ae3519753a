using System.Reflection;
using System.Runtime.InteropServices;

namespace DiffMH.Client;

/// <summary>What computed a result, besides the sweep file and its plugins.</summary>
/// <param name="Diffmh">DiffMH's version.</param>
/// <param name="Runtime">The .NET runtime, as in <c>.NET 10.0.1</c>.</param>
/// <param name="Architecture">The processor's architecture, as in <c>x64</c>.</param>
/// <param name="System">The operating system.</param>
/// <param name="MathFingerprint">What its elementary functions give, see <see cref="Engine.Kernels.MathFingerprint"/>: where it differs, last bits may.</param>
public sealed record Provenance(string Diffmh, string Runtime, string Architecture, string System, string MathFingerprint)
{
    /// <summary>This process.</summary>
    public static Provenance OfProcess { get; } = new(
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.OSDescription,
        Engine.Kernels.MathFingerprint.OfProcess);
}
