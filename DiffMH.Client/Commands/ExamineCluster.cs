using System.Collections.Immutable;
using DiffMH.Client.Doctor;
using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>doctor</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ExamineCluster(Terminal terminal)
{
    /// <summary>Looks at the store, then at its silos.</summary>
    public async Task<ExitCode> Run(StoreRequest request, CancellationToken cancellation)
    {
        var stores = new Stores(terminal, request, new Talk(terminal, request.Verbosity));
        var document = DoctorDocument.Of($"{stores.Address}", await Examine(stores, cancellation));
        await terminal.Print(request.Format, document, () => DoctorTable.Render(document));
        return CodeOf(document);
    }

    /// <summary>What a script is told.</summary>
    public static ExitCode CodeOf(DoctorDocument document)
    {
        var problems = document.Findings.Where(finding => finding.State == CheckState.Problem).ToArray();
        return problems.Length == 0 ? ExitCode.Done
            : problems.Any(problem => problem.Check is CheckName.Store or CheckName.Silos) ? ExitCode.ClusterUnreachable
            : ExitCode.InternalError;
    }

    private async Task<IEnumerable<Finding>> Examine(Stores stores, CancellationToken cancellation)
    {
        StoreFacts facts;
        IReadOnlyList<ListedSilo> members;
        var start = terminal.Time.GetTimestamp();
        try
        {
            facts = await StoreProbe.Look(stores.Address, terminal.Time, cancellation);
            var ahead = facts.Clock - terminal.Time.GetUtcNow().UtcDateTime;
            members = await ListedSilo.Of(stores.Address, cancellation);
            var clocks = ahead is { } store ? new[] { ("the store", store) } : [];
            return [.. StoreChecks.Of(stores.Address, facts), .. PortChecks.Of(members), .. await Silos(stores, clocks, terminal.Time.GetElapsedTime(start), cancellation)];
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [StoreChecks.Unreachable(stores.Address, exception)];
        }
    }

    /// <summary>What silos report, and how their clocks and the store's are.</summary>
    private async Task<IEnumerable<Finding>> Silos(Stores stores, IEnumerable<(string, TimeSpan)> clocks, TimeSpan uncertainty, CancellationToken cancellation)
    {
        ImmutableArray<SiloReport> reports;
        var start = terminal.Time.GetTimestamp();
        try
        {
            await using var client = await stores.Connect(cancellation);
            start = terminal.Time.GetTimestamp();
            reports = await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos();
        }
        catch (Exception exception) when (exception is ClusterUnreachableException || ClusterClient.IsLost(exception))
        {
            return [Finding.Problem(CheckName.Silos, exception.Message, $"Start one: diffmh silo start --store {stores.Address}"), ClockChecks.Of(clocks, uncertainty)];
        }

        var ahead = ClockChecks.Ahead(reports, terminal.Time.GetUtcNow().UtcDateTime).Concat(clocks);
        var clock = ClockChecks.Of(ahead, uncertainty + terminal.Time.GetElapsedTime(start));
        return reports.IsEmpty
            ? [Finding.Problem(CheckName.Silos, "silos run, and none has reported yet", "Ask again in two seconds. If it stays so, start them again, and see their logs."), clock]
            : [.. new SiloChecks(reports).All(Provenance.OfProcess.Diffmh, ContractVersion.OfProcess), clock];
    }
}
