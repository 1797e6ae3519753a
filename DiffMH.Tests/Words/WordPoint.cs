using DiffMH.Engine.Models;
using DiffMH.Tests.Exactness;

namespace DiffMH.Tests.Words;

/// <summary>Points of the Ising model for the plugin's own kernel.</summary>
internal static class WordPoint
{
    /// <summary>The kernel's name.</summary>
    public const string Kernel = "word";

    /// <summary>Chains that make up 16 groups of a pack each: lanes of a pack share sites and random words, so that only packs are independent.</summary>
    public const int PacksOfReplicate = ChainSettings.MostGroups;

    /// <summary>How many lanes make up a pack.</summary>
    public const int Lanes = 64;

    /// <summary>A point with the coupling that belongs to the proposal.</summary>
    public static PointModel Of(int side, (double T, double J, double H) theta, string proposal, string order, int alternatives, ChainSettings chain, params string[] wrt) =>
        PointOf.Ising(side, theta, proposal, order, proposal == "flip" ? "next-spin" : "same-value", Scheme.Accept, alternatives, chain, wrt).WithKernel(Kernel);
}
