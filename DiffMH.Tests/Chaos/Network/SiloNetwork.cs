using System.Diagnostics;
using System.Globalization;
using System.Net;
using DiffMH.Tests.Client;

namespace DiffMH.Tests.Chaos.Network;

/// <summary>
/// A network inside this machine: hosts that are network namespaces of Linux, each with a cable to a bridge at which this process has
/// an address too. Cables can be pulled, and packets lost.
/// </summary>
internal sealed class SiloNetwork : IDisposable
{
    private const string Cable = "eth0";

    /// <summary>Names of interfaces have at most 15 letters.</summary>
    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"d{Environment.ProcessId}");

    private static readonly string Bridge = $"{Prefix}b";

    private readonly int hosts;

    private SiloNetwork(int hosts) => this.hosts = hosts;

    /// <summary>Where this process is.</summary>
    public static IPAddress Here { get; } = Address(250);

    /// <summary>Makes one. Skips the test where that is not possible.</summary>
    /// <param name="hosts">How many hosts.</param>
    public static SiloNetwork Make(int hosts)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "networks are made of network namespaces of Linux, by root");
        Assert.SkipUnless(ShellProcess.Find("ip") is not null && ShellProcess.Find("nft") is not null, "no ip or no nft is installed");
        Assert.SkipUnless(Try("ip", $"link add {Bridge} type bridge", input: null) is null, "this machine lets nobody make a network");
        var network = new SiloNetwork(hosts);
        try
        {
            network.Build();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The address of a host.</summary>
    public static IPAddress Address(int host) => new([10, 213, (byte)Environment.ProcessId, (byte)(host + 1)]);   // one that another process has left behind must not take its packets

    /// <summary>The command that starts a program at a host.</summary>
    public static string[] At(int host) => ["ip", "netns", "exec", Namespace(host)];

    /// <summary>Pulls the cable of a host: nothing reaches it or comes from it any more, and nobody is told.</summary>
    public static void Pull(int host) => Run("ip", $"link set {Plug(host)} nomaster");

    /// <summary>Puts it in again.</summary>
    public static void Plugin(int host) => Run("ip", $"link set {Plug(host)} master {Bridge}");

    /// <summary>Has each host lose packets that come to it.</summary>
    /// <param name="percent">How many of a hundred.</param>
    public void Lose(int percent) => Filter("in", "type filter hook input priority 0;", _ => string.Create(CultureInfo.InvariantCulture, $"iifname {Cable} numgen random mod 100 < {percent} drop"));

    /// <summary>Has connections from one host to another go to this process instead.</summary>
    /// <param name="ports">Where they are to go, by where they were to go.</param>
    public void Redirect(IReadOnlyDictionary<IPEndPoint, IPEndPoint> ports) =>
        Filter("out", "type nat hook output priority -100;", host => string.Concat(ports.Where(port => !port.Key.Address.Equals(Address(host)))
            .Select(port => string.Create(CultureInfo.InvariantCulture, $"ip daddr {port.Key.Address} tcp dport {port.Key.Port} dnat to {port.Value}\n"))));

    public void Dispose()
    {
        for (var host = 0; host < hosts; host++)
        {
            Try("ip", $"link delete {Plug(host)}", input: null);   // the namespace itself lasts until its last process has ended
            Try("ip", $"netns delete {Namespace(host)}", input: null);
        }

        Try("ip", $"link delete {Bridge}", input: null);
    }

    private static string Namespace(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}n{host}");

    private static string Plug(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}p{host}");

    private static void Run(string program, string words, string? input = null)
    {
        if (Try(program, words, input) is { } error)
        {
            throw new InvalidOperationException($"{program} {words}: {error}");
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it complained of; null where all went well.</returns>
    private static string? Try(string program, string words, string? input)
    {
        var start = new ProcessStartInfo(program, words.Split(' ')) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error;
    }

    private void Build()
    {
        Run("ip", $"address add {Here}/24 dev {Bridge}");
        Run("ip", $"link set {Bridge} up");
        for (var host = 0; host < hosts; host++)
        {
            Run("ip", $"netns add {Namespace(host)}");
            Run("ip", $"link add {Plug(host)} type veth peer name {Cable} netns {Namespace(host)}");
            Run("ip", $"link set {Plug(host)} master {Bridge} up");
            Run("ip", $"-n {Namespace(host)} address add {Address(host)}/24 dev {Cable}");
            Run("ip", $"-n {Namespace(host)} link set {Cable} up");
            Run("ip", $"-n {Namespace(host)} link set lo up");
        }
    }

    private void Filter(string chain, string hook, Func<int, string> rules)
    {
        for (var host = 0; host < hosts; host++)
        {
            Run("ip", $"netns exec {Namespace(host)} nft -f -", $"table ip faults {{\nchain {chain} {{\n{hook}\n{rules(host)}\n}}\n}}\n");
        }
    }
}
