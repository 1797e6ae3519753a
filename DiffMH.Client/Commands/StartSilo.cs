using System.Collections.Immutable;
using DiffMH.Client.Settings;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>silo start</c>.</summary>
/// <param name="terminal">Where to write: one line when the silo is ready; warnings to the error writer.</param>
internal sealed class StartSilo(Terminal terminal)
{
    /// <summary>A machine that can never be reached must not join and be dropped all the time.</summary>
    private static readonly TimeSpan BeforeJoiningAgain = TimeSpan.FromSeconds(2);

    private volatile bool isLeaving;

    /// <summary>Runs a silo until it is interrupted or asked to leave, and stops it politely then.</summary>
    public async Task<ExitCode> Run(MachineSettings settings, Verbosity verbosity, CancellationToken interruption)
    {
        var talk = new Talk(terminal, verbosity);
        var isJson = SiloSettings.IsLogJson(settings);
        var options = SiloSettings.Read(settings);
        options = options with { HasFullLog = options.HasFullLog || verbosity == Verbosity.Verbose };   // who reads it with a program can leave out what is no news
        talk.Detail($"starting: plugins in {options.PluginFolder}, state in {options.Store}");
        if (!Directory.Exists(options.PluginFolder))
        {
            throw new CommandException(ExitCode.PluginMissing, $"No plugins folder '{options.PluginFolder}'. Give the folder that holds one folder for each built plugin with --plugins FOLDER.");
        }

        if (settings[MachineStore.Store] is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Store.File!)!);
        }

        var isWhole = Environment.GetEnvironmentVariable(DiffmhCommandLine.DebugVariable) == "1";
        using var log = new LineLoggerProvider(Write, isWhole, isJson);
        var (isToEnd, hadJoined, said) = (false, false, "");
        while (!isToEnd && !(hadJoined && interruption.IsCancellationRequested))
        {
            try
            {
                isToEnd = await Serve(options, talk, log, interruption);
                (hadJoined, said) = (true, "");
            }
            catch (IOException problem) when (hadJoined)
            {
                // What the silo had, as its ports, may not be free yet, and the network that failed may fail again.
                if (problem.Message != said)
                {
                    talk.Warn($"cannot join again yet: {problem.Message}");
                    said = problem.Message;
                }
            }

            if (!isToEnd)
            {
                await Task.Delay(BeforeJoiningAgain, terminal.Time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return ExitCode.Done;

        void Write(string line)
        {
            // Silos that stop tell each other of messages that found nobody, which is no news.
            if (isWhole || !(isLeaving || interruption.IsCancellationRequested))
            {
                terminal.Error.WriteLine(line);
            }
        }
    }

    /// <summary>Runs a silo until it is interrupted or asked to leave, or the others have taken it for dead: after this machine slept, or could not be reached.</summary>
    /// <returns>Whether it is to end; else it is to join again.</returns>
    private async Task<bool> Serve(ClusterSiloOptions options, Talk talk, LineLoggerProvider log, CancellationToken interruption)
    {
        await using var silo = await ClusterSilo.Start(options, log, interruption);
        Announce(silo, options);
        foreach (var warning in silo.Warnings)
        {
            talk.Warn(warning);
        }

        foreach (var plugin in silo.Plugins.Where(plugin => plugin.IsLoaded).Select(plugin => plugin.Plugin!))
        {
            talk.Detail($"plugin {plugin.Id} {plugin.Version}, sha256:{plugin.Hash}");
        }

        await ((Task)Task.WhenAny(silo.Ended, silo.Disagreement, silo.AskedToLeave)).WaitAsync(interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (silo.Disagreement.IsCompleted)
        {
            throw new CommandException(ExitCode.Usage, await silo.Disagreement);
        }

        if (interruption.IsCancellationRequested)
        {
            talk.Say($"stopping {silo.Name}: points pause at a commit (a second Ctrl-C leaves at once)");
            return true;
        }

        if (silo.AskedToLeave.IsCompleted)
        {
            isLeaving = true;
            talk.Say($"{silo.Name} was asked to leave: points pause at a commit, and other silos go on with them");
            return true;
        }

        if (!silo.IsTakenForDead)
        {
            throw new CommandException(ExitCode.InternalError, $"{silo.Name} cannot go on: {await silo.Ended}");
        }

        talk.Warn($"the other silos could not reach {silo.Name} for some seconds and went on without it; it joins them again. Nothing is lost but the iterations that it was at");
        return false;
    }

    private void Announce(ClusterSilo silo, ClusterSiloOptions options)
    {
        var loaded = silo.Plugins.Where(plugin => plugin.IsLoaded).Select(plugin => $"{plugin.Plugin!.Id} {plugin.Plugin.Version}").ToImmutableArray();
        ImmutableArray<PluginStatus> refused = [.. silo.Plugins.Where(plugin => !plugin.IsLoaded)];
        foreach (var plugin in refused)
        {
            terminal.Error.WriteLine($"{plugin.Folder} cannot be used: {plugin.Reason}");
        }

        terminal.Output.WriteLine(
            $"silo {silo.Name} is ready at {silo.Endpoint}, for clients at {silo.Gateway}{(silo.Http is { } http ? $", over HTTP at {http}" : "")}; store {options.Store}; {options.ComputeThreads} threads; "
            + $"plugins: {(loaded.IsEmpty ? "none" : string.Join(", ", loaded))}{(refused.IsEmpty ? "" : $"; refused: {string.Join(", ", refused.Select(plugin => plugin.Folder))}")}");
    }
}
