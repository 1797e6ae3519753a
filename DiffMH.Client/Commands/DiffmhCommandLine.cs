using System.CommandLine;
using System.CommandLine.Help;
using DiffMH.Client.Completion;
using DiffMH.Client.Reports;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Commands;

/// <summary>The whole command line: parse, call, print, exit code.</summary>
/// <param name="terminal">Where everything is written.</param>
public sealed class DiffmhCommandLine(Terminal terminal)
{
    /// <summary>Set to 1, an internal error shows its stack.</summary>
    public const string DebugVariable = "DIFFMH_DEBUG";

    /// <summary>The command with all its subcommands.</summary>
    public RootCommand Root { get; } = CreateRoot(terminal);

    /// <summary>Carries out a command line.</summary>
    /// <param name="words">Without the program's name.</param>
    /// <param name="interruption">Ctrl-C.</param>
    public async Task<ExitCode> Run(IReadOnlyList<string> words, CancellationToken interruption)
    {
        var parse = Root.Parse(words);
        if (Suggestions.AreWanted(Root, parse))
        {
            terminal.Output.Write(string.Concat(Suggestions.Of(Root, words).Select(word => word + "\n")));
            return ExitCode.Done;
        }

        if (parse.Errors.Count > 0)
        {
            return Misunderstood(parse);
        }

        try
        {
            var streams = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are the program's: the first pauses, the second leaves
            };
            return (ExitCode)await parse.InvokeAsync(streams, interruption);
        }
        catch (CommandException problem)
        {
            terminal.Error.WriteLine(problem.Message);
            return problem.Code;
        }
        catch (ClusterUnreachableException problem)
        {
            terminal.Error.WriteLine(problem.Message);
            return ExitCode.ClusterUnreachable;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            terminal.Error.WriteLine("interrupted before anything was computed");
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException or StoreUnavailableException or TokenRefusedException)
        {
            // Folders, disks, state files and tokens are the user's; what threw says which and what to do.
            terminal.Error.WriteLine(problem.Message);
            return ExitCode.Usage;
        }
        catch (Exception error)
        {
            // Whatever else is thrown is a bug of ours, and the user's terminal is no place for a stack.
            return Broken(error);
        }
    }

    private static RootCommand CreateRoot(Terminal terminal)
    {
        var root = new RootCommand("DiffMH finds the parameters of an intractable density that make an expectation under it largest or smallest.");
        var groups = Groups(terminal);
        foreach (var command in groups.SelectMany(group => group.Commands))
        {
            root.Add(command);
        }

        ((HelpAction)root.Options.OfType<HelpOption>().Single().Action!).MaxWidth = ResultTable.Width;
        foreach (var option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption help => new HelpWithExamples((HelpAction)help.Action!, groups),
                VersionOption => new PrintVersion(),
                _ => option.Action,
            };
        }

        return root;
    }

    private static CommandGroup[] Groups(Terminal terminal)
    {
        var steer = new SteerSweep(terminal);
        return
            [
                new(
                    "In this process",
                    RunCommand.Create(new RunSweep(terminal).Run),
                    PlanCommand.Create(new PlanSweep(terminal).Run),
                    CompareCommand.Create(new CompareSweep(terminal).Run)),
                new(
                    "On silos",
                    SubmitCommand.Create(new SubmitSweep(terminal).Run),
                    ListCommand.Create(new ListSweeps(terminal).Run),
                    StatusCommand.Create(new ShowStatus(terminal).Run),
                    WatchCommand.Create(new WatchSweep(terminal).Run),
                    ResultsCommand.Create(new ShowResults(terminal).Run),
                    ExportCommand.Create(new ExportTable(terminal).Run),
                    ReplayCommand.Create(new ReplaySweep(terminal).Run),
                    SteerCommand.Create("pause", "Stops a sweep at its next commits. Returns when nothing is at work any more.", steer.Pause),
                    SteerCommand.Create("resume", "Goes on with a paused sweep.", steer.Resume),
                    SteerCommand.Create("cancel", "Gives a sweep up. Returns when nothing is at work any more. Commits are kept: submitting the file again goes on from them.", steer.Cancel),
                    PriorityCommand.Create(steer.Prioritize),
                    RetryCommand.Create(new RetrySweep(terminal).Run),
                    ExtendCommand.Create(new ExtendSweep(terminal).Run)),
                new(
                    "Silos",
                    SiloCommand.Create(new StartSilo(terminal).Run, new DrainSilo(terminal).Run, new AskSilo(terminal).Run),
                    ClusterCommand.Create(new ShowCluster(terminal).Run, new MakeCertificates(terminal).Run),
                    DoctorCommand.Create(new ExamineCluster(terminal).Run)),
                new(
                    "Plugins, editors and shells",
                    PluginCommand.Create(new ListPlugins(terminal).Run, new DescribePlugin(terminal).Run, new PushPlugin(terminal).Run),
                    VerifyCommand.Create(new VerifyPlugin(terminal).Run),
                    SchemaCommand.Create(new PrintSchema(terminal).Run),
                    CompletionCommand.Create(terminal)),
            ];
    }

    private ExitCode Misunderstood(ParseResult parse)
    {
        foreach (var error in parse.Errors)
        {
            terminal.Error.WriteLine(error.Message);
        }

        var path = parse.CommandResult.Command is RootCommand ? "" : string.Join(' ', Path(parse.CommandResult)) + " ";
        terminal.Error.WriteLine($"See: diffmh {path}--help");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent
            ? Path(parent).Append(command.Command.Name)
            : [command.Command.Name];

    private ExitCode Broken(Exception error)
    {
        terminal.Error.WriteLine($"Internal error: {error.GetType().Name}: {error.Message}");
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            terminal.Error.WriteLine($"  because of {cause.GetType().Name}: {cause.Message}");
        }

        terminal.Error.WriteLine(
            $"This is a bug in DiffMH {Provenance.OfProcess.Diffmh}. Please report it in the project's issue tracker with the sweep file and the output of the same command with {DebugVariable}=1.");
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            terminal.Error.WriteLine(error);
        }

        return ExitCode.InternalError;
    }
}
