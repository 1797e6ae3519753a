using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>Each row breaks one thing of a design, and says where the error is, what it found and what would be right.</summary>
public sealed class BrokenDesignTests
{
    public static TheoryData<string, string, string, string> Blocks { get; } = new()
    {
        // the section from line 18 on, place, found, right
        { "  order: random", "18:10", "\"random\"", "one of grid, shuffled" },
        { "  crosss: []", "18:3", "'crosss'", "did you mean 'cross'" },
        { "  zip: 3", "18:8", "found 3;", "a list of mappings" },
        { "  zip: [3]", "18:9", "found 3;", "a mapping from a key's path" },
        { "  zip:\n    - model.parameters.J: [1, 2]\n    - chain.draws: [5, 6, 7]", "20:20", "found 3;", "of equal length, here 2 as model.parameters.J" },
        { "  zip:\n    - model.parameters.J: [1, 2]\n      chain.draws: [5, 0]", "20:24", "found 0;", "an integer from 1" },
        { "  zip:\n    - chain.draws: []", "19:20", "an empty list", "a list of values" },
        { "  zip:\n    - chain.draws: [5, 6]\n    - chain.draws: [7, 8]", "20:7", "varied twice", "one list must hold all its values" },
        { "  cross:\n    - chain.draws: [5, 6]\n  zip:\n    - chain.draws: [7, 8]", "21:7", "in cross and again in zip", "one block must hold all its values" },
        { "  zip:\n    - model.parameters: [{ L: 4, T: 3 }]\n  points:\n    - { model.parameters.J: 2 }", "21:9", "beside 'model.parameters'", "one of them must go" },
        { "  points: 3", "18:11", "found 3;", "a list of mappings" },
        { "  points: []", "18:11", "an empty list", "at least one" },
        { "  points: [4]", "18:12", "found 4;", "a mapping from a key's path" },
        { "  points:\n    - { model.parameters.LL: 8 }", "19:9", "'LL'", "did you mean 'L'" },
        { "  points:\n    - { seed: 8 }", "19:9", "'seed'", "what can vary lies under model" },
        { "  points:\n    - { chain.draws: 8 }\n    - { chain.draws: 0 }", "20:22", "found 0;", "an integer from 1" },
        { "  points:\n    - { chain.draws: 8 }\n    - { chain.draws: 8.0 }", "20:7", "chain.draws: found 8,", "each point must differ" },
        { "  points:\n    - { chain.draws: 20 }\n    - {}", "20:7", "an empty mapping", "each point must differ" },
        { "  points:\n    - { chain.draws: 8, chain.thin: 1 }\n    - { chain.thin: 1, chain.draws: 8.0 }", "20:7", "found chain.thin 1, chain.draws 8,", "each point must differ" },
        { "  points:\n    - { proposal: uniform-spin, proposal.order: random }", "19:33", "beside 'proposal'", "one of them must go" },
        { "  points:\n    - { model.parameters.L: 9007199254740993 }", "19:29", "9007199254740993", "at most 2^53" },
        { "  points:\n    - { optimizer.bounds: { T: [1, 9007199254740993] } }", "19:27", "9007199254740993", "at most 2^53" },
        { "  points: { file: a.csv }", "18:13", "'file'", "must be csv" },
        { "  points: { csv: 5 }", "18:18", "found 5;", "the name of a file" },
        { "  points: { csv: ../a.csv }", "18:18", "leaves the sweep file's folder", "a file in it" },
        { "  points: { csv: /etc/a.csv }", "18:18", "leaves the sweep file's folder", "a file in it" },
        { "  points: { csv: nowhere.csv }", "18:18", "\"nowhere.csv\"", "cannot be read" },
        { "  points: settings.csv", "18:11", "\"settings.csv\"", "{ csv: FILE }" },
    };

