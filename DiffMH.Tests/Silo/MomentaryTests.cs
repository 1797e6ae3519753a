using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Answers that hold for a moment, and are then forgotten whoever asked.</summary>
public sealed class MomentaryTests
{
    private readonly SteppingTime time = new() { Now = TimeSpan.FromHours(1) };

    [Fact]
    public void An_answer_is_worked_out_again_when_its_moment_is_over()
    {
        var answers = new Momentary<TimeSpan>(time);
        var first = answers.Of("a", _ => time.Now);
        time.Now += TimeSpan.FromSeconds(0.2);
        Assert.Equal(first, answers.Of("a", _ => time.Now));
        time.Now += TimeSpan.FromSeconds(0.1);
        Assert.Equal(time.Now, answers.Of("a", _ => time.Now));
    }

    [Fact]
    public void Of_a_thousand_different_questions_none_is_kept_for_long()
    {
        var answers = new Momentary<int>(time);
        for (var question = 0; question < 1000; question++)
        {
            answers.Of($"{question}", _ => question);
            time.Now += TimeSpan.FromSeconds(0.01);
        }

        Assert.InRange(answers.Count, 1, 60);
    }
}
