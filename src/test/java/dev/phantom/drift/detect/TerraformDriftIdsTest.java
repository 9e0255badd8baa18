package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.attribute.DriftCutter;
import dev.phantom.iac.Origin;
import dev.phantom.secret.SecretCollector;
import dev.phantom.severity.Differences;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of drift of blocks: they stay when blocks before them go, and no two drifts share one.
class TerraformDriftIdsTest {

    private static final DriftIds IDS = new DriftIds(
            new StackId("111122223333", "us-east-1", "shop"), Mask.of(""), new SecretCollector().secrets());

    private static Change change(String path, MapValue expected, String event) {
        var at = PropertyPath.parse(path);
        var here = Circumstances.declared(Origin.ABSENT)
                .occurred(new Occurred(
                        Instant.EPOCH, null, Occurred.Precision.EXACT, "ana", Write.Via.CONSOLE, event, ""));
        return new Change.NotEqual(
                at, at, new PropertyView(expected).at(at).orElseThrow(), Value.string("new"), List.of(), here);
    }

    private static Drift drift(String model, String... paths) {
        var expected = Differences.map(model);
        var changes =
                Arrays.stream(paths).map(path -> change(path, expected, path)).toList();
        return IDS.named(Drift.unnamed(
                "aws_instance.web", "i-1", "aws_instance", Drift.Status.MODIFIED, changes, expected, expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'setting':[{'name':'a','value':'1'},{'name':'b','value':'2'}]} | /setting/1/value"
                        + " | {'setting':[{'name':'b','value':'2'}]} | /setting/0/value",
                "{'disk':[{'device_name':'/dev/a','size':'1'},{'device_name':'/dev/b','size':'2'}]} | /disk/1/size"
                        + " | {'disk':[{'device_name':'/dev/b','size':'2'}]} | /disk/0/size",
                "{'ingress':[{'from_port':'1','description':'x'},{'from_port':'2','description':'y'}]}"
                        + " | /ingress/1/description"
                        + " | {'ingress':[{'from_port':'2','description':'y'}]} | /ingress/0/description",
                "{'zones':['a','b']} | /zones/1 | {'zones':['b']} | /zones/0"
            })
    void theIdStaysWhenAnElementBeforeItGoes(String before, String then, String after, String now) {
        assertThat(drift(after, now).driftId()).isEqualTo(drift(before, then).driftId());
    }

    @Test
    void blocksWithANameAreToldApart() {
        var model = "{'setting':[{'name':'a','value':'1'},{'name':'b','value':'2'}]}";
        assertThat(drift(model, "/setting/0/value").driftId())
                .isNotEqualTo(drift(model, "/setting/1/value").driftId());
    }

    /// A name that itself differs names nothing, and an empty one neither.
    @Test
    void theIdKnowsNoValueThatDiffers() {
        assertThat(drift("{'template':[{'name':'a','version':'1'}]}", "/template/0/name")
                        .driftId())
                .isEqualTo(drift("{'template':[{'name':'b','version':'1'}]}", "/template/0/name")
                        .driftId());
        assertThat(drift("{'rule':[{'id':'','size':'1'}]}", "/rule/0/size").driftId())
                .isEqualTo(drift("{'rule':[{'size':'1'}]}", "/rule/0/size").driftId());
    }

    /// What nothing tells apart is one decision, whoever wrote which part of it.
    @Test
    void noTwoDriftsShareAnId() {
        var rules =
                "{'ingress':[{'from_port':'1','description':'x'},{'from_port':'2','description':'y'}],'tags':{'A':'1'}}";
        var cutter = new DriftCutter(IDS, all -> List.of());
        var pieces = cutter.cut(drift(rules, "/ingress/0/description", "/ingress/1/description", "/tags/A"));
        assertThat(pieces).hasSize(2);
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
        var named = "{'setting':[{'name':'a','value':'1'},{'name':'b','value':'2'}]}";
        var apart = cutter.cut(drift(named, "/setting/0/value", "/setting/1/value"));
        assertThat(apart).as("two blocks, two writes, two decisions").hasSize(2);
        assertThat(apart).extracting(Drift::driftId).doesNotHaveDuplicates();
    }
}
