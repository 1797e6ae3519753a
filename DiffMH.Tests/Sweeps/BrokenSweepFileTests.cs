using DiffMH.Client;
using DiffMH.Tests.Client;
using DiffMH.Tests.Designs;

namespace DiffMH.Tests.Sweeps;

/// <summary>Each row breaks one thing of a file that is right, and says where the error is, what it found and what would be right.</summary>
public sealed class BrokenSweepFileTests
{
    private const string Lists = "means: [-2.5, 2, 5], deviations: 4";

    public static TheoryData<string, string, string, string, string> IsingRows { get; } = new()
    {
        // old, new, place, found, right
        { "draws: 20", "draws: 0xFFFFFFFFFFFFFFFF", "13:40", "18446744073709551615", "an integer from 1" },
        { "draws: 20", "draws: 1_000", "13:40", "\"1_000\"", "an integer from 1" },
        { "draws: 20", "draws: 20#5", "13:40", "\"20#5\"", "an integer from 1" },
        { "draws: 20", "draws: 2:30", "13:40", "\"2:30\"", "an integer from 1" },
        { "h: 0.0", "h: 1e999", "9:42", ".inf", "a finite number" },
        { "h: 0.0", "h: yes", "9:42", "\"yes\"", "a finite number" },
        { "h: 0.0", "h: true", "9:42", "found true;", "a finite number" },
        { "h: 0.0", "h: ", "9:43", "nothing", "a finite number" },
        { "name: test", "name: 5", "3:7", "found 5;", "letters, digits" },
        { "name: test", "name: |\n  test", "3:7", "\"test\n\"", "letters, digits" },
        { "mode: optimize", "mode: ~", "5:7", "nothing", "one of optimize, gradient" },
        { "mode: optimize", "mode: optimize\nrequire_verify: yes", "6:17", "\"yes\"", "true or false" },
        { "kind: Sweep", "kind: Sweeps", "2:7", "\"Sweeps\"", "must be Sweep" },
        { "apiVersion: diffmh/v1", "apiVersion: diffmh/v9", "1:13", "\"diffmh/v9\"", "must be diffmh/v1" },
        { "seed: 7\n", "", "1:1", "nothing", "an integer from 0 to 9223372036854775807" },
        { "seed: 7", "seed: -1", "4:7", "-1", "an integer from 0" },
        { "seed: 7", "seed: 9223372036854775808", "4:7", "9223372036854775808", "to 9223372036854775807" },
        { "seed: 7", "seed: \"seven\"", "4:7", "\"seven\"", "an integer" },
        { "name: test", "name: a/b", "3:7", "\"a/b\"", "letters, digits" },
        { "mode: optimize", "mode: optimise", "5:7", "\"optimise\"", "one of optimize, gradient" },
        { "proposal: uniform-spin", "propsal: uniform-spin", "10:1", "'propsal'", "did you mean 'proposal'" },
        { "plugin: DiffMH.Plugins.Ising", "plugin: DiffMH.Plugins.Isng", "7:11", "\"DiffMH.Plugins.Isng\"", "did you mean 'DiffMH.Plugins.Ising'" },
        { "plugin: DiffMH.Plugins.Ising", "plugin: DiffMH.Plugins.Ising@[7.0,8.0)", "7:11", "[7.0,8.0)", "its versions here are 0.1.0" },
        { "plugin: DiffMH.Plugins.Ising", "plugin: DiffMH.Plugins.Ising@[2.0,1.0]", "7:11", "[2.0,1.0]", "a range of versions" },
        { "name: ising-2d", "name: ising-3d", "8:9", "\"ising-3d\"", "did you mean 'ising-2d'" },
        { "L: 4", "L: 4.5", "9:20", "4.5", "an integer from 2 to 4096" },
        { "L: 4", "L: 1", "9:20", "found 1;", "an integer from 2 to 4096" },
        { "L: 4, ", "", "9:3", "nothing", "an integer from 2 to 4096" },
        { "T: 3.0", "T: 0", "9:26", "found 0;", "a finite number above 0" },
        { "T: 3.0", "T: .nan", "9:26", ".nan", "a finite number above 0" },
        { "J: 1.0", "J: -.inf", "9:34", "-.inf", "a finite number" },
        { "J: 1.0", "J: one", "9:34", "\"one\"", "a finite number" },
        { "J: 1.0", "J: '1.0'", "9:34", "\"1.0\"", "a finite number" },
        { "J: 1.0", "K: 1.0", "9:31", "'K'", "known: L, T, J, h" },
        { "J: 1.0", "J: [1, 2]", "9:34", "[1, 2]", "a finite number" },
        { "proposal: uniform-spin", "proposal: uniform-sping", "10:11", "\"uniform-sping\"", "did you mean 'uniform-spin'" },
        { "proposal: uniform-spin", "proposal: { name: uniform-spin, order: randm }", "10:40", "\"randm\"", "one of random, sequential" },
        { "proposal: uniform-spin\ncoupling: same-value", "proposal: { name: flip, order: sequential }", "10:32", "sequential order", "Use order: random" },
        { "coupling: same-value", "coupling: same-values", "11:11", "\"same-values\"", "did you mean 'same-value'" },
        { "coupling: same-value", "coupling: next-spin", "11:11", "\"next-spin\", which fits flip", "with uniform-spin use same-value or independent" },
        { "coupling: same-value", "coupling: residual", "11:11", "\"residual\", which fits no proposal of ising-2d", "use same-value or independent" },
        { "coupling: same-value", "coupling: { name: same-value, strength: 1.5 }", "11:41", "1.5", "coupling.strength: found 1.5; it must be a finite number from 0 to 1" },
        { "coupling: same-value", "coupling: { name: same-values, strength: 0.5 }", "11:19", "\"same-values\"", "did you mean 'same-value'" },
        { "coupling: same-value", "coupling: { strength: 0.5 }", "11:1", "nothing", "the name of a coupling" },
        { "coupling: same-value", "coupling: { name: same-value, strenght: 0.5 }", "11:31", "'strenght'", "did you mean 'strength'" },
        { "coupling: same-value", "coupling: [same-value]", "11:11", "[\"same-value\"]", "{ name: ..., strength: ... }" },
        { "coupling: same-value", "coupling: site-swap", "11:11", "\"site-swap\", which fits flip", "with uniform-spin use same-value or independent" },
        { "proposal: uniform-spin", "proposal: { name: biased-spin, up: 1 }", "10:36", "found 1;", "above 0 and below 1" },
        { "scheme: symmetric", "scheme: two-sided", "12:22", "\"two-sided\"", "one of symmetric, one-sided, accept, reject" },
        { "alternatives: 2", "alternatives: 64", "12:47", "64", "an integer from 1 to 63" },
        { ", wrt: [T]", "", "12:1", "nothing", "T, J, h" },
        { "wrt: [T]", "wrt: [t]", "12:56", "\"t\"", "did you mean 'T'" },
        { "wrt: [T]", "wrt: []", "12:55", "an empty list", "the names of the parameters" },
        { "wrt: [T]", "wrt: [T, T]", "12:59", "\"T\"", "each name stands once" },
        { "chains: 4", "chains: 0", "13:18", "found 0;", "an integer from 1" },
        { "warmup: 10", "warmup: -1", "13:29", "-1", "an integer from 0" },
        { "draws: 20", "draws: 1e3.5", "13:40", "\"1e3.5\"", "an integer from 1" },
        { "draws: 20", "drawz: 20", "13:33", "'drawz'", "did you mean 'draws'" },
        { "start: cold", "start: colt", "13:51", "\"colt\"", "did you mean 'cold'" },
        { "start: cold", "restart: never", "13:53", "\"never\"", "must be each-iteration" },
        { "objective: { maximize: specific_heat }\n", "", "1:1", "nothing", "{ maximize: NAME }" },
        { "maximize: specific_heat", "maximize: specific_heart", "14:24", "\"specific_heart\"", "did you mean 'specific_heat'" },
        { "maximize: specific_heat", "evaluate: energy", "14:14", "evaluate in mode optimize", "maximize or minimize" },
        { "maximize: specific_heat", "maximize: energy, minimize: energy", "14:12", "maximize, minimize", "one goal" },
        { "learning_rate: 0.01, ", "", "15:1", "nothing", "a finite number above 0" },
        { "learning_rate: 0.01", "learning_rate: 0", "15:29", "found 0;", "a finite number above 0" },
        { "iterations: 6", "iterations: 6, tail_average: 7", "15:64", "found 7;", "from 1 to iterations, here 6" },
        { "iterations: 6", "iterations: 6, momentum: 0.5", "15:50", "momentum with adam", "beta1, beta2, epsilon" },
        { "T: [0.5, 10]", "T: [10, 0.5]", "15:63", "[10, 0.5]", "[lower, upper] with lower < upper" },
        { "T: [0.5, 10]", "T: [0, 10]", "15:63", "the bound 0", "a finite number above 0" },
        { "T: [0.5, 10]", "T: [0.5, 2]", "9:26", "the start 3", "from 0.5 to 2" },
        { "T: [0.5, 10]", "J: [0.5, 10], T: [0.5, 10]", "15:60", "'J'", "not in estimator.wrt" },
        { ", bounds: { T: [0.5, 10] }", "", "15:1", "missing lower bound", "bounds: { T: [lower, upper] }" },
        { "count: 3", "count: 3, share_streams_across: [coupling]", "16:48", "\"coupling\"", "an axis of the design" },
        { "replicates: { count: 3 }", "replicates: 3", "16:13", "found 3;", "a mapping of count, share_streams_across, as in { count: 8 }" },
        { "replicates: { count: 3 }", "stop: 5", "16:7", "found 5;", "a mapping" },
        { "replicates: { count: 3 }", "stop: { wall_tim: 02:00:00 }", "16:9", "'wall_tim'", "did you mean 'wall_time'" },
        { "replicates: { count: 3 }", "stop: { wall_time: 5 }", "16:20", "found 5;", "a duration \"HH:MM:SS\"" },
        { "replicates: { count: 3 }", "stop: { wall_time: 2h }", "16:20", "\"2h\"", "as in \"02:00:00\"" },
        { "replicates: { count: 3 }", "stop: { wall_time: 00:61:00 }", "16:20", "\"00:61:00\"", "a duration" },
        { "replicates: { count: 3 }", "stop: { wall_time: 00:00:00 }", "16:20", "\"00:00:00\"", "of at least one second" },
        { "iterations: 6, bounds: { T: [0.5, 10] } }", "iterations: 400000, bounds: { T: [0.5, 10] } }\nstop: { wall_time: 00:00:01 }", "16:20", "a tail average of 133333 iterations of 1 parameters", "at most 131072" },
        { "replicates: { count: 3 }", "stop: { iterations: 7 }", "16:21", "found 7;", "from 1 to optimizer.iterations, here 6" },
        { "replicates: { count: 3 }", "stop: { iterations: 0 }", "16:21", "found 0;", "an integer from 1" },
        { "replicates: { count: 3 }", "stop: { iterations: [4, 5] }", "16:21", "a list of 2", "one integer for each point, here 1" },
        { "replicates: { count: 3 }", "stop: { iterations: [7] }", "16:22", "found 7;", "from 0 to optimizer.iterations, here 6" },
        { "replicates: { count: 3 }", "stop: { gradient_below_noise: 0 }", "16:31", "found 0;", "a finite number above 0" },
        { "replicates: { count: 3 }", "stop: { gradient_below_noise: true }", "16:31", "found true;", "a finite number above 0" },
        { "chain: { chains: 4,", "stop: { gradient_below_noise: 2 }\nchain: { chains: 1,", "13:9", "chain.chains 1", "at least 2 chains" },
        { "replicates: { count: 3 }", "stop: { standard_error: 0.1 }", "16:25", "found 0.1;", "{ T: 0.01 }" },
        { "replicates: { count: 3 }", "stop: { standard_error: {} }", "16:25", "an empty mapping", "{ T: 0.01 }" },
        { "replicates: { count: 3 }", "stop: { standard_error: { J: 0.1 } }", "16:27", "'J'", "a parameter in estimator.wrt" },
        { "replicates: { count: 3 }", "stop: { standard_error: { T: -1 } }", "16:30", "found -1;", "a finite number above 0" },
        { "count: 3 }", "count: 1 }\nstop: { standard_error: { T: 1 } }", "17:9", "replicates.count 1", "at least 2" },
        { "replicates: { count: 3 }", "output: { observables: [enegry] }", "16:25", "\"enegry\"", "did you mean 'energy'" },
        { "replicates: { count: 3 }", "output: { observables: [energy, energy] }", "16:33", "\"energy\"", "each name stands once" },
        { "replicates: { count: 3 }", "output: { observables: 3 }", "16:24", "found 3;", "a list of observables" },
        { "replicates: { count: 3 }", "output: { trace_thin: 0 }", "16:23", "found 0;", "an integer from 1" },
        { "replicates: { count: 3 }", "output: { trace: 2 }", "16:11", "'trace'", "known: trace_thin, observables" },
        { "maximize: specific_heat", "maximize: \"mean(enrgy)\"", "14:30", "at column 6 of the expression: unknown name 'enrgy'", "did you mean 'energy'" },
        { "maximize: specific_heat", "maximize: specific_heat, name: heat", "14:39", "a name for \"specific_heat\", which has one", "left out" },
        { "maximize: specific_heat", "maximize: mean(energy), name: two words", "14:44", "\"two words\"", "a name is a letter followed by" },
        { "iterations: 6", "iterations: 6, clip: 0", "15:56", "found 0;", "a finite number above 0" },
        { "iterations: 6", "iterations: 6, transform: log", "15:61", "\"log\"", "a mapping" },
        { "iterations: 6", "iterations: 6, transform: { T: ln }", "15:66", "\"ln\"", "one of none, log, logit" },
        { "iterations: 6", "iterations: 6, transform: { J: log }", "15:63", "'J'", "a parameter in estimator.wrt" },
        { ", bounds: { T: [0.5, 10] }", ", transform: { T: logit }", "15:61", "logit without two finite bounds", "bounds: { T: [0, 1] }" },
        { "iterations: 6, bounds: { T: [0.5, 10] }", "iterations: 6, bounds: { T: [0.5, 3] }, transform: { T: logit }", "9:26", "the start 3 with optimizer.transform.T logit", "not on one of them" },
        { "iterations: 6", "iterations: 6, schedule: cosin", "15:60", "\"cosin\"", "one of constant, cosine, inverse-sqrt" },
        { "iterations: 6", "iterations: 6, schedule: { name: cosine, final: 2 }", "15:83", "found 2;", "from 0 to 1" },
        { "iterations: 6", "iterations: 6, schedule: { name: constant, final: 0.5 }", "15:78", "final with constant", "only cosine" },
    };

