using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;
using StackExchange.Redis;

namespace DiffMH.Tests.Stores;

/// <summary>A <c>redis-server</c> on a free port, with an append-only file in a folder of its own.</summary>
internal sealed partial class RedisProcess : IDisposable
{
    private const string Program = "redis-server";
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private readonly string[] options;
    private Process process;

    private RedisProcess(IPAddress address, int port, string[] options)
    {
        this.options = options;
        Address = new($"{address}", port, 0, IsEncrypted: false);
        process = Run();
    }

    /// <summary>Whether one can be started on this machine.</summary>
    public static bool IsInstalled => ShellProcess.Find(Program) is not null;

    /// <summary>Its first database.</summary>
    public RedisAddress Address { get; }

    /// <summary>Starts one, and waits until it answers. Skips the test where none is installed.</summary>
    /// <param name="options">Further options, as <c>--requirepass</c>.</param>
    public static RedisProcess Start(params string[] options) => Start(IPAddress.Loopback, options);

    /// <summary>Starts one at an address, where anybody may use it.</summary>
    public static RedisProcess Start(IPAddress address, params string[] options)
    {
        SkipWithout();
        return new(address, FreePort.Find(), options);
    }

    /// <summary>Skips the test where none is installed.</summary>
    public static void SkipWithout() => Assert.SkipUnless(IsInstalled, $"no {Program} is installed");

    /// <summary>Carries out a command.</summary>
    public string Execute(string command, params string[] words)
    {
        using var connection = ConnectionMultiplexer.Connect($"{Address.Server},allowAdmin=true");
        return $"{connection.GetDatabase().Execute(command, [.. words])}";
    }

    /// <summary>Ends it, by SIGTERM: what it has is in its file.</summary>
    public void Stop() => End(SigTerm);

    /// <summary>Ends it, by SIGKILL: what it has confirmed is in its file.</summary>
    public void Kill() => End(SigKill);

    /// <summary>Starts it again with its file, where it was.</summary>
    public void StartAgain() => process = Run();

    /// <summary>Has it do nothing, though connections to it stay.</summary>
    public void Freeze() => Signal(SigStop);

    /// <summary>Has it go on.</summary>
    public void Thaw() => Signal(SigCont);

    public void Dispose()
    {
        try
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        catch (InvalidOperationException)
        {
            // It was stopped and not started again.
        }

        folder.Dispose();
    }

    private Process Run()
    {
        string[] words =
        [
            "--bind", Address.Host, "--port", Address.Port.ToString(CultureInfo.InvariantCulture), "--dir", folder.Path,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--protected-mode", "no", "--loglevel", "warning", .. options,
        ];
        var started = Process.Start(new ProcessStartInfo(Program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var clock = Stopwatch.StartNew();
        while (!Answers())
        {
            if (started.HasExited || clock.Elapsed > Patience)
            {
                started.Kill();
                Assert.Fail($"the server does not answer at {Address}: {started.StandardOutput.ReadToEnd()}");
            }
        }

        return started;
    }

    /// <summary>Whether it takes connections and has read its file.</summary>
    private bool Answers()
    {
        try
        {
            using var client = new TcpClient(Address.Host, Address.Port);
            client.GetStream().Write("PING\r\n"u8);
            var answer = new byte[64];
            return client.GetStream().Read(answer) > 0 && !answer.AsSpan().StartsWith("-LOADING"u8);   // a server with a password answers by asking for it
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    private void End(int signal)
    {
        Signal(signal);
        Assert.True(process.WaitForExit(Patience), "the server does not stop");
        process.Dispose();
    }

    private void Signal(int signal) => Assert.Equal(0, Kill(process.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
