using System.Collections.Immutable;

namespace DiffMH.Client.Doctor;

/// <summary>Whether the clocks of client, silos and store agree: silos tell by theirs who is alive.</summary>
internal static class ClockChecks
{
    /// <summary>Silos write every five seconds that they are alive: a difference of one second is harmless, one of ten makes a living silo look dead to one that starts.</summary>
    private static readonly TimeSpan Harmless = TimeSpan.FromSeconds(1), Harmful = TimeSpan.FromSeconds(10);

    /// <summary>How far silos are ahead of this machine, by name.</summary>
    /// <param name="silos">Their reports.</param>
    /// <param name="now">This machine's clock when the reports came, UTC.</param>
    public static IEnumerable<(string Who, TimeSpan Ahead)> Ahead(ImmutableArray<SiloReport> silos, DateTime now) =>
        from silo in silos
        where silo.Condition is not null
        select (silo.Name, silo.Condition!.Clock + TimeSpan.FromSeconds(silo.AgeSeconds) - now);

    /// <summary>The finding.</summary>
    /// <param name="clocks">How far each is ahead of this machine.</param>
    /// <param name="uncertainty">By how much that may be wrong: how long the question took.</param>
    public static Finding Of(IEnumerable<(string Who, TimeSpan Ahead)> clocks, TimeSpan uncertainty)
    {
        var all = clocks.Append(("this machine", TimeSpan.Zero)).ToArray();
        var (latest, earliest) = (all.MaxBy(clock => clock.Item2), all.MinBy(clock => clock.Item2));
        var apart = latest.Item2 - earliest.Item2;
        if (apart - uncertainty <= Harmless)
        {
            return Finding.Ok(CheckName.Clocks, FormattableString.Invariant($"those of {string.Join(", ", all.Select(clock => clock.Item1))} agree to {apart.TotalSeconds:0.0} s"));
        }

        var found = FormattableString.Invariant($"{latest.Item1} is {apart.TotalSeconds:0.0} s ahead of {earliest.Item1}");
        return new(CheckName.Clocks, apart - uncertainty > Harmful ? CheckState.Problem : CheckState.Warning, found, "Have all machines set their clocks from one server (chrony, systemd-timesyncd).");
    }
}
