package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// App clients of a Cognito user pool: free, but for those that machines sign in with.
///
/// https://aws.amazon.com/cognito/pricing/
final class PoolClientCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::Cognito::UserPoolClient");
    }

    @Override
    public Set<String> reads() {
        return Set.of("AllowedOAuthFlows");
    }

    @Override
    public Quote quote(Settings client, Market market) {
        var bill = new Bill(market);
        bill.part("client", "app client", () -> {
            var machines = client.items("AllowedOAuthFlows").stream()
                    .flatMap(flow -> flow.text().stream())
                    .anyMatch("client_credentials"::equals);
            if (machines) {
                bill.add("client", "app client of machines", "cognito.m2m-client", Map.of(), BigDecimal.ONE);
                bill.byUsage("tokens", "tokens given to machines", "cognito.m2m-tokens", Map.of());
            }
        });
        return bill.quote();
    }
}
