namespace DiffMH.Tests.Kernels;

/// <summary>Always the other value, site after site.</summary>
public readonly struct UnmarkedFlip : IFlip
{
    public int NextSite(int update, ref RandomStream stream) => update;

    public int NextValue(int value, ref RandomStream stream) => 1 - value;
}