    public static TheoryData<string, string, string, string> Values { get; } = new()
    {
        // values of model.parameters.J in cross, place, found, right
        { "{ logspace: [0, 1, 3] }", "19:39", "[0, 1, 3]", "finite numbers above 0" },
        { "{ logspace: [1, 10, 1] }", "19:39", "[1, 10, 1]", "a count from 2" },
        { "{ range: [0, 1, 0] }", "19:36", "[0, 1, 0]", "a step that leads" },
        { "{ range: [0, 1, -0.5] }", "19:36", "[0, 1, -0.5]", "a step that leads" },
        { "{ range: [0, 1, 0.000001] }", "19:36", "[0, 1, 0.000001]", "at most 100000 numbers" },
        { "{ range: [0, 1] }", "19:36", "[0, 1]", "[from, to, step]" },
        { "{ uniform: [2, 1], count: 3 }", "19:38", "[2, 1]", "low < high" },
        { "{ uniform: [1, .inf], count: 3 }", "19:38", "[1, .inf]", "finite numbers" },
        { "{ uniform: [1, 2] }", "19:7", "missing key", "an integer from 1 to 100000" },
        { "{ uniform: [1, 2], count: 0 }", "19:53", "found 0;", "an integer from 1 to 100000" },
        { "{ log_uniform: [0, 2], count: 3 }", "19:42", "[0, 2]", "finite numbers above 0" },
        { "{ int_uniform: [1.5, 2], count: 3 }", "19:42", "[1.5, 2]", "integers" },
        { "{ choice: [], count: 3 }", "19:37", "an empty list", "a list of values" },
        { "{ choice: [1, 1], count: 3 }", "19:7", "found 1,", "each point must differ" },
        { "{ linspace: [1, 2, 3], range: [1, 2, 1] }", "19:27", "a mapping of linspace, range", "one of linspace, logspace, range, uniform" },
        { "{ linspace: [1, 2, 3], count: 3 }", "19:50", "'count'", "known: linspace" },
        { "{ count: 3 }", "19:29", "'count'", "known: linspace" },
        { "{}", "19:27", "an empty mapping", "a list of values" },
    };

    public static TheoryData<string, string, string, string> Rules { get; } = new()
    {
        // the section from line 18 on, place, found, right
        { "  set: 3", "18:8", "found 3;", "a list of { when: ..., set: ... }" },
        { "  set: [3]", "18:9", "found 3;", "{ when: ..., set: ... }" },
        { "  set:\n    - when: { chain.draws: 20 }", "19:7", "missing key", "a mapping from a key's path to its value" },
        { "  set:\n    - set: {}", "19:12", "an empty mapping", "a mapping from a key's path to its value" },
        { "  set:\n    - set: { chain.drawz: 3 }", "19:14", "'drawz'", "did you mean 'draws'" },
        { "  set:\n    - set: { seed: 3 }", "19:14", "'seed'", "what can vary lies under model" },
        { "  set:\n    - set: { chain.draws: 0 }", "19:27", "found 0;", "an integer from 1" },
        { "  set:\n    - set: { chain.draws.more: 1 }", "19:14", "found 20 at chain.draws", "must be a mapping" },
        { "  set:\n    - set: { proposal: uniform-spin, proposal.order: random }", "19:38", "beside 'proposal'", "one of them must go" },
        { "  cross:\n    - chain.draws: [5, 6]\n  set:\n    - set: { chain.draws: 3 }", "21:14", "although 'chain.draws' varies", "one of the two must go" },
        { "  cross:\n    - model.parameters.L: [4, 6]\n  set:\n    - set: { model.parameters: { L: 3, T: 3 } }", "21:14", "although 'model.parameters.L' varies", "named by its axis values" },
        { "  set:\n    - when: 3\n      set: { chain.draws: 3 }", "19:13", "found 3;", "a value or a list of values" },
        { "  set:\n    - when: { chain.draws: [] }\n      set: { chain.thin: 3 }", "19:28", "an empty list", "a value or a list of values" },
        { "  set:\n    - when: { chain.drawz: 3 }\n      set: { chain.thin: 3 }", "19:15", "'chain.drawz'", "did you mean 'draws'" },
        { "  set:\n    - when: { replicates.count: 3 }\n      set: { chain.thin: 3 }", "19:15", "'replicates.count'", "what can vary lies under model" },
        { "  set:\n    - when: { chain.draws: .nan }\n      set: { chain.thin: 3 }", "19:28", ".nan", "a finite number" },
        { "  exclude: 3", "18:12", "found 3;", "a list of { when: ... }" },
        { "  exclude:\n    - {}", "19:7", "missing key", "a mapping from a key's path" },
        { "  exclude:\n    - { when: { chain.draws: 21 }, set: {} }", "19:36", "'set'", "known: when" },
        { "  exclude:\n    - when: { model.parameters.LL: 3 }", "19:15", "'model.parameters.LL'", "did you mean 'L'" },
        { "  exclude:\n    - when: { chain.draws: 20 }", "19:5", "leaves out every point, 1 of 1", "at least one must be left" },
        { "  set:\n    - set: { chain.warmup: { expr: 5 } }", "19:36", "found 5;", "an expression" },
        { "  set:\n    - set: { chain.warmup: { expr: \"5\", exp: 4 } }", "19:41", "'exp'", "did you mean 'expr'" },
        { "  set:\n    - set: { chain.warmup: { expr: chain.draws / 3 } }", "19:28", "found 6.66", "an integer from 0" },
    };

