using System.Text.Json.Nodes;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>Settings of models that are given; all others are chosen within the ranges the plugin declares.</summary>
/// <param name="Values">The values by name.</param>
/// <param name="Data">Where data files are that they name.</param>
public sealed record GivenSettings(JsonObject Values, IDataSource Data)
{
    /// <summary>None.</summary>
    public static GivenSettings None => new([], KnownData.None);
}
