namespace DiffMH.Tests.Sweeps;

/// <summary>What is wrong in an objective's expression is said at its letter, with what was found and what would be right.</summary>
public sealed class BrokenObjectiveTests
{
    private const string Walk = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: walk
        seed: 7
        mode: gradient
        model: { plugin: DiffMH.Plugins.Tuning, name: gaussian, parameters: { deviations: [1, 2] } }
        proposal: { name: random-walk, scale: 1.5 }
        estimator: { wrt: proposal.scale }
        objective: { evaluate: "mean(x[0]^2)" }

        """;

    public static TheoryData<string, int, string, string> Expressions { get; } = new()
    {
        // expression, column, found, right
        { "mean(energy", 12, "found the end", "an operator or ')'" },
        { "mean(energy) +", 15, "found the end", "there must be a number, a name, a function or '('" },
        { "mean(energy) mean(energy)", 14, "found 'm'", "an operator or the end" },
        { "specific heat", 10, "found 'h'", "an operator or the end" },
        { "mean(enrgy)^2", 6, "unknown name 'enrgy'", "did you mean 'energy'" },
        { "mean(energy)/TT", 14, "unknown name 'TT'", "did you mean 'T'" },
        { "mean(energy) + magnetization", 16, "found the observable 'magnetization' outside mean( )", "as in mean(magnetization)" },
        { "maen(energy)", 1, "unknown function 'maen'", "did you mean 'mean'" },
        { "1 + round(mean(energy))", 5, "unknown function 'round'", "known: mean, entropy, sqrt, log, exp, abs, min, max" },
        { "mean(energy, energy)", 1, "found 2 arguments of mean", "it takes one" },
        { "mean(energy) + log(T, 2)", 16, "found 2 arguments of log", "it takes one" },
        { "mean(mean(energy))", 6, "found mean( ) inside mean( )", "taken once" },
        { "mean(energy) * mean(T)", 21, "found no observable in mean(T)", "needs no mean" },
        { "T + J", 3, "found no mean( )", "as in mean(energy)" },
        { "mean(energy) / (1 - 1)", 14, "found a division by 0", "another number" },
        { "mean(energy) + log(0 - 1)", 16, "log(-1) is .nan", "a finite number" },
        { "mean(energy) + 1/0", 17, "found a division by 0", "another number" },
        { "mean(energy) + exp(L*1000)", 16, "exp(4000) is .inf", "a finite number" },
        { "mean(energy) + proposal.order", 16, "unknown name 'proposal.order'", "known: T, J, h, L, pi" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_mistake_is_shown_at_its_letter(string expression, int column, string found, string right)
    {
        Expect(With($"\"{expression}\""), $"14:{25 + column - 1}", column, found, right);
        Expect(With($"'{expression}'"), $"14:{25 + column - 1}", column, found, right);
    }

    [Fact]
    public void It_is_shown_there_without_quotes_too_and_at_the_beginning_where_letters_do_not_stand_side_by_side()
    {
        const string ising = "objective: { maximize: specific_heat }";
        var plain = SweepText.Ising.With(ising, "objective:\n  maximize: mean(energy) / (mean(enrgy) + 1)");
        Expect(plain, "15:34", 22, "unknown name 'enrgy'", "did you mean 'energy'");
        Expect(SweepText.Ising.With(ising, "objective:\n  maximize: >\n    mean(energy)\n    + mean(enrgy)"), "15:13", 21, "unknown name 'enrgy'", "did you mean 'energy'");
        Expect(SweepText.Ising.With(ising, "objective:\n  maximize: \"mean(energy)\\x20+ mean(enrgy)\""), "15:13", 21, "unknown name 'enrgy'", "did you mean 'energy'");
    }

    [Fact]
    public void On_an_axis_it_is_shown_at_the_value_and_on_the_command_line_as_it_was_typed()
    {
        Expect(SweepText.Ising + "design:\n  cross:\n    - objective.maximize: [specific_heat, \"T * mean(enrgy)\"]\n", "19:53", 10, "unknown name 'enrgy'", "did you mean 'energy'");
        var error = Assert.Single(SweepText.Load(SweepText.Ising, "objective.maximize=T * mean(enrgy)").Errors);
        Assert.StartsWith("--set objective.maximize=T * mean(enrgy): objective.maximize: at column 10 of the expression: unknown name 'enrgy'", error);
    }

    [Theory]
    [InlineData("{ maximize: specific_heat, name: heat }", "14:39", "a name for \"specific_heat\", which has one", "left out")]
    [InlineData("{ maximize: mean(energy), name: energy }", "14:44", "\"energy\"", "another name than those of ising-2d itself")]
    [InlineData("{ maximize: mean(energy), name: two words }", "14:44", "\"two words\"", "a name is a letter followed by")]
    [InlineData("{ maximize: mean(energy), minimize: mean(energy) }", "14:12", "maximize, minimize", "one goal")]
    [InlineData("{ maximize: mean(energy), nmae: e }", "14:38", "'nmae'", "did you mean 'name'")]
    [InlineData("{ name: heat }", "14:12", "a mapping of name", "one goal")]
    public void The_name_of_an_expression_is_checked(string section, string place, string found, string right)
    {
        var error = Assert.Single(SweepText.Load(SweepText.Ising.With("{ maximize: specific_heat }", section)).Errors);
        Assert.StartsWith($"f.yaml:{place}: ", error);
        Assert.Contains(found, error);
        Assert.Contains(right, error);
    }

    [Theory]
    [InlineData("log(mean(abs(x[0]))) - means", 24, "unknown name 'means'", "known: ")]
    [InlineData("mean(x[0]*deviations)", 11, "found 'deviations', a list of 2 numbers", "as in deviations[0]")]
    [InlineData("mean(squared_jump/proposal.scale)", 19, "found 'proposal.scale' inside mean( )", "must stand outside")]
    [InlineData("mean(x[1]^2) + mean(exp(1/x[0]))", 26, "found that exp(1/x[0]) may jump or have a pole, with proposal.scale in wrt", "must be continuous")]
    public void What_a_walk_cannot_take_the_derivative_of_is_refused(string expression, int column, string found, string right)
    {
        var text = Walk.With("mean(x[0]^2)", expression);
        Expect(text, $"9:{25 + column - 1}", column, found, right, "evaluate");
        Assert.Empty(SweepText.Load(Walk).Errors);
    }

    [Fact]
    public void A_list_of_settings_and_a_text_are_no_numbers()
    {
        Expect(Walk.With("deviations: [1, 2]", "deviations: [1, 2], start: [0, 1]").With("mean(x[0]^2)", "mean(x[0]^2)*start"), "9:38", 14, "found 'start', a list of 2 numbers", "as in start[0]", "evaluate");
        Assert.Empty(SweepText.Load(Walk.With("deviations: [1, 2]", "deviations: [1, 2], start: [0, 1]").With("mean(x[0]^2)", "mean(x[0]^2)*start[1]")).Errors);
    }

    private static string With(string expression) => SweepText.Ising.With("maximize: specific_heat", $"maximize: {expression}");

    private static void Expect(string text, string place, int column, string found, string right, string goal = "maximize")
    {
        var error = Assert.Single(SweepText.Load(text).Errors);
        Assert.StartsWith($"f.yaml:{place}: ", error);
        Assert.Contains($"objective.{goal}: at column {column} of the expression: ", error.Replace("design.cross[0].objective.maximize[1]", "objective.maximize", StringComparison.Ordinal));
        Assert.Contains(found, error);
        Assert.Contains(right, error);
    }
}