    public static TheoryData<string, int, string, string> Expressions { get; } = new()
    {
        // the expression, column within it, found, right
        { "chain.draws /", 14, "the end", "a number, a name, a function or '('" },
        { "chain.draws / / 2", 15, "'/'", "a number, a name, a function or '('" },
        { "(chain.draws", 13, "the end", "an operator or ')'" },
        { "chain.draws  2", 14, "'2'", "an operator or the end" },
        { "chain..draws", 6, "'.'", "an operator or the end" },
        { "sine(2)", 1, "'sine'", "known: sqrt, log, exp, abs, round, floor, ceil, min, max" },
        { "1 + sqrtt(2)", 5, "'sqrtt'", "did you mean 'sqrt'" },
        { "sqrt(1, 2)", 1, "2 arguments", "takes one" },
        { "2 * draws", 5, "'draws'", "the dotted path of a setting under model" },
        { "2 * chain.drawz", 5, "'chain.drawz'", "did you mean 'draws'" },
        { "chain.start", 1, "\"cold\"", "a number" },
        { "1 + chain.warmup", 5, "computed from itself: chain.warmup from chain.warmup", "'chain.warmup'" },
        { "1 / 0", 3, ".inf", "a finite number" },
        { "log(0 - 1)", 1, ".nan", "a finite number" },
    };

    /// <summary>All files, with the change that breaks them; expressions are a language of their own.</summary>
    internal static IEnumerable<(string Change, string Text, string Place)> All =>
        [
            .. Blocks.Concat(Rules).Select(row => row.Data).Select(row => (row.Item1, WithDesign(row.Item1), row.Item2)),
            .. Values.Select(row => row.Data).Select(row => (row.Item1, WithValues(row.Item1), row.Item2)),
        ];

    [Theory]
    [MemberData(nameof(Blocks))]
    [MemberData(nameof(Rules))]
    public void A_broken_design_is_reported_with_place_value_and_remedy(string section, string place, string found, string right) =>
        Expect(WithDesign(section), place, found, right);

    [Theory]
    [MemberData(nameof(Values))]
    public void Broken_values_of_an_axis_are_reported_with_place_value_and_remedy(string values, string place, string found, string right) =>
        Expect(WithValues(values), place, found, right);

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_broken_expression_is_reported_with_its_own_column(string expression, int column, string found, string right)
    {
        var text = $"{SweepText.Ising}design:\n  set:\n    - set: {{ chain.warmup: {{ expr: \"{expression}\" }} }}\n";
        Expect(text, $"19:{36 + column}", found, right);
        Assert.Contains($"at column {column} of the expression", SweepText.Load(text).Errors.Single());
    }

