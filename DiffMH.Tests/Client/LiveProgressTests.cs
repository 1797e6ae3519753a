using System.Text.RegularExpressions;
using DiffMH.Client.Progress;
using DiffMH.Tests.Support;
using Spectre.Console;
using Spectre.Console.Testing;

namespace DiffMH.Tests.Client;

/// <summary>The screen as it is drawn, with keys that are pressed.</summary>
public sealed partial class LiveProgressTests
{
    private const string Enter = "\u001b[?1049h\u001b[?25l";
    private const string Leave = "\u001b[?25h\u001b[?1049l";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly FrozenSweep Sweep = ScreenSamples.Sweep(3, "sample [test]");
    private static readonly SweepStatus Running = ScreenSamples.Status(Sweep, ScreenSamples.Point(0, 260));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task Frames_are_drawn_on_a_second_screen_that_is_left_again(int width)
    {
        using var screen = LockedConsole.Of(width, console => console.Colors(ColorSystem.TrueColor).EmitAnsiSequences());
        await Show(screen, new FakeKeyboard(), until: () => screen.Output.Contains("2.3310(42)"));

        var output = screen.Output;
        Assert.Equal(2, output.Split(Enter).Length);
        Assert.Equal(2, output.Split(Leave).Length);
        var frame = output[output.IndexOf(Enter)..output.IndexOf(Leave)];
        Assert.Contains("sample [test]", frame);
        var lines = Sequence().Replace(frame, sequence => sequence.Value.EndsWith('H') ? "\n" : "").Split('\n');   // a frame begins where the cursor is sent, not after a line's end
        Assert.All(lines, line => Assert.InRange(line.TrimEnd('\r').Length, 0, width - 1));
    }

    [Fact]
    public async Task Without_colours_there_are_none()
    {
        using var screen = LockedConsole.Of(100, console => console.Colors(ColorSystem.NoColors).EmitAnsiSequences());
        await Show(screen, new FakeKeyboard(), until: () => screen.Output.Contains("2.3310(42)"));
        Assert.DoesNotMatch(@"\u001b\[[0-9;]*(3|9|4|10)[0-8](;|m)", screen.Output);
    }

    [Fact]
    public async Task The_last_numbers_stay_where_no_results_follow()
    {
        using var screen = LockedConsole.Of(100, console => console.EmitAnsiSequences());
        await Show(screen, new FakeKeyboard(), until: () => screen.Output.Contains("2.3310(42)"));
        Assert.Contains("2.3310(42)", screen.Output[screen.Output.IndexOf(Leave)..]);
    }

    [Fact]
    public async Task A_finished_sweep_leaves_nothing_behind_and_a_short_one_never_gets_a_screen()
    {
        using var screen = LockedConsole.Of(100, console => console.EmitAnsiSequences());
        var time = new SteppingTime();
        await new LiveProgress(screen, new FakeKeyboard(), time).Show(Watched(new FakeSweep(Running)), report =>
        {
            report(Running with { State = RunState.Completed, Progress = 1 }, ScreenSamples.Pace);
            time.Now = TimeSpan.FromSeconds(0.39);
            return Task.FromResult(Running with { State = RunState.Completed });
        });
        Assert.Empty(screen.Output);
    }

    [Fact]
    public async Task The_terminal_is_given_back_when_the_watching_fails()
    {
        using var screen = LockedConsole.Of(100, console => console.EmitAnsiSequences());
        await Assert.ThrowsAsync<TimeoutException>(() => Show(screen, new FakeKeyboard(), until: () => screen.Output.Contains(Enter) ? throw new TimeoutException() : false));
        Assert.Contains(Leave, screen.Output);
    }

    [Fact]
    public async Task Keys_sort_explain_and_show_more()
    {
        using var screen = LockedConsole.Of(100);
        var keyboard = new FakeKeyboard();
        keyboard.Press('s');
        await Show(screen, keyboard, until: () => screen.Output.Contains("s sort: progress"));
        keyboard.Press('v');
        await Show(screen, keyboard, until: () => screen.Output.Contains("recoupling mean 5.25 steps"));
        keyboard.Press('?');
        await Show(screen, keyboard, until: () => screen.Output.Contains("shows this, and the points again"));
    }

