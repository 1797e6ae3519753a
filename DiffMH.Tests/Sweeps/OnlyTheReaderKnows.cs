namespace DiffMH.Tests.Sweeps;

/// <summary>Mistakes that the schema lets pass, by the change that makes them, each with the reason.</summary>
internal static class OnlyTheReaderKnows
{
    private const string Compared = "a schema does not compare numbers of a file with each other";
    private const string Selected = "a schema does not compare keys with the elements of a list";
    private const string Code = "the plugin's code decides";
    private const string Observed = "observables depend on the settings";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["plugin: DiffMH.Plugins.Ising@[7.0,8.0)"] = "versions are of the machine",
        ["plugin: DiffMH.Plugins.Ising@[2.0,1.0]"] = Compared,
        ["proposal: { name: flip, order: sequential }"] = Code,
        ["name: |\n  test"] = "the validator of the tests takes $ for the end or a last line feed, as .NET does; by ECMAScript's expressions, which are the schema's, it is the end",
        ["maximize: specific_heart"] = Observed,
        ["objective: { evaluate: is_4 }"] = Observed,
        ["output: { observables: [enegry] }"] = Observed,
        ["iterations: 6, tail_average: 7"] = Compared,
        ["T: [10, 0.5]"] = Compared,
        ["T: [0.5, 2]"] = Compared,
        ["model.parameters.T: [1, 12]"] = Compared,
        ["J: [0.5, 10], T: [0.5, 10]"] = Selected,
        ["stop: { standard_error: { J: 0.1 } }"] = Selected,
        ["iterations: 400000, bounds: { T: [0.5, 10] } }\nstop: { wall_time: 00:00:01 }"] = Compared,
        ["stop: { iterations: 7 }"] = Compared,
        ["stop: { iterations: [7] }"] = Compared,
        ["means: [-2.5, 2, 5], deviations: [4, 4]"] = Code,
        ["means: [-2.5], deviations: 4"] = Code,
        ["estimator: { scheme: one-sided, wrt: [means] }"] = "how many numbers a list has is not known where it is named",
        ["estimator: { wrt: 'means[3]' }"] = "how many numbers a list has is not known where it is named",
    };
}
