package dev.phantom.drift.plan;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Plans for tests: recorded ones, and small ones of one resource.
public final class Plans {

    private static final Path RECORDED = Path.of("src/test/resources/terraform/plans");

    /// Of a world without Terraform.
    public static final PlanSource NONE = (stack, progress) -> {
        throw new IllegalStateException("nobody asks for a plan");
    };

    private Plans() {}

    /// Of real Terraform 1.11.4 with the AWS provider 5.100.0, against an AWS that nobody here wrote.
    public static TerraformPlan recorded(String name) {
        try {
            return read(Files.readString(RECORDED.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TerraformPlan read(String json) {
        return PlanReader.read(
                "plan.json",
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                Known.EVERYWHERE.providers());
    }

    /// A refresh-only plan of one resource `one` of this type, in JSON with single quotes.
    static TerraformPlan of(String type, String before, String after, String expressions) {
        return read(json(type, before, after, expressions, ""));
    }

    /// A plain plan, which wants this of the resource.
    static TerraformPlan of(String type, String before, String after, String expressions, String wanted) {
        return read(json(
                type,
                before,
                after,
                expressions,
                "'resource_changes': [" + change(type, "update", after, wanted) + "],"));
    }

    private static String json(String type, String before, String after, String expressions, String more) {
        return """
                {'format_version': '1.2', 'terraform_version': '1.11.4', 'planned_values': {}, 'resource_drift': [%s], %s
                 'prior_state': {'values': {'root_module': {'resources': [
                   {'address': '%s.one', 'mode': 'managed', 'type': '%s', 'name': 'one', 'values': %s}]}}},
                 'configuration': {'root_module': {'resources': [
                   {'address': '%s.one', 'mode': 'managed', 'type': '%s', 'name': 'one', 'expressions': %s}]}}}
                """.formatted(change(type, "update", before, after), more, type, type, after, type, type, expressions)
                .replace('\'', '"');
    }

    private static String change(String type, String action, String before, String after) {
        return """
                {'address': '%s.one', 'mode': 'managed', 'type': '%s', 'name': 'one',
                 'provider_name': 'registry.terraform.io/hashicorp/aws',
                 'change': {'actions': ['%s'], 'before': %s, 'after': %s}}""".formatted(type, type, action, before, after);
    }

    /// What is drift of the plan's one resource, and what is none.
    static AttributeDrift drift(TerraformPlan plan) {
        return new PlannedDrift(plan, Known.EVERYWHERE.providers(), new Arns("", ""), Known.FACTS)
                .of(plan.drift().getFirst(), PlanDefinition.of(plan).declare(EvaluationContext.NONE));
    }

    /// `NOT_EQUAL /size declared`
    static List<String> changes(AttributeDrift drift) {
        return drift.changes().stream()
                .map(c -> c.kind() + " " + c.path() + " "
                        + c.circumstances().tier().name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    public static States states(TerraformPlan plan) {
        var id = PlanStates.identity(plan, new dev.phantom.stack.StackId("", "", "shop"));
        return new States(
                id,
                PlanStates.safe(plan),
                PlanStates.deployed(plan, id),
                PlanStates.live(plan, id),
                Baseline.none(id),
                plan);
    }

    public static Detection detect(TerraformPlan plan, IgnoreRules rules) {
        return new DriftDetector(Known.EVERYWHERE, Mask.of("key"), rules, World.TODAY).detect(states(plan));
    }
}
