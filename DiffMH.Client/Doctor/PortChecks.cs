using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Doctor;

/// <summary>Whether the ports at which silos say they listen can be reached from here.</summary>
internal static class PortChecks
{
    /// <summary>The findings.</summary>
    /// <param name="members">The silos that the store lists.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<ListedSilo> members)
    {
        var bad = members.Select(Of).OfType<Finding>().ToArray();
        return bad.Length > 0 ? bad
            : members.Count == 0 ? [Finding.Ok(CheckName.Ports, "none to try, as the store lists no silo")]
            : [Finding.Ok(CheckName.Ports, $"{string.Join(", ", members.Select(member => $"{member.Name} at {member.Endpoint} and {member.Gateway.Port}"))}: all answer")];
    }

    private static Finding? Of(ListedSilo member) => member switch
    {
        { IsKnownHere: false } => Finding.Problem(
            CheckName.Ports,
            $"{member.Name} of {member.Host} is at {member.Endpoint}, which is reached from its own machine alone",
            "Start that silo with the address at which others reach it, as by --address 10.0.0.12 or DIFFMH__ADDRESS; or ask on its machine."),
        { Answers: false } => Finding.Warning(
            CheckName.Ports,
            $"nobody listens at {member.Endpoint}, where {member.Name} of {member.Host} should be",
            "It was killed, and the others or the next silo to start remove it from the list within seconds. If it runs, start it again."),
        { Answers: null } or { GatewayAnswers: null } => Finding.Problem(
            CheckName.Ports,
            $"no answer from {member.Name} of {member.Host} at {(member.Answers is null ? member.Endpoint : member.Gateway)}",
            $"Let machines with silos reach each other at port {member.Endpoint.Port}, and clients at port {member.Gateway.Port}: see to firewalls and network policies."),
        { GatewayAnswers: false } => Finding.Problem(
            CheckName.Ports,
            $"nobody listens for clients at {member.Gateway}, where {member.Name} of {member.Host} should be",
            "Start that silo again."),
        _ => null,
    };
}
