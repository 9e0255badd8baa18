package dev.phantom.drift.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.detect.World;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Mask;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is one decision and what is two.
class DriftCutterTest {

    private static List<Drift> cut(String expected, String actual, Change finding, Change... others) {
        var drift = Drift.unnamed(
                "Door",
                "vpce-1",
                "AWS::EC2::VPCEndpoint",
                Drift.Status.MODIFIED,
                Stream.concat(Stream.of(finding), Stream.of(others)).toList(),
                Compare.map(expected),
                Compare.map(actual));
        var ids = new DriftIds(World.ID, Mask.of("key"), Secrets.NONE);
        return new DriftCutter(ids, d -> List.of(finding)).cut(drift);
    }

    private static Change went(String path, String value) {
        return new Change.Remove(PropertyPath.parse(path), Compare.map(value), Circumstances.undeclared());
    }

    private static Change came(String path, String value) {
        return new Change.Add(PropertyPath.parse(path), Compare.map(value), Circumstances.undeclared());
    }

    /// What went and what came in its stead is one decision wherever each stood, also where only the one carries a
    /// finding: apart, both would have the same id.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Effect':'Allow','Action':'*'} | {'Effect':'Allow','Action':'s3:GetObject'} | 0",
                "{'Effect':'Allow','Action':'*'} | {'Effect':'Allow','Action':'s3:GetObject'} | 1",
                "{'Sid':'one','Action':'*'} | {'Sid':'one','Action':'s3:GetObject'} | 1",
                "{'Key':'one','Value':'a'} | {'Key':'one','Value':'b'} | 1",
                "{'Id':'one','Value':'a'} | {'Id':'one','Value':'b'} | 1",
                "{'Name':'one','Value':'a'} | {'Name':'one','Value':'b'} | 1",
                "{'Arn':'one','Value':'a'} | {'Arn':'one','Value':'b'} | 1",
                "{'DestinationCidr':'one','Value':'a'} | {'DestinationCidr':'one','Value':'b'} | 1"
            })
    void whatCameInTheSteadOfSomethingIsNotCutFromIt(String before, String after, int place) {
        var beside = before.replace("one", "two");
        var went = went("/Elements/0", before);
        var came = came("/Elements/" + place, after);
        var other = came("/Other", "{'x':'y'}");
        var pieces = cut(
                "{'Elements':[%s]}".formatted(before),
                "{'Elements':[%s], 'Other':{'x':'y'}}".formatted(place == 0 ? after : beside + "," + after),
                came,
                went,
                other);
        assertThat(pieces).extracting(Drift::changes).containsExactly(List.of(came, went), List.of(other));
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
    }

    /// Elements that something tells apart are decisions of their own.
    @Test
    void anotherElementIsAnotherDecision() {
        var one = came("/Elements/0", "{'Name':'one'}");
        var two = came("/Elements/1", "{'Name':'two'}");
        var pieces = cut("{}", "{'Elements':[{'Name':'one'}, {'Name':'two'}]}", one, two);
        assertThat(pieces).extracting(Drift::changes).containsExactly(List.of(one), List.of(two));
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
    }
}
