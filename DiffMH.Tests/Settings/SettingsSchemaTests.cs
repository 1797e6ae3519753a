using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Tests.Settings;

public sealed class SettingsSchemaTests
{
    private static readonly SettingsSchema Schema = SettingsSchema.Of(typeof(EveryKind));

    [Fact]
    public void Absent_settings_take_their_defaults_and_the_resolved_mapping_says_so()
    {
        var (bound, problems) = Bind("""{ "count": 3, "rate": 0.5, "means": [1, 2] }""");

        Assert.Empty(problems);
        Assert.Equal(new EveryKind { Count = 3, Rate = new Parameter(0), Means = new Parameters(1, 2), Shift = new Parameter(3), Extra = new Parameters(4, 0) }, bound!.Record);
        Assert.Equal("""{"count":3,"means":[1,2],"order":"random","periodic":true,"rate":0.5,"scale":1.5,"shift":-1,"title":"none"}""", CanonicalJson.Write(bound.Resolved));
    }

    [Fact]
    public void Theta_is_laid_out_in_declaration_order_with_names_values_and_ranges()
    {
        var theta = Bind("""{ "count": 3, "extra": [7], "means": [1, 2], "rate": 0.5 }""").Bound!.Theta;

        Assert.Equal(["rate", "means[0]", "means[1]", "shift", "extra[0]"], theta.Names);
        Assert.Equal(Vector.Of(0.5, 1, 2, -1, 7), theta.Initial);
        Assert.Equal(0, theta.Lower[0]);
        Assert.True(theta.Parameters[0].AboveLower);
        Assert.False(theta.Parameters[0].BelowUpper);
        Assert.Equal(double.PositiveInfinity, theta.Upper[0]);
        Assert.Equal([1, 2], theta.Select("means"));
        Assert.Equal([2], theta.Select("means[1]"));
        Assert.Empty(theta.Select("nothing"));
    }

    [Fact]
    public void A_single_number_stands_for_a_list()
    {
        var bound = Bind("""{ "count": 3, "rate": 0.5, "means": 4 }""").Bound!;

        Assert.Equal(new Parameters(1, 1), ((EveryKind)bound.Record).Means);
        Assert.Equal(["rate", "means", "shift"], bound.Theta.Names);
    }

    [Fact]
    public void All_problems_are_reported_with_the_path_of_the_key()
    {
        var (bound, problems) = Bind("""{ "count": 2.5, "rate": 0, "means": [1, "two", null], "periodic": "yes", "order": "backwards", "titel": "x", "scale": 3 }""");

        Assert.Null(bound);
        Assert.Equal(
            ["p.count", "p.scale", "p.periodic", "p.order", "p.rate", "p.means[1]", "p.means[2]", "p.titel"],
            problems.Select(problem => problem.Path));
        Assert.Equal("p.count: found 2.5; it must be an integer from 1 to 9", problems[0].Message);
        Assert.Equal("p.scale: found 3; it must be a finite number from 0 to 2", problems[1].Message);
        Assert.Equal("unknown key 'p.titel': found 'titel'; did you mean 'title'? (known: count, scale, periodic, title, order, rate, means, shift, extra)", problems[^1].Message);
    }

    [Fact]
    public void A_missing_setting_is_reported_at_the_mapping_that_should_hold_it()
    {
        var problem = Bind("""{ "rate": 1, "means": 1 }""").Problems.Single();

        Assert.Equal(("p", ProblemPart.Key), (problem.Path, problem.Part));
        Assert.Equal("missing key 'p.count': found nothing; it must be an integer from 1 to 9", problem.Message);
    }

    [Fact]
    public void A_whole_number_may_be_written_with_an_exponent()
    {
        Assert.Empty(Bind("""{ "count": 0.9e1, "rate": 1, "means": 1 }""").Problems);
        Assert.Single(Bind("""{ "count": 1e1, "rate": 1, "means": 1 }""").Problems);
    }

    [Theory]
    [InlineData(typeof(WrongType), "has type Decimal; it must be int, double")]
    [InlineData(typeof(WrongName), "is called 'a.b'; a name is a letter")]
    [InlineData(typeof(Twice), "2 settings called 'a'")]
    [InlineData(typeof(ReadOnly), "give the property an init accessor")]
    [InlineData(typeof(DefaultOutside), "has default -1; it must be a finite number above 0")]
    public void A_record_that_breaks_the_contract_is_refused_with_the_reason(Type record, string reason) =>
        Assert.Contains(reason, Assert.Throws<RegistrationException>(() => SettingsSchema.Of(record)).Message);

    private static (SettingsBinding? Bound, List<SweepProblem> Problems) Bind(string json)
    {
        var problems = new List<SweepProblem>();
        return (Schema.Bind(JsonNode.Parse(json)!.AsObject(), "p", problems), problems);
    }

    private sealed record EveryKind
    {
        [Setting("count", "how many", Minimum = 1, Maximum = 9, Required = true)]
        public int Count { get; init; }

        [Setting("scale", "a plain number", Minimum = 0, Maximum = 2)]
        public double Scale { get; init; } = 1.5;

        [Setting("periodic", "a flag")]
        public bool Periodic { get; init; } = true;

        [Setting("title", "a text")]
        public string Title { get; init; } = "none";

        [Setting("order", "a choice")]
        public SiteOrder Order { get; init; }

        [Setting("rate", "a parameter", Minimum = 0, AboveMinimum = true)]
        public Parameter Rate { get; init; }

        [Setting("means", "a list of parameters")]
        public Parameters Means { get; init; }

        [Setting("shift", "a parameter with a default", Default = -1)]
        public Parameter Shift { get; init; }

        [Setting("extra", "a list that may be absent", Optional = true)]
        public Parameters Extra { get; init; }
    }

    private sealed record WrongType
    {
        [Setting("a", "")]
        public decimal A { get; init; }
    }

    private sealed record WrongName
    {
        [Setting("a.b", "")]
        public int A { get; init; }
    }

    private sealed record Twice
    {
        [Setting("a", "")]
        public int A { get; init; }

        [Setting("a", "")]
        public int B { get; init; }
    }

    private sealed record ReadOnly
    {
        [Setting("a", "")]
        public int A => 0;
    }

    private sealed record DefaultOutside
    {
        [Setting("a", "", Minimum = 0, AboveMinimum = true, Default = -1)]
        public Parameter A { get; init; }
    }
}
