using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DiffMH.Client.Sweeps;

/// <summary>A sweep file as read, not yet understood.</summary>
/// <param name="Document">The file with its overrides and the rows of its CSV file; null where it is not a mapping that can be read to its end.</param>
/// <param name="Places">Where everything was written.</param>
/// <param name="Problems">What is wrong with its syntax, duplicate keys included.</param>
/// <param name="HasRows">Whether there is a CSV file, whose rows stand in the document in its place.</param>
public sealed record SweepReading(JsonObject? Document, PlaceMap Places, ImmutableArray<PlacedProblem> Problems, bool HasRows);
