using System.Net;
using System.Net.Sockets;
using DiffMH.Client.Settings;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>silo health</c>.</summary>
/// <param name="terminal">Where to write what the silo answers.</param>
internal sealed class AskSilo(Terminal terminal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks the silo of the settings whether it is alive.</summary>
    public async Task<ExitCode> Run(MachineSettings settings, CancellationToken cancellation)
    {
        var address = AddressOf(settings);
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, cancellation);
            terminal.Output.WriteLine((await answer.Content.ReadAsStringAsync(cancellation)).TrimEnd());
            return answer.StatusCode == HttpStatusCode.OK ? ExitCode.Done : ExitCode.ClusterUnreachable;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.ClusterUnreachable, $"No silo answers at {address}: {exception.GetBaseException().Message}");
        }
    }

    /// <summary>Where it listens; at all addresses of the machine means also at the loopback one.</summary>
    private static Uri AddressOf(MachineSettings settings)
    {
        if (settings[SiloSettings.Http] is not { } text || HttpSetting.TryParse(text, tokenFile: null) is not { Port: { } port } options)
        {
            throw new CommandException(ExitCode.Usage, "Say at which port the silo answers, by --http PORT or DIFFMH__HTTP, as its `silo start --http PORT` was told.");
        }

        var host = options.Address switch
        {
            var any when any.Equals(IPAddress.Any) => $"{IPAddress.Loopback}",
            var any when any.Equals(IPAddress.IPv6Any) => $"[{IPAddress.IPv6Loopback}]",
            { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[{address}]",
            var address => $"{address}",
        };
        return new($"http://{host}:{port}/health/live");
    }
}
