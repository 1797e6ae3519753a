using DiffMH.Client.Sources;

namespace DiffMH.Tests.Client;

public sealed class AheadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task Answers_come_in_the_order_of_the_questions_and_no_more_are_under_way_than_allowed(int width)
    {
        var (underWay, most) = (0, 0);
        var answers = new List<int>();
        await foreach (var answer in Ahead.Of(Enumerable.Range(0, 20), width, Ask))
        {
            answers.Add(answer);
        }

        Assert.Equal(Enumerable.Range(0, 20), answers);
        Assert.InRange(most, Math.Min(width, 2), width);

        async Task<int> Ask(int question)
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await Task.Delay(20 - question, TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref underWay);
            return question;
        }
    }

    [Fact]
    public async Task A_question_that_fails_fails_in_its_turn()
    {
        var answers = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var answer in Ahead.Of(Enumerable.Range(0, 5), 3, question => question == 2 ? Task.FromException<int>(new InvalidOperationException("two")) : Task.FromResult(question)))
            {
                answers.Add(answer);
            }
        });
        Assert.Equal("two", failure.Message);
        Assert.Equal([0, 1], answers);
    }
}