    public static TheoryData<string, string, string, string> DesignRows { get; } = new()
    {
        // axis, place, found, right
        { "model.parameters.T: []", "19:27", "an empty list", "a list of values" },
        { "model.parameters.T: 5", "19:27", "found 5;", "a list of values" },
        { "model.parameters.T: [1, -2]", "19:31", "-2", "a finite number above 0" },
        { "model.parameters.T: [1, .nan]", "19:31", ".nan", "a finite number above 0" },
        { "model.parameters.T: [1, 12]", "19:31", "the start 12", "from 0.5 to 10" },
        { "model.parameters.TT: [1, 2]", "19:7", "'TT'", "did you mean 'T'" },
        { "modle.parameters.T: [1, 2]", "19:7", "'modle'", "did you mean 'model'" },
        { "seed: [1, 2]", "19:7", "'seed'", "cannot vary" },
        { "stop.iterations: [1, 2]", "19:7", "'stop.iterations'", "cannot vary" },
        { "output.trace_thin: [1, 2]", "19:7", "'output.trace_thin'", "cannot vary" },
        { "model.parameters.T: [2, 2.0]", "19:31", "found 2,", "each point must differ" },
        { "model.parameters.T: { linspace: [1, 2, 1] }", "19:39", "[1, 2, 1]", "a count from 2" },
        { "model.parameters.T: { linspaces: [1, 2, 3] }", "19:29", "'linspaces'", "did you mean 'linspace'" },
        { "coupling: [same-value, next-spin]", "19:30", "\"next-spin\", which fits flip", "use same-value or independent" },
        { "chain.draws.more: [1]", "19:7", "found 20 at chain.draws", "must be a mapping" },
        { "model.parameters.h: { linspace: [0, 1, 100001] }", "19:39", "100001", "from 2 to 100000" },
    };

