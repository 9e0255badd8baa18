package dev.phantom.docs;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.terraform.TerraformAttributes;
import dev.phantom.drift.terraform.TerraformType;
import dev.phantom.severity.TerraformTwin;
import java.util.ArrayList;
import java.util.List;

/// `docs/terraform-types.md`: which Terraform types are which AWS types, and how much of each is mapped.
final class TerraformTypesPage {

    private static final String HEAD = """
            # Terraform types

            A Terraform drift is judged by what Phantom knows of AWS's types: severity, cost, metrics, candidates and protections. This page says which \
            Terraform type is which AWS type, and of how many of the attributes that a configuration may set it is known which property they are \
            (`src/main/resources/dev/phantom/drift/knowledge/terraform-types.txt`, made by `tools/terraform/build.sh` from the schemas of both sides).

            A type that is not listed, and an attribute that is not mapped, is reported all the same: without a severity floor and without a price, and the \
            report says so. "Own" are attributes that are nothing in AWS: what Terraform or its provider does (`skip_final_snapshot`, `timeouts`).

            """;

    private TerraformTypesPage() {}

    static String text() {
        var terraform = Known.HERE.terraform();
        var rows = new ArrayList<String>();
        int mapped = 0;
        int settable = 0;
        for (var name : terraform.names().stream().sorted().toList()) {
            List<TerraformType> meanings = terraform.meanings().stream()
                    .filter(type -> type.name().equals(name))
                    .toList();
            var share = TerraformAttributes.share(meanings);
            mapped += share.mapped();
            settable += share.settable();
            rows.add("| `%s` | `%s`%s | %d of %d | %s | %d |"
                    .formatted(
                            name,
                            meanings.getFirst().awsType(),
                            meanings.getFirst().part() == null ? "" : ", a part",
                            share.mapped(),
                            share.settable(),
                            percent(share.mapped(), share.settable()),
                            share.own()));
        }
        return HEAD
                + "%d types; %d of %d attributes are mapped, %s. %d drifts are told twice in the tests, in CloudFormation and in"
                        .formatted(
                                rows.size(),
                                mapped,
                                settable,
                                percent(mapped, settable),
                                TerraformTwin.all().size())
                + " Terraform: both weigh and cost the same.\n\n"
                + "| Terraform | AWS | mapped | share | own |\n|---|---|---|---|---|\n"
                + String.join("\n", rows)
                + "\n";
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
    }
}