    [Fact]
    public void All_errors_of_a_design_are_reported_in_the_order_of_its_lines()
    {
        const string design = """
            design:
              order: sideways
              cross:
                - chain.thin: [1, 0]
                - chain.drawz: [1, 2]
                - model.parameters.J: { range: [0, 1, 0] }
              zip:
                - chain.draws: [5, 6]
                - chain.warmup: [5]
              points:
                - { coupling: same-value, seed: 4 }
                - 7
              set:
                - { sett: { chain.thin: 3 } }
                - set: { chain.thin: 3, optimizer.iterations: { expr: "2 *" } }
              exclude:
                - when: { chian.draws: 5 }

            """;
        string[] expected = ["18:10", "20:23", "21:7", "22:36", "25:21", "27:31", "28:7", "30:7", "30:9", "31:14", "31:63", "33:15"];

        Assert.Equal(expected.Select(place => $"f.yaml:{place}"), SweepText.Load(SweepText.Ising + design).Errors.Select(error => error.Split(": ")[0]));
    }

    [Fact]
    public void An_expression_is_shown_wrong_by_one_point_and_what_follows_from_it_is_not_told()
    {
        const string design = "design:\n  cross:\n    - model.parameters.J: [0, 1, 2]\n  set:\n    - set: { chain.thin: { expr: 1 / model.parameters.J }, chain.draws: { expr: chain.thin }, chain.warmup: { expr: log(-1) } }\n";

        var errors = SweepText.Load(SweepText.Ising + design).Errors;

        Assert.Equal(["f.yaml:21:36", "f.yaml:21:117"], errors.Select(error => error.Split(": ")[0]));
        Assert.Contains("(at the point with model.parameters.J 0)", errors[0]);
    }

    [Fact]
    public void Settings_that_are_computed_from_each_other_are_named_in_a_circle()
    {
        const string design = "design:\n  set:\n    - set: { chain.thin: { expr: chain.draws }, chain.draws: { expr: 2 * chain.warmup }, chain.warmup: { expr: chain.thin + 1 } }\n";

        var error = Assert.Single(SweepText.Load(SweepText.Ising + design).Errors);

        Assert.Contains("computed from itself: chain.thin from chain.draws from chain.warmup from chain.thin", error);
    }

    [Fact]
    public void Too_many_points_of_all_blocks_together_are_refused()
    {
        const string design = "design:\n  cross:\n    - model.parameters.h: { linspace: [0, 1, 1000] }\n  zip:\n    - model.parameters.J: { range: [1, 1000, 1] }\n";

        Expect(SweepText.Ising + design, "18:3", "1000 x 1000 points", "at most 100000");
    }

    [Fact]
    public void Points_that_are_left_out_may_be_wrong()
    {
        const string design = "design:\n  cross:\n    - proposal: [uniform-spin, flip]\n    - coupling: [same-value, next-spin]\n";
        const string rules = "  exclude:\n    - when: { proposal: flip, coupling: same-value }\n    - when: { proposal: uniform-spin, coupling: next-spin }\n";

        Assert.Equal(2, SweepText.Load(SweepText.Ising + design).Errors.Length);
        Assert.Equal(["same-value", "next-spin"], SweepText.Freeze(SweepText.Ising + design + rules).Points.Select(point => point.Coupling));
    }

    private static string WithDesign(string section) => $"{SweepText.Ising}design:\n{section}\n";

    private static string WithValues(string values) => $"{SweepText.Ising}design:\n  cross:\n    - model.parameters.J: {values}\n";

    private static void Expect(string text, string place, string found, string right)
    {
        var error = Assert.Single(SweepText.Load(text).Errors);
        Assert.StartsWith($"f.yaml:{place}: ", error);
        Assert.Contains(found, error);
        Assert.Contains(right, error);
    }
}
