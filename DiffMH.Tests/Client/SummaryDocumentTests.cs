using System.Text.Json.Nodes;
using DiffMH.Client.Results.Document;

namespace DiffMH.Tests.Client;

public sealed class SummaryDocumentTests
{
    private const string Golden =
        """
        {
          "sweep": { "id": "0123456789abcdef", "name": "sample", "state": "failed", "seed": 20230613, "wall_seconds": 12.3, "digest": "sha256:00ff" },
          "points": [
            { "point": 0, "settings": { "model.parameters.L": 8, "coupling": "same-value" }, "state": "completed", "replicates": 8,
              "parameters": { "T": { "value": 2.33124, "mcse": 0.0042 } },
              "moments": { "energy": { "value": -90.1, "mcse": 0.30000000000000004 }, "energy^2": { "value": 8200, "mcse": 31 } },
              "objective": { "name": "specific_heat", "value": 76.1, "mcse": 0.4, "sd": 1.6 },
              "gradient": { "T": { "value": -0.3, "mcse": 0.5, "sd": 2 } },
              "diagnostics": { "acceptance": 0.31, "recoupling_mean": 5.25, "unrecoupled_fraction": 0.004,
                "ess": { "energy": 1200.5, "energy^2": 300 }, "r_hat_split": { "energy": 1.002, "energy^2": 1.02 } }, "iterations": 600, "stopped_by": "iterations" },
            { "point": 1, "settings": { "model.parameters.L": 12, "coupling": "same-value" }, "state": "completed", "replicates": 1,
              "parameters": { "h": { "value": 0.5, "mcse": null } },
              "moments": { "energy": { "value": -200, "mcse": null }, "energy^2": { "value": 40100, "mcse": null } },
              "objective": { "name": "specific_heat", "value": 100, "mcse": null, "sd": null },
              "gradient": { "h": { "value": 1, "mcse": null, "sd": null } },
              "diagnostics": { "acceptance": 0.2, "recoupling_mean": null, "unrecoupled_fraction": null,
                "ess": { "energy": null }, "r_hat_split": { "energy": null } }, "iterations": 4, "stopped_by": "wall_time" },
            { "point": 2, "settings": { "model.parameters.L": 12, "coupling": "independent" }, "state": "failed", "replicates": 0,
              "parameters": {}, "moments": {}, "objective": null, "gradient": {},
              "failure": { "kind": "System.ArithmeticException", "message": "log density is NaN at label 3", "stack": "at Somewhere()" }, "iterations": 17 }
          ]
        }
        """;

    [Fact]
    public void The_document_is_the_golden_one_key_by_key_in_order() =>
        Assert.Equal(JsonNode.Parse(Golden)!.ToJsonString(), JsonNode.Parse(SummaryJson.Write(Samples.Summary))!.ToJsonString());

    [Fact]
    public void Reading_and_writing_again_changes_nothing()
    {
        var text = SummaryJson.Write(Samples.Summary);
        Assert.Equal(text, SummaryJson.Write(SummaryJson.Read<SummaryDocument>(text)));
    }
}
