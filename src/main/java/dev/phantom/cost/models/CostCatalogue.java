package dev.phantom.cost.models;

import dev.phantom.cost.BillingFacts;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.PriceBook;
import java.util.List;

/// Every cost model that is more than a row of `billing.yaml`.
public final class CostCatalogue {
    public static final List<CostModel> MODELS = List.of(
            new InstanceCost(),
            new LaunchTemplateCost(),
            new InstanceGroupCost(),
            new NodegroupCost(),
            new VolumeCost(),
            new DatabaseCost(),
            new DatabaseClusterCost(),
            new CacheGroupCost(),
            new SearchDomainCost(),
            new TableCost(),
            new FunctionCost(),
            new ProvisionedConcurrencyCost(),
            new TaskCost(),
            new TaskDefinitionCost(),
            new AlarmCost(),
            new ClusterSupportCost(),
            new WebAclCost(),
            new RecordCost(),
            new PoolClientCost(),
            new DocumentInstanceCost());

    private CostCatalogue() {}

    public static CostEstimator estimator(PriceBook prices, BillingFacts billing) {
        return new CostEstimator(MODELS, billing, prices);
    }
}