    [Fact]
    public async Task P_pauses_and_resumes_and_says_what_goes_wrong()
    {
        using var screen = LockedConsole.Of(100);
        var (sweep, keyboard, resumed) = (new FakeSweep(Running), new FakeKeyboard(), 0);
        var watched = Watched(sweep) with
        {
            Resume = () =>
            {
                resumed++;
                throw new InvalidOperationException("the store is full");
            },
        };
        keyboard.Press('p');
        await Show(screen, keyboard, until: () => sweep.Pauses == 1, watched);
        keyboard.Press('p');
        await Show(screen, keyboard, until: () => screen.Output.Contains("resuming did not work: the store is full"), watched, Running with { State = RunState.Paused });
        Assert.Equal((1, 1), (sweep.Pauses, resumed));
    }

    [Theory]
    [InlineData('q', true, true)]
    [InlineData('q', false, true)]
    [InlineData('d', false, true)]
    [InlineData('d', true, false)]
    public async Task Q_leaves_and_d_detaches_where_the_sweep_goes_on_without_the_screen(char key, bool isOfThisProcess, bool leaves)
    {
        using var screen = LockedConsole.Of(100);
        var (keyboard, left) = (new FakeKeyboard(), false);
        keyboard.Press(key);
        var watched = Watched(new FakeSweep(Running)) with { Leave = () => left = true, IsOfThisProcess = isOfThisProcess };
        await Show(screen, keyboard, until: () => left || screen.Output.Contains("q pauses it and leaves"), watched);
        Assert.Equal(leaves, left);
    }

    [Fact]
    public async Task Points_that_ended_before_are_asked_for_and_so_is_the_curve_from_before()
    {
        using var screen = LockedConsole.Of(120);
        var sweep = new FakeSweep(Running) { States = [PointStatus.Bare(0, RunState.Running), PointStatus.Bare(1, RunState.Completed), PointStatus.Bare(2, RunState.Failed)] };
        var watched = Watched(sweep) with { Workforce = () => Task.FromResult<Workforce?>(new(3, 12)) };
        await Show(screen, new FakeKeyboard(), until: () => screen.Output.Contains("3 silos, 12 cores") && screen.Output.Contains("100 ±?") && sweep.TracesRead > 1, watched);
        Assert.Contains("failed: log density is NaN at label 3", screen.Output);
        Assert.Contains("done", screen.Output);
    }

    [Fact]
    public async Task A_sweep_may_end_while_the_screen_waits_for_an_answer()
    {
        using var screen = LockedConsole.Of(100);
        var (isAsked, answer) = (false, new TaskCompletionSource<Workforce?>());
        var watched = Watched(new FakeSweep(Running)) with
        {
            Workforce = () =>
            {
                isAsked = true;
                return answer.Task;
            },
        };
        Assert.Equal(Running, await Show(screen, new FakeKeyboard(), until: () => isAsked, watched));
    }

    private static WatchedSweep Watched(FakeSweep sweep) => new(Sweep, sweep) { Leave = () => { }, Resume = () => Task.CompletedTask, IsOfThisProcess = true };

    /// <summary>Shows a sweep until something is to be seen.</summary>
    private static Task<SweepStatus> Show(LockedConsole screen, FakeKeyboard keyboard, Func<bool> until, WatchedSweep? watched = null, SweepStatus? status = null) =>
        new LiveProgress(screen, keyboard, TimeProvider.System).Show(watched ?? Watched(new FakeSweep(Running)), async report =>
        {
            var start = TimeProvider.System.GetTimestamp();
            while (!until())
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"not to be seen:\n{screen.Output}");
                report((status ?? Running) with { WorkSeconds = 0 }, ScreenSamples.Pace);
                await Task.Delay(20);
            }

            return Running;
        });

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Sequence();
}
