package dev.phantom.analysis.prompt;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an answer has to hold to be believed: each law with an answer that keeps it and one that is a step beside it.
class ValidatorLawsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = """
            {"observations":[{"exhibit":"E-03","quote":"payments-api rolled back","meaning":"m"},
                             {"exhibit":"E-04","quote":"CPU of payments-db","meaning":"m"}],
             "counter_evidence":[],"ended_by":"a-rollback","need":"gone","rival_explanation":"","owner_quote":"",
             "reasoning":"The rollback at 03:58Z ended it (E-03); 12.3 % since (E-04).","recommendation":"revert",
             "refactor_choice":[],"severity":"medium","severity_raised_by":[],"confidence":"high"}""";

    private static CaseFile database() {
        return Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                        "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                .rolledBack()
                .load(stats(60, 82, 95), null, stats(10, 12.345, 18))
                .build();
    }

    private static Cases door() {
        return Cases.of(
                        "AWS::EC2::SecurityGroup",
                        "{'GroupDescription':'x','SecurityGroupIngress':[]}",
                        "{'GroupDescription':'x','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':22,'ToPort':22,"
                                + "'CidrIp':'0.0.0.0/0'}]}")
                .with(new Signal.Access(
                        Cases.CHANGED,
                        Cases.CHANGED,
                        40,
                        Signal.Access.Trail.FLOW,
                        "198.51.100.7",
                        "port 22",
                        false,
                        0,
                        "198.51.100.7 used port 22, 40 times",
                        ""))
                .notice("2026-11-21T03:30:00Z", "OPS-7: platform team keeps SSH open for the vendor");
    }

    private static List<String> wrong(CaseFile file, String text) {
        try {
            return new VerdictValidator(new ExhibitTexts(Privacy.MASKED)).violations(VerdictReader.read(text), file);
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static String but(String text, Consumer<ObjectNode> otherwise) {
        try {
            var answer = (ObjectNode) JSON.readTree(text);
            otherwise.accept(answer);
            return answer.toString();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> reasoned(String reasoning) {
        return wrong(database(), but(GOOD, a -> a.put("reasoning", reasoning)));
    }

    @Test
    void aFenceAroundAllOfItIsNoFault() {
        assertThat(wrong(database(), GOOD)).isEmpty();
        assertThat(wrong(database(), "```json\n" + GOOD + "\n```")).isEmpty();
        assertThat(wrong(database(), "```\n" + GOOD + "\n```\n")).isEmpty();
        assertThat(wrong(database(), "What an excellent question!\n```json\n" + GOOD + "\n```"))
                .singleElement()
                .asString()
                .contains("not one JSON document and nothing else");
        assertThat(wrong(database(), "```json\n" + GOOD + "\n```\n```json\n" + GOOD + "\n```"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CPU of payments-db | true",
                "percent | true",
                "0.99 | true",
                "CPU | false",
                "CPU of paym | false",
                "CPU of payme | true",
                "CPU of everything | false"
            })
    void aQuoteIsLongEnoughOrAWholeField(String quote, boolean fits) {
        var answer = but(GOOD, a -> ((ObjectNode) a.at("/observations/1")).put("quote", quote));
        assertThat(wrong(database(), answer).isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.3 % of the CPU (E-04) | ",
                "12 % of the CPU | ",
                "99 % of the points exist | ",
                "at 03:58 it was over, on db.r5.large, version 5.7.44, see C-1 and E-02 | ",
                "12.4 % of the CPU | 12.4",
                "about 73 % of the CPU | 73",
                "at 03:59 it was over | 03:59",
                "it costs 777 USD | 777",
                "4,711 requests | 4,711"
            })
    void aFigureIsTheCasesOwn(String reasoning, String unknown) {
        var wrong = reasoned(reasoning + " (E-03).");
        if (unknown == null) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong).containsExactly("the figure " + unknown + " is not in the case");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a-rollback | ",
                "unknown | ",
                "load-went-down | ",
                "something-else | ",
                "the-change | ",
                "not-over | recovered",
                "no-trouble | has alerts",
                "a-deployment | a deployment"
            })
    void theCauseAgreesWithTheOrderOfEvents(String ended, String said) {
        var wrong = wrong(database(), but(GOOD, a -> a.put("ended_by", ended)));
        if (said == null) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong).singleElement().asString().contains(said);
        }
    }

    @Test
    void whatIsNotOverWasNotEnded() {
        var lasting = Cases.of("AWS::SQS::Queue", "{'A':1}", "{'A':2}")
                .with(Cases.alert("2026-11-21T02:52:00Z", null))
                .with(Cases.event("2026-11-21T03:58:00Z", Signal.Event.Kind.ROLLBACK, "payments-api rolled back"))
                .build();
        var answer = but(GOOD, a -> {
            a.put("reasoning", "It goes on (E-01).");
            a.putArray("observations")
                    .addObject()
                    .put("exhibit", "E-01")
                    .put("quote", "checkout p95 above")
                    .put("meaning", "m");
        });
        assertThat(wrong(lasting, answer)).singleElement().asString().contains("not over");
        assertThat(wrong(lasting, but(answer, a -> a.put("ended_by", "not-over"))))
                .isEmpty();
    }

    @Test
    void severityRisesForWhatWasSeen() {
        var high = but(GOOD, a -> a.put("severity", "high"));
        assertThat(wrong(database(), high)).singleElement().asString().contains("severity_raised_by names no exhibit");
        assertThat(wrong(
                        database(),
                        but(high, a -> a.putArray("severity_raised_by").add("E-04"))))
                .isEmpty();
        assertThat(wrong(
                        database(),
                        but(high, a -> a.putArray("severity_raised_by").add("E-02"))))
                .singleElement()
                .asString()
                .contains("no observation quotes");
    }

    @Test
    void whatWeakensStaysOnlyWithUseAndAnOwner() {
        var keep = but(GOOD, a -> {
            a.put("recommendation", "legitimize").put("ended_by", "no-trouble").put("severity", "critical");
            a.put("reasoning", "It is used, and its owner wants it (E-01).");
            a.put("owner_quote", "platform team keeps SSH open");
            a.putArray("severity_raised_by").add("E-01");
            a.putArray("observations")
                    .addObject()
                    .put("exhibit", "E-01")
                    .put("quote", "used port 22, 40")
                    .put("meaning", "m");
        });
        var file = door().build();
        assertThat(file.assessment().findings()).anyMatch(f -> f.security());
        assertThat(wrong(file, keep)).isEmpty();
        assertThat(wrong(file, but(keep, a -> a.put("owner_quote", ""))))
                .singleElement()
                .asString()
                .contains("owner_quote");
        assertThat(wrong(file, but(keep, a -> a.put("owner_quote", "the CTO approved it"))))
                .anyMatch(w -> w.contains("does not occur"));
        var logged = door().with(new Signal.Log(
                        Instant.parse("2026-11-21T03:40:00Z"),
                        "s",
                        "info",
                        1,
                        null,
                        "SSH is used and wanted",
                        "log line: SSH is used",
                        ""))
                .build();
        var onLog = but(keep, a -> {
            a.putArray("severity_raised_by").add("E-03");
            a.putArray("observations")
                    .addObject()
                    .put("exhibit", "E-03")
                    .put("quote", "SSH is used and wanted")
                    .put("meaning", "m");
            a.put("owner_quote", "SSH is used and wanted");
        });
        assertThat(wrong(logged, onLog))
                .anyMatch(w -> w.contains("observation of its use"))
                .anyMatch(w -> w.contains("owner_quote does not occur"));
        assertThat(wrong(file, but(keep, a -> a.put("recommendation", "revert").put("owner_quote", ""))))
                .as("a revert needs neither")
                .isEmpty();
    }

    /// What the schema lets a model say is what is read, and what is read is explained.
    @Test
    void theWordsOfTheSchemaAreThoseThatAreRead() throws Exception {
        var properties = JSON.readTree(PromptRenderer.SCHEMA).get("properties");
        assertThat(words(properties, "ended_by")).isEqualTo(words(Aside.EndedBy.values()));
        assertThat(words(properties, "need")).isEqualTo(words(Aside.Need.values()));
        assertThat(words(properties, "recommendation")).isEqualTo(words(Recommendation.values()));
        assertThat(words(properties, "confidence")).isEqualTo(words(Confidence.Level.values()));
        var system = new PromptRenderer(Privacy.MASKED).render(database()).system();
        assertThat(words(Signal.Metric.Role.values())).allMatch(role -> system.contains(role + " = "));
        assertThat(List.of("before", "onset", "during", "after")).allMatch(phase -> system.contains(phase + " = "));
        assertThat(new PromptRenderer(Privacy.MASKED).render(database()).user())
                .contains("\"now\":\"2026-11-21T08:30:00Z, Saturday (UTC)\"");
    }

    private static List<String> words(com.fasterxml.jackson.databind.JsonNode properties, String name) {
        return properties
                .at("/" + name + "/enum")
                .valueStream()
                .map(w -> w.asText())
                .toList();
    }

    private static List<String> words(Enum<?>... values) {
        return java.util.Arrays.stream(values)
                .map(v -> v.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                .toList();
    }

    @Test
    void promptAndValidatorNameTheSameLimits() {
        var system = new PromptRenderer(Privacy.MASKED).render(database()).system();
        assertThat(system)
                .contains("At most 2,000 characters", "at least\n   12 characters", "below 0.8 decide nothing");
        assertThat(system).doesNotContainPattern("\\{\\w+}");
        assertThat(reasoned("a".repeat(AnswerLimits.REASONING))).isEmpty();
        assertThat(reasoned("a".repeat(AnswerLimits.REASONING + 1)))
                .containsExactly("reasoning must have between 1 and 2000 characters");
    }
}
