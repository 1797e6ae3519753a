namespace DiffMH.Client.Commands;

/// <summary>What a command about plugins was asked.</summary>
/// <param name="Folder">The folder of built plugins.</param>
/// <param name="Name">Which plugin; null for all.</param>
/// <param name="On">The store whose silos are asked, and how to answer.</param>
public sealed record PluginRequest(string Folder, string? Name, StoreRequest On);
