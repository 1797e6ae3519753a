using System.Text.Json;

namespace DiffMH.Client.Results;

/// <summary>A state as tables and documents for programs have it.</summary>
internal static class StateWord
{
    /// <summary>The word.</summary>
    public static string Of(RunState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
