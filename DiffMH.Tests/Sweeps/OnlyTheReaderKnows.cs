namespace DiffMH.Tests.Sweeps;

/// <summary>Mistakes that the schema lets pass, by the change that makes them, each with the reason.</summary>
internal static class OnlyTheReaderKnows
{
    private const string Compared = "a schema does not compare numbers of a file with each other";
    private const string Selected = "a schema does not compare keys with the elements of a list";
    private const string Code = "the plugin's code decides";
    private const string Twice = "a schema does not compare paths with each other";
    private const string Folder = "a schema knows no folders";
    private const string Observed = "observables depend on the settings";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["plugin: DiffMH.Plugins.Ising@[7.0,8.0)"] = "versions are of the machine",
        ["plugin: DiffMH.Plugins.Ising@[2.0,1.0]"] = Compared,
        ["proposal: { name: flip, order: sequential }"] = Code,
        ["name: |\n  test"] = "the validator of the tests takes $ for the end or a last line feed, as .NET does; by ECMAScript's expressions, which are the schema's, it is the end",
        ["estimator: { method: score, wrt: observation }\nchain: { chains: 1 }\nreplicates: { count: 1 }"] = Compared,
        ["estimator: { method: finite-difference, step: { means: 1 }, wrt: [observation, means] }"] = Selected,
        ["estimator: { method: finite-difference, step: { observation: 1, means: 1 }, wrt: observation }"] = Selected,
        ["estimator: { method: finite-difference, step: 4, wrt: deviations }"] = Compared,
        ["estimator: { method: finite-difference, step: 1e-20, wrt: observation }"] = Compared,
        ["maximize: specific_heart"] = Observed,
        ["objective: { evaluate: is_4 }"] = Observed,
        ["maximize: \"mean(enrgy)\""] = "expressions are a language of their own",
        ["maximize: specific_heat, name: heat"] = Observed,
        ["iterations: 6, transform: { J: log }"] = Selected,
        [", transform: { T: logit }"] = "which bounds a setting has by itself and which are given is for the reader to put together",
        ["iterations: 6, bounds: { T: [0.5, 3] }, transform: { T: logit }"] = Compared,
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
        ["coupling: [same-value, next-spin]"] = "with a design keys are checked one by one: a rule could change the proposal",
        ["  zip:\n    - model.parameters.J: [1, 2]\n    - chain.draws: [5, 6, 7]"] = "a schema does not compare the lengths of lists",
        ["  zip:\n    - chain.draws: [5, 6]\n    - chain.draws: [7, 8]"] = Twice,
        ["  cross:\n    - chain.draws: [5, 6]\n  zip:\n    - chain.draws: [7, 8]"] = Twice,
        ["  zip:\n    - model.parameters: [{ L: 4, T: 3 }]\n  points:\n    - { model.parameters.J: 2 }"] = Twice,
        ["  points:\n    - { chain.draws: 20 }\n    - {}"] = Compared,
        ["  points:\n    - { proposal: uniform-spin, proposal.order: random }"] = Twice,
        ["  points:\n    - { optimizer.bounds: { T: [1, 9007199254740993] } }"] = "numbers of a schema are doubles, and the rule is about those that are none",
        ["  set:\n    - when: { chain.draws: .nan }\n      set: { chain.thin: 3 }"] = "JSON has no NaN",
        ["  points: { csv: ../a.csv }"] = Folder,
        ["  points: { csv: /etc/a.csv }"] = Folder,
        ["  points: { csv: nowhere.csv }"] = Folder,
        ["  set:\n    - set: { proposal: uniform-spin, proposal.order: random }"] = Twice,
        ["  cross:\n    - chain.draws: [5, 6]\n  set:\n    - set: { chain.draws: 3 }"] = Twice,
        ["  cross:\n    - model.parameters.L: [4, 6]\n  set:\n    - set: { model.parameters: { L: 3, T: 3 } }"] = Twice,
        ["  exclude:\n    - when: { model.parameters.LL: 3 }"] = "a condition may ask for what only some points have",
        ["  exclude:\n    - when: { chain.draws: 20 }"] = "which points there are comes out when the design is expanded",
        ["  set:\n    - set: { chain.warmup: { expr: chain.draws / 3 } }"] = "expressions are a language of their own",
        ["{ range: [0, 1, -0.5] }"] = Compared,
        ["{ range: [0, 1, 0.000001] }"] = Compared,
        ["{ uniform: [2, 1], count: 3 }"] = Compared,
        ["{ choice: [1, 1], count: 3 }"] = "which points there are comes out when the design is expanded",
    };
}
