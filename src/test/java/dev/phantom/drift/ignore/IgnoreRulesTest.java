package dev.phantom.drift.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A rule stays with the element that it names, wherever that stands.
class IgnoreRulesTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "payments");
    private static final String RULE = "{IpProtocol: tcp, FromPort: 22, CidrIp: 10.0.0.0/8}";
    private static final String OTHER = "{IpProtocol: tcp, FromPort: 22, CidrIp: 0.0.0.0/0}";

    private static Value rules(String... items) {
        return DocumentReader.yaml("p.yaml", "{In: [%s]}".formatted(String.join(", ", items)));
    }

    private static boolean covers(PropertyPath rule, String path, Value side) {
        var one = new IgnoreRule("payments", "Web", "", rule, "", "", "why", null);
        return new IgnoreRules(List.of(one))
                .covering(ID, "Web", "T", PropertyPath.parse(path), side, LocalDate.of(2026, 1, 1))
                .isPresent();
    }

    @Test
    void anUnrelatedInsertionDoesNotShiftIt() {
        var rule = ElementKeys.named(PropertyPath.parse("/In/0"), rules(RULE));
        assertThat(rule.segments()).containsExactly("In", "CidrIp=10.0.0.0/8,FromPort=22,IpProtocol=tcp");
        assertThat(PropertyPath.parse(rule.toString())).isEqualTo(rule);
        assertThat(covers(rule, "/In/1", rules(OTHER, RULE))).isTrue();
        assertThat(covers(rule, "/In/0", rules(OTHER, RULE))).isFalse();
        assertThat(covers(rule, "/In/0", rules(RULE.replace("22", "23")))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /In/Name=b/Size | /In/1/Size | true
            /In/Name=b      | /In/1/Size | true
            /In/Name=b/Size | /In/0/Size | false
            /In/*/Size      | /In/0/Size | true
            /In/0/Size      | /In/1/Size | false
            """)
    void itNamesElementsByKeyIndexOrAll(String rule, String path, boolean covers) {
        var side = rules("{Name: a, Size: 1}", "{Name: b, Size: 2}");
        assertThat(covers(PropertyPath.parse(rule), path, side)).isEqualTo(covers);
    }

    @Test
    void twoThatAreTheSameKeepTheirIndex() {
        assertThat(ElementKeys.named(PropertyPath.parse("/In/1"), rules(RULE, RULE)))
                .isEqualTo(PropertyPath.parse("/In/1"));
        assertThat(ElementKeys.named(PropertyPath.parse("/In/1"), rules("sg-1", "sg-2"))
                        .last())
                .isEqualTo("=sg-2");
    }

    /// `SourceSecurityGroupId=sg-1` would hold for whatever that group is let in to later.
    @Test
    void aRuleForOneOpeningHoldsForNoWiderOneOfTheSameSource() {
        var kept = "{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: sg-1}";
        var rule = ElementKeys.named(PropertyPath.parse("/In/0"), rules(kept));
        assertThat(covers(rule, "/In/0", rules(kept))).isTrue();
        assertThat(covers(rule, "/In/0", rules(kept.replace("FromPort: 443", "FromPort: 0"))))
                .isFalse();
    }

    @Test
    void noValuePassesForFurtherProperties() {
        var rule = ElementKeys.named(PropertyPath.parse("/In/0"), rules("{A: a, From: 22}"));
        assertThat(covers(rule, "/In/0", rules("{A: 'a,From=22'}"))).isFalse();
    }
}
