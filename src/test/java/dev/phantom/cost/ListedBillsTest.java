package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.severity.Differences;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bills that were worked out by hand from published prices: `bills.txt`.
class ListedBillsTest {

    private static final BillingFacts BILLING = EmbeddedPriceBook.billing();
    private final CostEstimator costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), BILLING);

    /// Types whose instances, sizes or tiers no list that may be carried over prices in us-east-1, and types that are
    /// priced only with a sibling ([PricedVariantsTest]).
    private static final Set<String> ELSEWHERE = Set.of(
            "AWS::AutoScaling::AutoScalingGroup", "AWS::ECS::Service", "AWS::Lambda::Alias", "AWS::Lambda::Version");

    /// They cost nothing; what they govern does.
    private static final Set<String> GOVERNING = Set.of(
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            "AWS::AutoScaling::ScalingPolicy",
            "AWS::AutoScaling::ScheduledAction",
            "AWS::Backup::BackupPlan",
            "AWS::Backup::BackupSelection",
            "AWS::ECS::CapacityProvider",
            "AWS::ECS::ClusterCapacityProviderAssociations",
            "AWS::EC2::Route",
            "AWS::EKS::FargateProfile",
            "AWS::Events::Rule",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Logs::SubscriptionFilter",
            "AWS::WAFv2::LoggingConfiguration",
            "AWS::WAFv2::WebACLAssociation");

    private static final Set<String> WITHOUT_PRICE = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::DAX::Cluster",
            "AWS::EC2::FlowLog",
            "AWS::EC2::VPC",
            "AWS::Neptune::DBCluster");

    record Listed(String type, String properties, String expected, String how) {
        @Override
        public String toString() {
            return type + " " + properties;
        }
    }

    static List<Listed> bills() throws IOException {
        try (var stream = Objects.requireNonNull(ListedBillsTest.class.getResourceAsStream("bills.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4))
                    .map(cell -> new Listed(cell[0], cell[1], cell[2], cell[3]))
                    .toList();
        }
    }

    private Quote quote(Listed listed) {
        return costs.quote(
                new ResourceConfiguration(listed.type(), Differences.map(listed.properties()), StackModels.NONE),
                "us-east-1");
    }

    @ParameterizedTest
    @MethodSource("bills")
    void isWhatIsBilled(Listed listed) {
        var quote = quote(listed);
        assertThat(listed.how()).contains("https://aws.amazon.com/");
        if (listed.expected().startsWith("~ ")) {
            assertThat(quote.items()).isEmpty();
            assertThat(quote.unpriced().stream().filter(Unpriced::symbolic).map(Unpriced::why))
                    .anyMatch(why -> why.contains(listed.expected().substring(2)));
            return;
        }
        var sum = quote.items().stream().map(Item::monthlyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).as(quote.toString()).isEqualByComparingTo(listed.expected());
        assertThat(quote.unpriced().stream().map(Unpriced::why)).noneMatch(why -> why.contains("no price known"));
    }

    @Test
    void everyTypeIsListed() throws IOException {
        var listed = bills().stream().map(Listed::type).collect(Collectors.toCollection(TreeSet::new));
        var billed = Stream.concat(
                        BILLING.types().values().stream().filter(t -> !t.free()).map(TypeBilling::type),
                        CostCatalogue.MODELS.stream().flatMap(model -> model.types().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        billed.removeAll(ELSEWHERE);
        billed.removeAll(WITHOUT_PRICE);
        billed.removeAll(GOVERNING);
        assertThat(billed).isSubsetOf(listed).hasSizeGreaterThan(45);
    }

    /// What no list prices says so, by name, and costs no 0.00.
    @Test
    void whatHasNoPriceSaysSo() {
        for (var type : WITHOUT_PRICE) {
            var properties =
                    "{'NodeType':'n','NodeTypeX':'n','ReplicationFactor':1,'DBInstanceClass':'c','Ipv4IpamPoolId':'p','Engine':'redis',"
                            + "'LogDestinationType':'s3'}";
            var quote = quote(new Listed(type, properties, "", ""));
            assertThat(quote.items()).as(type).isEmpty();
            assertThat(quote.unpriced().stream().filter(u -> !u.symbolic()))
                    .as(type)
                    .isNotEmpty();
        }
    }
}
