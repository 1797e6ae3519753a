using System.Reflection;

namespace DiffMH.Silo.Hosting;

/// <summary>The contract with plugins that a process has.</summary>
public static class ContractVersion
{
    /// <summary>Version, and the beginning of the number that its compiler made from its content: two that share both are the same.</summary>
    public static string OfProcess { get; } = Of(typeof(IPlugin).Assembly);

    private static string Of(Assembly contract) => $"{contract.GetName().Version!.ToString(3)} ({contract.ManifestModule.ModuleVersionId.ToString("N")[..8]})";
}
