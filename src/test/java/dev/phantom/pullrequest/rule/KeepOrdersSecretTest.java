package dev.phantom.pullrequest.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A rule stands in the repository for good, and so would a secret that names an element.
class KeepOrdersSecretTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Command: [run, --password, Tr0ub4dor-3]}                       | /Command/2 | /Command/2
            {Command: [run, quietly]}                                       | /Command/1 | /Command/=quietly
            {Env: [{Name: A_TOKEN, Value: Tr0ub4dor-3}, {Name: A_TOKEN, Value: x}]} | /Env/0 | /Env/0
            {Env: [{Name: A_TOKEN, Value: Tr0ub4dor-3}]}                    | /Env/0/Value | /Env/Name=A_TOKEN/Value
            {Hooks: ['https://me:Tr0ub4dor-3@example.com/x']}               | /Hooks/0 | /Hooks/0
            """, quoteCharacter = '`')
    void aSecretNamesNoElement(String actual, String path, String named) {
        var live = (MapValue) DocumentReader.yaml("p.yaml", actual);
        var place = PropertyPath.parse(path);
        Change added = new Change.Add(place, Value.string("x"), Circumstances.declared(Origin.ABSENT));
        var drift = new Drift("d", "c", "Web", "p", "T", Drift.Status.MODIFIED, List.of(added), MapValue.EMPTY, live);
        assertThat(KeepOrders.named(drift, added)).hasToString(named);
    }
}
