package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.phantom.aws.doctor.AwsDoctor;
import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.LeastPolicy.Use;
import dev.phantom.aws.doctor.PolicyScope;
import dev.phantom.aws.prices.AwsPriceList;
import dev.phantom.cost.KeptPrices;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog.Call;
import dev.phantom.stack.ChangeSets.Request;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The published policy against what was really used.
class LeastPolicyTest {

    private static final Set<String> TYPES = new TreeSet<>();

    private static void everything(SandboxAws sandbox) {
        var deployed = sandbox.deployed();
        deployed.resources().values().stream().map(StackResource::type).forEach(TYPES::add);
        sandbox.deployedState().stacks("", "us-east-1");
        sandbox.live(deployed, LiveOptions.RUN.withDiscovery());
        sandbox.aws.delete("network", "Web");
        var live = sandbox.live(deployed, LiveOptions.RUN);
        sandbox.live(deployed, LiveOptions.RUN.withoutGenerator());
        new CloudTrailChangeLog(sandbox.clients, InstantSource.system())
                .writes(SandboxAws.NETWORK, live.resources(), Instant.now().minus(Duration.ofDays(9)), Instant.now());
        new CloudFormationDetection(sandbox.clients, InstantSource.system())
                .detect(SandboxAws.NETWORK, List.copyOf(deployed.resources().values()), l -> {});
        new CloudFormationTypes(sandbox.clients, "", "us-east-1").describe("AWS::S3::Bucket");
        new AwsPriceList(sandbox.clients, KeptPrices.inMemory(), LocalDate.EPOCH, note -> {})
                .price("us-east-1", "nat.gateway", Map.of());
        new AwsDoctor(sandbox.clients, InstantSource.system()).signs("", "us-east-1", List.of());
    }

    static List<String> actions(Collection<String> types, Set<Use> uses) {
        return LeastPolicy.of(ActionTables.EMBEDDED, types, uses, PolicyScope.ANYWHERE)
                .actions();
    }

    @Test
    void allowsExactlyWhatIsUsed() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            everything(sandbox);
            var used = new TreeSet<String>();
            sandbox.log.calls().stream()
                    .map(Call::action)
                    .flatMap(a -> Arrays.stream(a.split(" ")))
                    .forEach(used::add);
            used.removeIf(action -> ActionTables.EMBEDDED.never(action).isPresent()); // left out on purpose
            var allowed = new TreeSet<>(actions(TYPES, Set.of(Use.DOCTOR)));
            assertThat(allowed).containsAll(used);
            allowed.removeAll(used);
            TYPES.forEach(type -> allowed.removeAll(listed(type))); // what a scan finds resources with
            assertThat(allowed).as("allowed and never used").isEmpty();
        }
    }

    private static Set<String> listed(String type) {
        var handlers = ActionTables.EMBEDDED.handlers().get(type);
        return handlers == null ? Set.of() : handlers.list();
    }

    /// Whatever stands in the code, whether or not a test walks there.
    @Test
    void holdsEveryCallThatTheRoomMakes() {
        var all = EnumSet.allOf(Use.class);
        var calls = new ClassFileImporter()
                .importPackages("dev.phantom.aws").stream()
                        .filter(c -> !c.getName().matches(".*(Test|SandboxAws|Deployments|Main)(\\$.*)?"))
                        .flatMap(c -> c.getMethodCallsFromSelf().stream())
                        .map(JavaMethodCall::getTarget)
                        .filter(m -> m.getOwner().getName().matches("software\\.amazon\\.awssdk\\..*Client"))
                        .filter(m -> !Set.of("builder", "close").contains(m.getName()))
                        .filter(m -> !m.getOwner().getName().endsWith(".SdkHttpClient"))
                        .map(LeastPolicyTest::action)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(calls).contains("sts:GetCallerIdentity", "cloudformation:ListResources", "cloudtrail:LookupEvents");
        assertThat(new TreeSet<>(actions(List.of(), all))).isEqualTo(calls);
    }

    /// `describeTypePaginator` of Cloud Control is `cloudformation:DescribeType`.
    private static String action(MethodCallTarget method) {
        var service =
                method.getOwner().getPackageName().replaceAll(".*\\.", "").replace("cloudcontrol", "cloudformation");
        var name = method.getName().replaceAll("Paginator$", "");
        return service + ":" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Test
    void isEnoughForARun() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.deployed().resources().values().stream()
                    .map(StackResource::type)
                    .forEach(TYPES::add);
            var allowed = Set.copyOf(actions(TYPES, Set.of()));
            sandbox.aws.access().enforce(allowed::contains);
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(live.resources().stream().filter(r -> r.status() == Status.READ))
                    .hasSize(7);
            assertThat(live.resources())
                    .filteredOn(r -> r.logicalId().equals("Api"))
                    .singleElement()
                    .satisfies(r -> assertThat(r.status()).isEqualTo(Status.DENIED))
                    .satisfies(r -> assertThat(r.detail())
                            .startsWith("lambda:GetFunction is left out of Phantom's policy on purpose")
                            .contains(
                                    "customers' data",
                                    "https://docs.aws.amazon.com/lambda/",
                                    "allow lambda:GetFunction")
                            .doesNotContain("assumed-role"));
            assertThat(sandbox.progress).noneMatch(l -> l.contains("no permission"));
        }
    }

    /// What is merely not allowed is not called a purpose.
    @Test
    void aRightThatIsMissingIsNamed() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.access().deny("lambda:GetPolicy");
            assertThat(sandbox.live(LiveOptions.RUN.withoutGenerator()).resources())
                    .filteredOn(r -> r.type().equals("AWS::Lambda::Permission"))
                    .isNotEmpty()
                    .allSatisfy(r -> assertThat(r.detail())
                            .startsWith("lambda:GetPolicy is denied; allow it, or see `phantom doctor --print-policy")
                            .doesNotContain("on purpose"));
        }
    }

    @Test
    void changeSetsNeedMoreAndOnlyReconcileExecutes() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var types = sandbox.deployed().resources().values().stream()
                    .map(StackResource::type)
                    .toList();
            var before = Set.copyOf(actions(types, Set.of()));
            var proof = Set.copyOf(actions(types, Set.of(Use.PROOF)));
            var reconcile = new TreeSet<>(actions(types, Set.of(Use.RECONCILE)));
            sandbox.aws.change("network", "Vpc", "EnableDnsSupport", BooleanNode.FALSE);
            var request = new Request(SandboxAws.NETWORK, Optional.empty(), Map.of(), true, "test");
            var changeSets = sandbox.changeSets();
            sandbox.aws.access().enforce(proof::contains);
            changeSets.delete(
                    SandboxAws.NETWORK, changeSets.create(request, l -> {}).id());
            var id = changeSets.create(request, l -> {}).id();
            assertThatThrownBy(() -> changeSets.execute(SandboxAws.NETWORK, id, l -> {}))
                    .hasMessageContaining("AccessDenied");
            sandbox.aws.access().enforce(reconcile::contains);
            changeSets.executed(SandboxAws.NETWORK, "test", l -> {});
            changeSets.sweep(SandboxAws.NETWORK, "test", l -> {});
            changeSets.execute(SandboxAws.NETWORK, id, l -> {});
            reconcile.removeAll(before);
            assertThat(reconcile)
                    .allSatisfy(a -> assertThat(sandbox.calls(a.substring(a.indexOf(':') + 1)))
                            .isPositive());
        }
    }
}
