package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Origin;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whoever manages a resource puts it back: for one of a root module that is Terraform, and never the console.
class FirstAidTest {

    private static final String ELEMENT = "module.line[\"books\"].aws_security_group.web";

    @Test
    void aResourceOfARootModuleIsAppliedAlone() {
        assertThat(line(ELEMENT, module("default")))
                .isEqualTo("terraform -chdir=live/print apply -var-file=prod.tfvars -var-file='two words.tfvars'"
                        + " -target='" + ELEMENT + "'");
        assertThat(line("aws_security_group.web", module("blue")))
                .startsWith("TF_WORKSPACE=blue terraform -chdir=live/print apply ")
                .endsWith(" -target=aws_security_group.web");
    }

    @Test
    void whereAPartOfTheAddressIsNotShownThereIsNoLine() {
        assertThat(line("aws_security_group.web[\"(secret 1a2b3c4d)\"]", module("default")))
                .isEmpty();
    }

    @Test
    void aResourceOfAStackIsPutBackThroughCloudControl() {
        assertThat(FirstAid.line(drift("Web", "AWS::EC2::SecurityGroup"), Known.TYPES, stack(null)))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("aws cloudcontrol update-resource --region us-east-1 ")
                        .contains("--identifier sg-1"));
    }

    private static String line(String address, Stack.Planned planned) {
        return FirstAid.line(drift(address, "aws_security_group"), Known.TYPES, stack(planned))
                .orElse("");
    }

    private static Stack.Planned module(String workspace) {
        return new Stack.Planned(
                new RootModule("live/print", workspace, List.of("prod.tfvars", "two words.tfvars")), "plan.json");
    }

    private static Stack stack(Stack.@Nullable Planned planned) {
        var id = new StackId("111122223333", "us-east-1", "print");
        return new Stack(id, "", "live/print", List.of(), "", "", Stack.Mode.READY, planned);
    }

    private static Drift drift(String logicalId, String type) {
        var open = new Change.Add(
                PropertyPath.parse("/GroupDescription"),
                Value.string("open"),
                Circumstances.declared(Origin.ABSENT));
        var live = new MapValue(Map.of("Id", Value.string("sg-1")));
        return new Drift(
                "d", "c", logicalId, "sg-1", type, Drift.Status.MODIFIED, List.of(open), MapValue.EMPTY, live);
    }
}
