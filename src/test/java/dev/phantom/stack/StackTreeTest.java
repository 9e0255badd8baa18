package dev.phantom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackTreeTest {

    private static final StackId ROOT = new StackId("111122223333", "us-east-1", "root");

    @Test
    void aNestedStackThatMayNotBeReadIsLostAndHidesNoOther() {
        var tree = StackTree.read(
                id -> switch (id.name()) {
                    case "root" -> stack(id, "denied", "there");
                    case "denied" -> throw new PhantomException(Code.AWS_CREDENTIALS, "not authorized");
                    case "there" -> stack(id);
                    default -> throw new AssertionError(id);
                },
                ROOT);
        assertThat(tree.nested().keySet()).containsExactly("there");
        assertThat(tree.lost().keySet()).containsExactly("denied");
        assertThat(tree.gaps()).singleElement().asString().contains("denied").contains("not authorized");

        var live = tree.markingLost(new LiveState(
                ROOT, "", LiveState.Source.CLOUD_CONTROL, null, List.of(read("denied"), read("there")), List.of()));
        assertThat(live.resources()).extracting(LiveResource::status).containsExactly(Status.DENIED, Status.READ);
    }

    @Test
    void aCircleEnds() {
        var tree = StackTree.read(id -> stack(id, "self"), ROOT);
        var levels = 0;
        while (tree.nested().containsKey("self")) {
            tree = tree.nested().get("self");
            levels++;
        }
        assertThat(levels).isEqualTo(StackTree.DEEPEST);
        assertThat(tree.lost()).containsKey("self");
    }

    private static DeployedState stack(StackId id, String... nested) {
        var resources = new LinkedHashMap<String, StackResource>();
        for (var name : nested) {
            resources.put(name, new StackResource(name, arn(name), StackResource.NESTED, "CREATE_COMPLETE"));
        }
        return new DeployedState(
                id,
                arn(id.name()),
                "CREATE_COMPLETE",
                new CloudFormation().read("t.json", "{\"Resources\": {}}"),
                null,
                List.of(),
                Map.of(),
                resources,
                Map.of(),
                null);
    }

    private static LiveResource read(String name) {
        return new LiveResource(
                name,
                arn(name),
                StackResource.NESTED,
                Map.of(),
                Value.MapValue.EMPTY,
                Provenance.CLOUD_CONTROL,
                Status.READ,
                "");
    }

    private static String arn(String name) {
        return "arn:aws:cloudformation:us-east-1:111122223333:stack/" + name + "/1";
    }
}
