using System.Globalization;
using DiffMH.Client.Inputs;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Sweeps;

/// <summary>A sweep of a ring of spins with as many couplings as sites, in a folder with its data file.</summary>
internal static class RingText
{
    /// <summary>One coupling more than may be results of their own.</summary>
    public const int Sites = EstimatorSettings.MostParameters + 1;

    /// <summary>The sweep file.</summary>
    public const string Text = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: ring
        seed: 7
        mode: gradient
        model:
          plugin: DiffMH.Plugins.Boltzmann
          name: boltzmann-machine
          parameters: { edges: graphs/ring.txt, J: { file: graphs/ring.txt, column: 3 }, h: 0.1 }
        estimator: { alternatives: 4, wrt: [J, h] }
        chain: { chains: 2, warmup: 1, draws: 4 }
        objective: { evaluate: magnetization^2 }
        replicates: { count: 3 }

        """;

    /// <summary>Writes the data file and reads a sweep file beside it.</summary>
    public static SweepLoading Load(TemporaryFolder folder, ModelCatalogue catalogue, string text = Text, int sites = Sites)
    {
        Write(folder.Path, sites);
        return SweepLoader.Load("f.yaml", text, [], catalogue.With(new SweepFolder(folder.Path)));
    }

    /// <summary>Writes the data file into a folder.</summary>
    public static void Write(string folder, int sites = Sites)
    {
        Directory.CreateDirectory(Path.Combine(folder, "graphs"));
        File.WriteAllText(Path.Combine(folder, "graphs", "ring.txt"), string.Concat(
            Enumerable.Range(0, sites).Select(site => string.Create(CultureInfo.InvariantCulture, $"{site} {(site + 1) % sites} {0.3 + (0.1 * Math.Sin(site))}\n"))));
    }
}