    public static TheoryData<string, string, string, string> ListRows { get; } = new()
    {
        // means and deviations, place, found, right
        { "means: [-2.5, 2, 5], deviations: [4, 4]", "9:68", "found 2 numbers for 3 means", "one per component" },
        { "means: [-2.5], deviations: 4", "9:42", "found 1 mean", "at least 2 components" },
        { "means: [], deviations: 4", "9:42", "an empty list", "a finite number, a list of them, or" },
        { "means: [-2.5, .inf, 5], deviations: 4", "9:49", ".inf", "a finite number" },
        { "means: [-2.5, 2, 5], deviations: [4, 0, 4]", "9:72", "found 0;", "a finite number above 0" },
        { "means: [-2.5, 2, 5]", "9:3", "nothing", "a finite number above 0, a list of them, or" },
    };

    public static TheoryData<string, string, string, string, string> MixtureRows { get; } = new()
    {
        // old, new, place, found, right
        { "estimator: { wrt: observation }", "estimator: { scheme: one-sided, wrt: [means] }", "10:22", "one-sided with 3 parameters", "use symmetric" },
        { "estimator: { wrt: observation }", "estimator: { wrt: 'means[3]' }", "10:19", "\"means[3]\"", "did you mean 'means[" },
        { "estimator: { wrt: observation }", "estimator: { kernel: word, wrt: observation }", "10:22", "\"word\"", "a kernel for mixture-label: known: auto, generic" },
        { "estimator: { wrt: observation }", "estimator: { method: scores, wrt: observation }", "10:22", "\"scores\"", "one of dmh, covariance, score, score-plain, finite-difference" },
        { "estimator: { wrt: observation }", "estimator: { method: score, scheme: accept, wrt: observation }", "10:37", "\"accept\" with estimator.method score, which follows no alternatives", "the method must be dmh" },
        { "estimator: { wrt: observation }", "estimator: { control: variance, wrt: observation }", "10:23", "\"variance\"", "one of none, covariance" },
        { "estimator: { wrt: observation }", "estimator: { method: score, control: covariance, wrt: observation }", "10:38", "\"covariance\" with estimator.method score, which follows no alternatives", "the method must be dmh" },
        { "estimator: { wrt: observation }", "estimator: { control: covariance, wrt: observation }\nchain: { chains: 7 }", "10:23", "covariance with chain.chains 7", "at least 8: raise chain.chains" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: 1, alternatives: 2, wrt: observation }", "10:64", "2 with estimator.method finite-difference, which follows no alternatives", "must be left out" },
        { "estimator: { wrt: observation }", "estimator: { step: 0.1, wrt: observation }", "10:20", "0.1 with estimator.method dmh, which takes no difference", "the method must be finite-difference" },
        { "estimator: { wrt: observation }", "coupling: residual\nestimator: { method: score, wrt: observation }", "10:11", "\"residual\" with estimator.method score", "must be left out" },
        { "estimator: { wrt: observation }", "estimator: { method: score, wrt: observation }\nchain: { chains: 1 }\nreplicates: { count: 1 }", "10:22", "score with 1 chain", "use score-plain" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, wrt: observation }", "10:1", "missing key 'estimator.step': found nothing", "a finite number above 0, or one for each parameter" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: -1, wrt: observation }", "10:47", "found -1;", "a finite number above 0" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: { observation: 0 }, wrt: observation }", "10:62", "found 0;", "a finite number above 0" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: { means: 1 }, wrt: [observation, means] }", "10:41", "missing key 'estimator.step.observation'", "a finite number above 0" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: { observation: 1, means: 1 }, wrt: observation }", "10:65", "'means'", "a parameter in estimator.wrt" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: 4, wrt: deviations }", "10:47", "leads from deviations = 4 to 0", "a finite number above 0: take a smaller step" },
        { "estimator: { wrt: observation }", "estimator: { method: finite-difference, step: 1e-20, wrt: observation }", "10:47", "lost in the rounding of observation = 0.4", "must be larger" },
        { "objective: { evaluate: entropy }", "objective: { maximize: entropy }", "11:14", "maximize in mode gradient", "evaluate" },
        { "objective: { evaluate: entropy }", "objective: { evaluate: is_4 }", "11:24", "\"is_4\"", "did you mean 'is_1'" },
        { "objective: { evaluate: entropy }", "objective: { evaluate: entropy }\nstop: { gradient_below_noise: 2 }", "12:9", "gradient_below_noise in mode gradient", "leave it out" },
        { "objective: { evaluate: entropy }", "objective: { evaluate: entropy }\nstop: { standard_error: { observation: 1 } }", "12:9", "standard_error in mode gradient", "raise chain.draws" },
        { "objective: { evaluate: entropy }", "objective: { evaluate: entropy }\nstop: { iterations: 2 }", "12:21", "found 2;", "1, as there is one pass in mode gradient" },
        { "objective: { evaluate: entropy }", "objective: { evaluate: entropy }\noptimizer: { iterations: 5 }", "12:1", "an optimizer in mode gradient", "left out" },
    };

    public static TheoryData<string, string, string, string> SyntaxRows { get; } = new()
    {
        // text, place, found, right
        { "", "1:1", "found nothing", "a mapping with apiVersion" },
        { "# nothing but a comment\n", "1:1", "found nothing", "a mapping with apiVersion" },
        { "- a\n- b\n", "1:1", "found a list", "a mapping with apiVersion" },
        { "hello", "1:1", "the single value hello", "a mapping with apiVersion" },
        { ".inf", "1:1", "the single value Infinity", "a mapping with apiVersion" },
        { "name: a\n{kind: b\nseed: 7\nmode: c\n", "2:1", "'{'", "'}'" },
        { "name: a\n[kind: b\nseed: 7\nchain: { draws: [1] }\n", "2:1", "'['", "']'" },
        { "name: a\nchain: { draws: [1, 2\n", "2:17", "'['", "']'" },
        { "name: a\nchain: { draws: 1\n", "2:8", "'{'", "'}'" },
        { "name: a\nname: b\n", "2:1", "'name' a second time", "each key stands once" },
        { "chain:\n  draws: 1\n  draws: 2\n", "3:3", "'draws' a second time", "each key stands once" },
        { "chain:\n\tdraws: 1\n", "2:1", "a tab in the indentation", "indents with spaces" },
        { "name: &a b\n", "1:7", "'&a'", "remove it" },
        { "name: a\nkind: *a\n", "2:7", "'*a'", "write the value out" },
        { "name: !!str 5\n", "1:7", "tag", "remove it" },
        { "name: a\n---\nname: b\n", "2:1", "'---'", "a file holds one sweep" },
        { "name: a: b\n", "1:8", "a: b", "syntax" },
        { "name: a\nchain: { draws: 5 }\0 }\n", "2:20", "U+0000", "remove it" },
        { "name: a # b\u2028seed: 5\n", "1:12", "U+2028", "remove it" },
        { "name: a\r\nkind: b\u0085c: 5\r\n", "2:8", "U+0085", "remove it" },
        { "name: a\rkind: b\ufeff\r", "2:8", "U+FEFF", "remove it" },
        { "name: \ud83d\ude00\ud83d\n", "1:9", "U+D83D", "remove it" },
        { "name: \"\\ud800\"\n", "1:7", "invalid Unicode", "syntax" },
        { "name: a\n<<: { kind: Sweep }\n", "2:1", "'<<'", "known: apiVersion" },
    };

    /// <summary>All files whose syntax is right, with the change that breaks them.</summary>
    internal static IEnumerable<(string Change, string Text, string Place)> All =>
        [
            .. IsingRows.Select(row => row.Data).Select(row => (Change(row.Item1, row.Item2), SweepText.Ising.With(row.Item1, row.Item2), row.Item3)),
            .. DesignRows.Select(row => row.Data).Select(row => (row.Item1, WithAxis(row.Item1), row.Item2)),
            .. ListRows.Select(row => row.Data).Select(row => (row.Item1, SweepText.Mixture.With(Lists, row.Item1), row.Item2)),
            .. MixtureRows.Select(row => row.Data).Select(row => (Change(row.Item1, row.Item2), SweepText.Mixture.With(row.Item1, row.Item2), row.Item3)),
        ];

    [Theory]
    [MemberData(nameof(IsingRows))]
    public void A_broken_key_is_reported_with_place_value_and_remedy(string old, string replacement, string place, string found, string right) =>
        Expect(SweepText.Ising.With(old, replacement), place, found, right);

    [Theory]
    [MemberData(nameof(DesignRows))]
    public void A_broken_axis_is_reported_in_the_design_section(string axis, string place, string found, string right) =>
        Expect(WithAxis(axis), place, found, right);

    [Theory]
    [MemberData(nameof(SyntaxRows))]
    public void Broken_syntax_is_reported_with_its_place(string text, string place, string found, string right)
    {
        var errors = SweepText.Load(text).Errors;
        Assert.Contains(errors, error => error.StartsWith($"f.yaml:{place}: ", StringComparison.Ordinal) && error.Contains(found) && error.Contains(right));
    }

    [Theory]
    [MemberData(nameof(ListRows))]
    public void A_list_is_checked_by_binder_and_plugin(string lists, string place, string found, string right) =>
        Expect(SweepText.Mixture.With(Lists, lists), place, found, right);

    [Theory]
    [MemberData(nameof(MixtureRows))]
    public void A_file_in_gradient_mode_is_checked_for_it(string old, string replacement, string place, string found, string right) =>
        Expect(SweepText.Mixture.With(old, replacement), place, found, right);

    [Theory]
    [InlineData("coupling: same-value\nestimator: { scheme: symmetric, alternatives: 2,", "estimator: { method: score,", "chains: 4", "chains: 1", "11:22", "score with 1 chain", "raise chain.chains")]
    [InlineData("coupling: same-value\nestimator: { scheme: symmetric, alternatives: 2,", "estimator: { method: finite-difference, step: 0.5,", "draws: 20", "draws: 21", "11:47", "T = 0.5, a bound of the optimiser, to 0", "keep optimizer.bounds a step away")]
    public void An_optimisation_is_checked_for_what_its_estimator_needs(string old, string replacement, string alsoOld, string alsoNew, string place, string found, string right) =>
        Expect(SweepText.Ising.With(old, replacement).With(alsoOld, alsoNew), place, found, right);

    [Fact]
    public void A_logarithm_must_start_above_zero() => Expect(
        SweepText.Ising.With("wrt: [T]", "wrt: [h]").With("bounds: { T: [0.5, 10] }", "transform: { h: log }"), "9:42", "the start 0 with optimizer.transform.h log", "must be above 0");

    [Fact]
    public async Task The_console_refuses_each_with_its_place_and_exit_code_3_or_6_where_a_plugin_is_missing()
    {
        using var folder = new Support.TemporaryFolder();
        var file = folder.File("broken.yaml");
        foreach (var (change, text, place) in All.Concat(BrokenDesignTests.All))
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var (code, output, error) = await Session.Run(TestContext.Current.CancellationToken, "plan", file, "-q");

            var isMissing = change is "plugin: DiffMH.Plugins.Isng" or "plugin: DiffMH.Plugins.Ising@[7.0,8.0)";
            Assert.True(code == (isMissing ? ExitCode.PluginMissing : ExitCode.InvalidSweep), $"{change}: {code}");
            Assert.StartsWith($"{file}:{place}: ", error);
            Assert.Empty(output);
        }
    }

    [Fact]
    public void All_errors_of_a_file_are_reported_in_the_order_of_its_lines()
    {
        var text = SweepText.Ising
            .With("seed: 7", "seed: seven")
            .With("T: 3.0", "T: -3")
            .With("coupling: same-value", "coupling: next-spin")
            .With("draws: 20", "draws: 0")
            .With("count: 3", "count: 3, cuont: 4") + "design:\n  cross:\n    - chain.thin: [1, 0]\n    - estimator.scheme: [symmetric, none]\n";

        var places = SweepText.Load(text).Errors.Select(error => error.Split(": ")[0]);

        Assert.Equal(["f.yaml:4:7", "f.yaml:9:26", "f.yaml:11:11", "f.yaml:13:40", "f.yaml:16:25", "f.yaml:19:23", "f.yaml:20:37"], places);
    }

    [Fact]
    public void A_missing_plugin_is_told_apart_from_a_broken_file()
    {
        var missing = SweepText.Ising.With("DiffMH.Plugins.Ising", "Some.Other");

        Assert.True(SweepText.Load(missing).IsPluginAtFault);
        Assert.False(SweepText.Load(missing.With("seed: 7", "seed: seven")).IsPluginAtFault);
    }

    [Fact]
    public void No_broken_text_makes_the_reader_fail()
    {
        const string sharp = "[]{}:,#&*!|>'\"%@`\t\n-? \0";
        for (var i = 0; i < SweepText.Ising.Length; i++)
        {
            _ = SweepText.Load(SweepText.Ising[..i]);
            _ = SweepText.Load(SweepText.Ising.Remove(i, 1));
            _ = SweepText.Load(SweepText.Ising.Remove(i, 1).Insert(i, sharp[i % sharp.Length].ToString()));
            _ = SweepText.Load(SweepText.Ising.Insert(i, sharp[(7 * i) % sharp.Length].ToString()));
        }
    }

    [Fact]
    public void Too_many_points_are_refused()
    {
        const string axes = "design:\n  cross:\n    - model.parameters.h: { linspace: [0, 1, 1000] }\n      model.parameters.J: { linspace: [0, 1, 1000] }\n";

        Expect(SweepText.Ising + axes, "19:5", "1000 x 1000 points", "at most 100000");
    }

    private static string Change(string old, string replacement) => replacement.Length > 0 ? replacement : $"without {old.Trim()}";

    private static string WithAxis(string axis) => $"{SweepText.Ising}design:\n  cross:\n    - {axis}\n";

    private static void Expect(string text, string place, string found, string right)
    {
        var error = Assert.Single(SweepText.Load(text).Errors);
        Assert.StartsWith($"f.yaml:{place}: ", error);
        Assert.Contains(found, error);
        Assert.Contains(right, error);
    }
}
