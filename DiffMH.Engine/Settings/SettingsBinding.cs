using System.Text.Json.Nodes;

namespace DiffMH.Engine.Settings;

/// <summary>A settings record made from a sweep file.</summary>
/// <param name="Record">The record.</param>
/// <param name="Theta">Its parameters.</param>
/// <param name="Resolved">All its values, defaults filled in.</param>
public sealed record SettingsBinding(object Record, ThetaLayout Theta, JsonObject Resolved);
