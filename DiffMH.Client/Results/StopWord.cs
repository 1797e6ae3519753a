using System.Text.Json;

namespace DiffMH.Client.Results;

/// <summary>What ended a point, in the words of the section <c>stop</c>.</summary>
internal static class StopWord
{
    /// <summary>As in <c>wall_time</c>.</summary>
    public static string Of(StopReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
