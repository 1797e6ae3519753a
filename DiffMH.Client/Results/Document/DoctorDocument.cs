using System.Collections.Immutable;
using DiffMH.Client.Doctor;

namespace DiffMH.Client.Results.Document;

/// <summary>How store, silos and machines are: the document of <c>doctor -o json</c>.</summary>
/// <param name="Store">The store.</param>
/// <param name="State">The worst of the findings.</param>
/// <param name="Findings">What was found, in the order in which it was looked at.</param>
public sealed record DoctorDocument(string Store, CheckState State, ImmutableArray<Finding> Findings)
{
    /// <summary>The document of findings.</summary>
    public static DoctorDocument Of(string store, IEnumerable<Finding> findings)
    {
        ImmutableArray<Finding> all = [.. findings];
        return new(store, all.Max(finding => finding.State), all);
    }
}
