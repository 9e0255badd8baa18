package dev.phantom.analysis.prompt;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.derive.Consequences;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A fact tells no more than the exhibits that it was worked out from: what is not sent is not told in other words.
class FactsDisclosureTest {

    private static CaseFile file() {
        var file = Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass': 'db.r5.large'}",
                        "{'DBInstanceClass': 'db.r5.4xlarge'}")
                .rolledBack()
                .write()
                .load(stats(20, 38, 61), stats(10, 12, 14), stats(2, 4, 5))
                .build();
        var facts = Consequences.of(
                Subject.alone(file.stack(), file.drift(), Known.HERE), file.window(), file.evidence(), List.of());
        return new CaseFile(
                file.stack(),
                file.drift(),
                file.coverage(),
                file.assessment(),
                file.cost(),
                file.window(),
                file.evidence(),
                new Background(List.of(), List.of(), List.of(), List.of(), facts),
                file.candidates());
    }

    private static List<String> topics(Set<EvidenceClass> send) {
        return new Disclosure(send)
                .shown(file()).background().facts().stream()
                        .map(DerivedFact::topic)
                        .distinct()
                        .toList();
    }

    @Test
    void whatIsNotSentIsNotToldAsAFact() {
        var all = EnumSet.allOf(EvidenceClass.class);
        assertThat(topics(all)).containsExactly("headroom", "timeline");
        all.remove(EvidenceClass.METRICS);
        assertThat(topics(all)).containsExactly("timeline");
        var nothing = new Disclosure(Set.of()).shown(file()).background().facts();
        assertThat(nothing)
                .as("the write is AWS's own record, and always sent")
                .singleElement()
                .satisfies(fact -> assertThat(fact.text()).startsWith("The change was made at"));
    }

    @Test
    void factsAreReadBackAsTheyWereWritten() throws java.io.IOException {
        var file = file();
        var text = CaseFileJson.write(file);
        assertThat(CaseFileJson.read(text).background()).isEqualTo(file.background());
        assertThat(CaseFileJson.write(CaseFileJson.read(text))).isEqualTo(text);
    }
}
