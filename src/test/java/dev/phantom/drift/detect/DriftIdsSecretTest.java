package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.Differences;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ids and hashes say nothing of a secret without a key, and of what stands beside it what a person may see.
class DriftIdsSecretTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "signup");

    private static Drift named(String key, Secrets secrets, MapValue live, String path) {
        var at = PropertyPath.parse(path);
        Value value = live;
        for (var segment : at.segments()) {
            value = value instanceof Value.ListValue list
                    ? list.items().get(Integer.parseInt(segment))
                    : ((MapValue) value).entries().get(segment);
        }
        var added = new Change.Add(at, value, Circumstances.undeclared());
        return named(key, secrets, added, MapValue.EMPTY, live);
    }

    private static Drift named(String key, Secrets secrets, Change change, MapValue expected, MapValue live) {
        var drift = Drift.unnamed("Api", "api", "AWS::X::Y", Drift.Status.MODIFIED, List.of(change), expected, live);
        return new DriftIds(STACK, Mask.of(key), secrets).named(drift);
    }

    /// Places of secrets in a live model: `$` stands for the secret, after the bar the path of what differs.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'DB_PASSWORD':'$'}|/DB_PASSWORD",
                "{'Env':[{'Name':'MODE','Value':'a'},{'Name':'API_TOKEN','Value':'$'}]}|/Env/1",
                "{'Env':{'MODE':'a','API_TOKEN':'$'}}|/Env",
                "{'Url':'postgres://app:$@db/orders'}|/Url",
                "{'Command':['serve','--password','$']}|/Command/2",
                "{'Text':'AKIA$EXAMPLE'}|/Text",
                "{'Text':'password: $'}|/Text",
                "{'Members':[{'ApiKey':'$','Mode':'a'},{'ApiKey':'another','Mode':'b'}]}|/Members/0/Mode",
                "{'Map':{'AKIA$EXAMPLE':'x'}}|/Map/AKIA$EXAMPLE"
            })
    void noHashDependsOnASecretWithoutAKey(String place) {
        var one = of("", place, "IOSFODNN7");
        var other = of("", place, "QPSTODNN8");
        assertThat(other.driftId()).isEqualTo(one.driftId());
        assertThat(other.contentHash()).isEqualTo(one.contentHash());
        assertThat(of("key", place, "IOSFODNN7")).isEqualTo(of("key", place, "IOSFODNN7"));
        assertThat(of("key", place, "QPSTODNN8").driftId()).isEqualTo(one.driftId());
    }

    @Test
    void withAKeyAnotherSecretIsAnotherContent() {
        for (var place : List.of("{'DB_PASSWORD':'$'}|/DB_PASSWORD", "{'Env':{'MODE':'a','API_TOKEN':'$'}}|/Env")) {
            assertThat(of("key", place, "IOSFODNN7").contentHash())
                    .isNotEqualTo(of("key", place, "QPSTODNN8").contentHash())
                    .isNotEqualTo(of("other", place, "IOSFODNN7").contentHash())
                    .isNotEqualTo(of("", place, "IOSFODNN7").contentHash());
        }
    }

    private static Drift of(String key, String place, String secret) {
        var parts = place.replace("$", secret).split("\\|", -1);
        return named(key, Secrets.NONE, Differences.map(parts[0]), parts[1]);
    }

    /// What gives itself away on one resource is a secret in the texts of all.
    @Test
    void aSecretLearntElsewhereIsNoneTheLess() {
        var hashes = List.of("Tr0ub4dor", "Tr0ub4dor-2").stream()
                .map(secret -> named(
                                "",
                                new SecretCollector()
                                        .model(Differences.map("{'DB_PASSWORD':'" + secret + "'}"))
                                        .secrets(),
                                Differences.map("{'Description':'once " + secret + " now none'}"),
                                "/Description")
                        .contentHash())
                .toList();
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    /// In a document what stands beside a secret is seen, and counts; the secret itself goes by the name beside it.
    @Test
    void whatStandsBesideASecretCounts() {
        assertThat(document("letmein", "app")).isEqualTo(document("iloveyou", "app"));
        assertThat(document("letmein", "app")).isNotEqualTo(document("letmein", "root"));
    }

    private static String document(String secret, String user) {
        var text = "[{\"name\":\"API_TOKEN\",\"value\":\"%s\"},{\"name\":\"USER\",\"value\":\"%s\"}]";
        var expected = Value.string(text.formatted("x", "app-0"));
        var actual = Value.string(text.formatted(secret, user));
        var inner = List.of(inner(0, "x", secret), inner(1, "app-0", user));
        var at = PropertyPath.of("Settings");
        var change = new Change.NotEqual(at, at, expected, actual, inner, Circumstances.undeclared());
        var drift = named(
                "",
                Secrets.NONE,
                change,
                new MapValue(java.util.Map.of("Settings", expected)),
                new MapValue(java.util.Map.of("Settings", actual)));
        assertThat(drift.shown(Secrets.NONE).toString()).doesNotContain(secret).contains(user);
        return drift.contentHash();
    }

    private static Change inner(int place, String expected, String actual) {
        var at = PropertyPath.of(Integer.toString(place), "value");
        return new Change.NotEqual(
                at, at, Value.string(expected), Value.string(actual), List.of(), Circumstances.undeclared());
    }
}
