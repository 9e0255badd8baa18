package dev.phantom.severity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Fact.Switch;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Differences;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.value.Value.MapValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The catalogue keeps what it promises: each entry fires on its own example and is silent on the other, in every type
/// that it names, and speaks of properties that are there.
class ControlsTest {
    private static final Controls CONTROLS = EmbeddedControls.controls();
    private static final Assessor ASSESSOR = RuleCatalogue.assessor();

    /// The example of a control that asks whether what it names is the stack's.
    private static final StackModels THING = Subjects.models("Thing9", "thing-1", "AWS::EC2::VPC", MapValue.EMPTY);

    private static List<Control> all() {
        return Known.TYPES.types().stream()
                .map(type -> type.substring(0, type.lastIndexOf("::")).replace("::", "-"))
                .distinct()
                .flatMap(service -> CONTROLS.ofService(service).stream())
                .toList();
    }

    private static Subject drift(String type, MapValue safe, MapValue live) {
        return Subjects.of(Differences.of("Thing", type, safe, live), "prod", THING);
    }

    private static List<Finding> of(Control control, Subject subject) {
        return ASSESSOR.assess(subject).findings().stream()
                .filter(f -> f.control().equals(control.id()))
                .toList();
    }

    @Test
    void eachFiresOnItsExampleAndIsSilentOnTheOther() {
        var wrong = new ArrayList<String>();
        for (var control : all()) {
            for (var type : control.types()) {
                var found = of(control, drift(type, control.silent(), control.fires()));
                if (found.size() != 1 || !found.getFirst().rule().equals(control.rule())) {
                    wrong.add(control.id() + " finds " + found);
                }
                if (!of(control, drift(type, control.fires(), control.silent())).isEmpty()) {
                    wrong.add(control.id() + " fires on the way back");
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(all()).hasSizeGreaterThanOrEqualTo(650);
    }

    /// Elsewhere than in production nothing is critical, and a control's own level is the least in production.
    @Test
    void levelsComeOfTheControlAndOfWhatIsBehind() {
        for (var control : all()) {
            var subject = drift(control.types().getFirst(), control.silent(), control.fires());
            var production = CONTROLS.levels().of(control, subject);
            assertThat(production.level()).as(control.id()).isGreaterThanOrEqualTo(control.level());
            assertThat(production.reasons()).as(control.id()).last().isEqualTo("prod");
            var elsewhere = CONTROLS.levels().of(control, Subjects.of(subject.drift(), "staging"));
            assertThat(elsewhere.level()).as(control.id()).isNotEqualTo(Severity.CRITICAL);
        }
    }

    /// Where AWS publishes a level, that is the control's; what AWS no longer publishes is not named.
    @Test
    void aPublishedLevelIsTheBase() throws IOException {
        var published = new HashMap<String, Severity>();
        try (var in = Objects.requireNonNull(ControlsTest.class.getResourceAsStream("security-hub.tsv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(c -> published.put(c[0], Severity.of(c[1])));
        }
        assertThat(all())
                .filteredOn(control -> !control.aws().isEmpty())
                .filteredOn(control -> control.level() != published.get(control.aws()))
                .extracting(Control::id, Control::aws, Control::level)
                .isEmpty();
    }

    @Test
    void aChangeToTheSaferSideIsLow() {
        var wrong = new ArrayList<String>();
        for (var control : all()) {
            var back = drift(control.types().getFirst(), control.fires(), control.silent());
            var level = ASSESSOR.assess(back).floor();
            if (!(control.demand().must() instanceof Must.Ours) && level != Severity.LOW) {
                wrong.add(
                        control.id() + " " + level + " " + ASSESSOR.assess(back).findings());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachSpeaksOfPropertiesThatAreThere() {
        var wrong = new ArrayList<String>();
        for (var control : all()) {
            for (var type : control.types()) {
                var schema = Known.TYPES.find(type);
                if (schema.isEmpty()) {
                    wrong.add(control.id() + ": no type " + type);
                }
                schema.ifPresent(facts -> control.paths().stream()
                        .filter(path -> !isThere(facts.at(dev.phantom.value.PropertyPath.ROOT), path))
                        .forEach(path -> wrong.add(control.id() + ": no property " + path)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Below an object without declared properties anything may stand.
    private static boolean isThere(TypeNode root, List<String> path) {
        var node = root;
        for (var step : path) {
            if (node.is(TypeNode.Kind.OBJECT) && node.properties().isEmpty() && !node.hasItems()) {
                return true;
            }
            node = step.startsWith("[") || step.equals("*") ? node.items() : node.child(step);
            if (!node.isKnown()) {
                return false;
            }
        }
        return true;
    }

    /// What is safe is said once: a control of a protection takes it from the fact.
    @Test
    void everyProtectionIsJudgedOnceAndNoneIsSaidTwice() {
        var judged = new HashSet<String>();
        var wrong = new ArrayList<String>();
        for (var control : all()) {
            for (var type : control.types()) {
                var facts = Known.FACTS.of(type);
                var fact = control.fact(facts);
                if (control.byFact() && fact.isEmpty()) {
                    wrong.add(control.id() + " judges no fact");
                }
                fact.filter(f -> !judged.add(type + f.path() + f.entry()))
                        .ifPresent(f -> wrong.add(control.id() + " judges what another judges"));
            }
        }
        Known.TYPES
                .types()
                .forEach(type -> Known.FACTS.of(type).all(Protection.class).stream()
                        .filter(f -> !judged.contains(type + f.path() + f.entry()))
                        .filter(f -> !OTHERWISE.contains(type + f.path()))
                        .forEach(f -> wrong.add(type + f.path() + f.entry() + " is judged by none")));
        assertThat(wrong).isEmpty();
    }

    /// Protections of which a control with a guard speaks: a listener that only redirects may be plain, and ranges
    /// count where the endpoint is public.
    private static final List<String> OTHERWISE = List.of(
            "AWS::ElasticLoadBalancingV2::Listener/Protocol", "AWS::EKS::Cluster/ResourcesVpcConfig/PublicAccessCidrs");

    @Test
    void idsAreThereOnceAndRulesAreKnown() {
        assertThat(all()).extracting(Control::id).doesNotHaveDuplicates();
        var rules = RuleCatalogue.RULES.stream().map(rule -> rule.card().id()).toList();
        assertThat(rules).doesNotHaveDuplicates().isSorted();
        var switches = Known.FACTS.of("AWS::S3::Bucket").ofEveryType(Switch.class).stream()
                .map(s -> s.loss().rule());
        assertThat(Stream.concat(all().stream().map(Control::rule), switches)).allMatch(rules::contains);
        assertThat(Known.TYPES.types().stream()
                        .flatMap(type -> Known.FACTS.of(type).all(Grants.class).stream())
                        .map(grants -> Severity.of(grants.worst())))
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page: x",
                "page: ''",
                "level: severe",
                "must: luck",
                "must: {exactly: 1}",
                "absent: maybe",
                "rule: PH-SEV-999",
                "types: [RDS]",
                "path: A",
                "fires: 1",
                "colour: red"
            })
    void anEntryThatLacksSomethingDoesNotLoad(String wrong) {
        var lines = new ArrayList<>(List.of(
                "id: A.B.C",
                "rule: PH-SEV-004",
                "types: [AWS::A::B]",
                "path: /C",
                "must: on",
                "absent: fails",
                "level: low",
                "title: t",
                "page: https://example.com",
                "fires: {C: false}",
                "silent: {C: true}"));
        assertThat(read(lines)).hasSize(1);
        lines.removeIf(line -> line.startsWith(wrong.substring(0, wrong.indexOf(':') + 1)));
        if (!wrong.startsWith("colour")) {
            assertThatThrownBy(() -> read(lines)).isInstanceOf(PhantomException.class);
        }
        lines.add(wrong);
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("A.B.C");
    }

    private static List<Control> read(List<String> lines) {
        var yaml = "- " + String.join("\n  ", lines) + "\n";
        var families = CONTROLS.families().stream()
                .collect(Collectors.toMap(f -> f.card().id(), Function.identity()));
        return new ControlReader("made-up.yaml")
                .controls(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), families);
    }

    /// What one element lost is not covered by another that never had it.
    @Test
    void elementsAreToldApartByTheirNames() {
        var found = found(
                "AWS::ECS::TaskDefinition",
                "{'ContainerDefinitions':[{'Name':'a','Privileged':true},{'Name':'b','Privileged':false}]}",
                "{'ContainerDefinitions':[{'Name':'a','Privileged':true},{'Name':'b','Privileged':true}]}");
        assertThat(found)
                .filteredOn(f -> f.rule().equals("PH-SEV-032"))
                .extracting(f -> f.path().toString())
                .containsExactly("/ContainerDefinitions/1/Privileged");
    }

    /// A property that starts to matter because another changed is found at the other.
    @Test
    void aGuardThatChangedIsThePlace() {
        assertThat(found(
                        "AWS::ApiGateway::Method",
                        "{'HttpMethod':'OPTIONS','AuthorizationType':'NONE'}",
                        "{'HttpMethod':'GET','AuthorizationType':'NONE'}"))
                .extracting(Finding::rule, f -> f.path().toString())
                .contains(org.assertj.core.groups.Tuple.tuple("PH-SEV-018", "/HttpMethod"));
    }

    @Test
    void anEndpointIsOpenedByItsRangesAsByItsSwitch() {
        var office = "{'ResourcesVpcConfig':{'EndpointPublicAccess':true,'PublicAccessCidrs':['203.0.113.0/24']}}";
        var world = "{'ResourcesVpcConfig':{'EndpointPublicAccess':true,'PublicAccessCidrs':['0.0.0.0/0']}}";
        assertThat(found("AWS::EKS::Cluster", office, world))
                .extracting(Finding::rule, Finding::level, f -> f.path().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "PH-SEV-008", Severity.HIGH, "/ResourcesVpcConfig/PublicAccessCidrs"));
        assertThat(found("AWS::EKS::Cluster", world, office)).isEmpty();
    }

    @Test
    void whatNobodyCanTellIsNotToldOff() {
        var unknown = new MapValue(Map.of("StorageEncrypted", new dev.phantom.value.Value.Unknown("a condition")));
        var drift =
                Differences.of("Thing", "AWS::RDS::DBInstance", Differences.map("{'StorageEncrypted':true}"), unknown);
        assertThat(ASSESSOR.assess(Subjects.of(drift, "prod")).findings()).isEmpty();
    }

    @Test
    void whatIsDeletedHasNoFinding() {
        var drift = Drift.unnamed(
                "Thing",
                "",
                "AWS::RDS::DBInstance",
                Drift.Status.DELETED,
                List.of(),
                Differences.map("{'StorageEncrypted':true}"),
                MapValue.EMPTY);
        assertThat(ASSESSOR.assess(Subjects.of(drift, "prod")).findings()).isEmpty();
    }

    @Test
    void whatIsUntidyIsNotToldBesideWhatIsUnsafe() {
        var open = "{'SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}]}";
        assertThat(found("AWS::EC2::SecurityGroup", "{'SecurityGroupIngress':[]}", open))
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-001");
    }

    private static List<Finding> found(String type, String safe, String live) {
        return ASSESSOR.assess(Subjects.of(Differences.of(type, safe, live), "prod"))
                .findings();
    }
}
