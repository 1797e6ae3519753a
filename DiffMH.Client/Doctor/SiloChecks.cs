using System.Collections.Immutable;

namespace DiffMH.Client.Doctor;

/// <summary>Whether silos, as they report, and this client would do the same work in the same way.</summary>
/// <param name="silos">The reports; at least one.</param>
internal sealed class SiloChecks(ImmutableArray<SiloReport> silos)
{
    /// <summary>A silo has some hundred files and connections open: those of its store, its plugins, other silos and clients.</summary>
    private const long FewFiles = 1024;

    /// <summary>All findings.</summary>
    /// <param name="version">The version of DiffMH that this client runs.</param>
    /// <param name="contract">The contract it has.</param>
    public IEnumerable<Finding> All(string version, string contract) =>
    [
        Stores(),
        Agree(CheckName.Version, "DiffMH", silo => silo.Version, version, "Install one version on all machines, and start the silos again one after the other: sweeps go on meanwhile."),
        Agree(CheckName.Contract, "contract", silo => silo.Condition?.Contract ?? "not told", contract, "Silos load only plugins that fit their contract: install one version on all machines."),
        .. Plugins(),
        Agree(CheckName.Math, "elementary functions", silo => Short(silo.MathFingerprint), client: null, "Results may differ in their last bits, by where they are computed: use machines with the same kind of processor and system."),
        .. Files(),
    ];

    private Finding Stores()
    {
        var waiting = silos.Where(silo => silo.Condition?.StoreTrouble is not null).ToArray();
        return waiting.Length == 0
            ? Finding.Ok(CheckName.Silos, $"{silos.Length} of this store, with {silos.Sum(silo => silo.ComputeThreads)} threads: {Names(silos)}")
            : Finding.Problem(CheckName.Silos, string.Join(' ', waiting.Select(silo => $"{silo.Name} waits for the store: {silo.Condition!.StoreTrouble}")), "See to the store; all goes on by itself then.");
    }

    /// <summary>Whether all say the same of something.</summary>
    private Finding Agree(string check, string what, Func<SiloReport, string> value, string? client, string remedy)
    {
        var values = silos.GroupBy(value, StringComparer.Ordinal).Select(same => (same.Key, Who: Names([.. same]))).ToList();
        if (client is not null && values.Any(entry => entry.Key != client))
        {
            values.Add((client, "this client"));
        }

        return values.Count == 1
            ? Finding.Ok(check, $"{what} {values[0].Key} everywhere")
            : Finding.Warning(check, $"{what} {string.Join("; ", values.Select(entry => $"{entry.Key} on {entry.Who}"))}", remedy);
    }

    private IEnumerable<Finding> Plugins()
    {
        var refused = silos.SelectMany(silo => silo.Plugins.Where(plugin => !plugin.IsLoaded), (silo, plugin) => (plugin.Folder, plugin.Reason, silo.Name)).GroupBy(plugin => (plugin.Folder, plugin.Reason)).ToArray();
        foreach (var same in refused)
        {
            yield return Finding.Warning(CheckName.Plugins, $"{same.Key.Folder} cannot be used on {string.Join(", ", same.Select(plugin => plugin.Name))}: {same.Key.Reason}", "Copy it again, or build it for this version; it is taken up without a restart.");
        }

        var uneven = silos.SelectMany(silo => silo.Plugins.Where(plugin => plugin.IsOffered).Select(plugin => plugin.Plugin!)).Distinct().Where(plugin => Holders(plugin).Length < silos.Length).ToArray();
        foreach (var plugin in uneven)
        {
            yield return Finding.Warning(CheckName.Plugins, $"{plugin.Id} {plugin.Version} with hash {Short(plugin.Hash)} is on {Names(Holders(plugin))} only", "Only these silos take work that needs it: copy the same folder to the plugins folder of each silo.");
        }

        if (refused.Length + uneven.Length == 0)
        {
            yield return Finding.Ok(CheckName.Plugins, $"{silos[0].Plugins.Count(plugin => plugin.IsOffered)} with the same hashes on each silo");
        }
    }

    private IEnumerable<Finding> Files() => silos.Select(silo => silo.Condition).Any(condition => condition?.FileLimit is not null)
        ? silos.Where(silo => silo.Condition?.FileLimit is not null).Select(Files)
        : [Finding.Ok(CheckName.Files, "no silo's system tells how many files may be open")];

    private static Finding Files(SiloReport silo)
    {
        var (open, limit) = (silo.Condition!.OpenFiles ?? 0, silo.Condition.FileLimit!.Value);
        var found = $"{silo.Name} has {open} open, and may have {limit}";
        return open > 0.8 * limit ? Finding.Problem(CheckName.Files, found, "Raise its limit (ulimit -n, LimitNOFILE in a unit of systemd) to 65536, and start it again.")
            : limit < FewFiles ? Finding.Warning(CheckName.Files, found, "Raise its limit (ulimit -n, LimitNOFILE in a unit of systemd) to 65536.")
            : Finding.Ok(CheckName.Files, found);
    }

    private ImmutableArray<SiloReport> Holders(PluginReference wanted) => [.. silos.Where(silo => silo.Plugins.Any(plugin => plugin.IsOffered && plugin.Plugin == wanted))];

    private static string Names(ImmutableArray<SiloReport> silos) => string.Join(", ", silos.Select(silo => silo.Name));

    private static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
