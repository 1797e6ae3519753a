using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>Data files from two places: those named by their hash from the one, others from the other.</summary>
/// <param name="tried">Files that are tried.</param>
/// <param name="given">Files that a setting gives.</param>
internal sealed class TrialData(IDataSource tried, IDataSource given) : IDataSource
{
    public DataFile Open(string name) => name.StartsWith(DataFile.Scheme, StringComparison.Ordinal) ? tried.Open(name) : given.Open(name);
}
