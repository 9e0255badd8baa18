package dev.phantom.aws.doctor;

import dev.phantom.aws.ActionTables;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.prices.AwsPriceList;
import dev.phantom.fault.HealthCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.RegistryType;
import software.amazon.awssdk.services.cloudformation.model.ScannedResourceIdentifier;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// Asks AWS what `doctor` prints: who the credentials are, whether the clock is right, what is permitted and what each
/// lacking permission costs, and how many scans are left. It changes nothing: permissions to write are tried on a
/// generated template that does not exist.
public final class AwsDoctor {

    private static final String NOBODY = "phantom-doctor-probe";
    private static final String NOTHING = "AWS::Phantom::Nothing";
    private static final String NO_DETECTION = "00000000-0000-0000-0000-000000000000";
    private static final Duration SKEW = Duration.ofMinutes(4);
    private static final Duration NOTICED = Duration.ofMinutes(1);
    private static final int SCANS_A_DAY = 10;
    private static final int TEMPLATES = 1000;

    private final AwsClients clients;
    private final InstantSource clock;

    public AwsDoctor(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /// @param account empty for the caller's own
    /// @param types   of the stacks that are read there
    public List<HealthCheck> signs(String account, String region, Collection<String> types) {
        var signs = new ArrayList<HealthCheck>();
        try {
            var identity = clients.sts(region).getCallerIdentity();
            signs.add(HealthCheck.ok("aws credentials", identity.arn() + ", account " + identity.account()));
            signs.add(clock(identity));
        } catch (SdkException e) {
            var line = AwsErrors.translate("identifying the credentials", e)
                    .diagnostic()
                    .line();
            return List.of(HealthCheck.fail("aws credentials", line, "pass --profile, or sign in again"));
        }
        try {
            var client = clients.cloudFormation(account, region);
            permissions(client, account, region).forEach((action, probe) -> signs.add(permission(action, probe)));
            signs.addAll(new GrantedRights(clients, ActionTables.EMBEDDED).signs(account, region, types));
            signs.add(quota(client));
            signs.add(templates(client));
        } catch (SdkException | dev.phantom.fault.PhantomException e) {
            signs.add(HealthCheck.fail(
                    "aws account " + account,
                    AwsErrors.scrubbed(String.valueOf(e.getMessage())),
                    "check accounts.roleName and accounts.externalId"));
        }
        return signs;
    }

    private HealthCheck clock(GetCallerIdentityResponse identity) {
        var date = identity.sdkHttpResponse().firstMatchingHeader("Date").orElse("");
        try {
            var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var skew = Duration.between(theirs, clock.instant()).abs();
            var detail = "the local clock differs from AWS by " + skew.toSeconds() + " s";
            if (skew.compareTo(SKEW) > 0) {
                return HealthCheck.fail(
                        "clock", detail, "set the clock: AWS rejects signatures that are more than 5 minutes off");
            }
            return skew.compareTo(NOTICED) > 0
                    ? HealthCheck.warn("clock", detail, "set the clock: windows of time are wrong by as much")
                    : HealthCheck.ok("clock", detail);
        } catch (DateTimeParseException e) {
            return HealthCheck.warn("clock", "AWS returned no time", "");
        }
    }

    private Map<String, Supplier<Object>> permissions(CloudFormationClient client, String account, String region) {
        var probes = new java.util.LinkedHashMap<String, Supplier<Object>>();
        probes.put("cloudformation:ListStacks", () -> client.listStacks(r -> {}));
        probes.put("cloudformation:DescribeStacks", () -> client.describeStacks(r -> r.stackName(NOBODY)));
        probes.put("cloudformation:GetTemplate", () -> client.getTemplate(r -> r.stackName(NOBODY)));
        probes.put("cloudformation:ListStackResources", () -> client.listStackResources(r -> r.stackName(NOBODY)));
        probes.put("cloudformation:ListExports", () -> client.listExports(r -> {}));
        probes.put("cloudformation:ListResourceScans", () -> client.listResourceScans(r -> {}));
        probes.put(
                "cloudformation:DescribeResourceScan",
                () -> client.describeResourceScan(r -> r.resourceScanId(NOBODY)));
        probes.put(
                "cloudformation:ListResourceScanResources",
                () -> client.listResourceScanResources(r -> r.resourceScanId(NOBODY)));
        probes.put(
                "cloudformation:ListResourceScanRelatedResources",
                () -> client.listResourceScanRelatedResources(
                        r -> r.resourceScanId(NOBODY).resources(nothing())));
        probes.put(
                "cloudformation:DescribeGeneratedTemplate",
                () -> client.describeGeneratedTemplate(r -> r.generatedTemplateName(NOBODY)));
        probes.put(
                "cloudformation:GetGeneratedTemplate",
                () -> client.getGeneratedTemplate(r -> r.generatedTemplateName(NOBODY)));
        probes.put(
                "cloudformation:UpdateGeneratedTemplate",
                () -> client.updateGeneratedTemplate(
                        r -> r.generatedTemplateName(NOBODY).refreshAllResources(true)));
        probes.put(
                "cloudformation:DeleteGeneratedTemplate",
                () -> client.deleteGeneratedTemplate(r -> r.generatedTemplateName(NOBODY)));
        probes.put(
                "cloudformation:GetResource",
                () -> clients.cloudControl(account, region)
                        .getResource(r -> r.typeName(NOTHING).identifier(NOBODY)));
        probes.put(
                "cloudformation:ListResources",
                () -> clients.cloudControl(account, region).listResources(r -> r.typeName(NOTHING)));
        probes.put(
                "cloudformation:DescribeType",
                () -> client.describeType(r -> r.type(RegistryType.RESOURCE).typeName(NOTHING)));
        detection(client, probes);
        probes.put(
                "cloudtrail:LookupEvents",
                () -> clients.cloudTrail(account, region).lookupEvents(r -> r.maxResults(1)));
        probes.put(
                "pricing:GetProducts",
                () -> clients.pricing(AwsPriceList.SERVED)
                        .getProducts(r -> r.serviceCode("AmazonEC2").maxResults(1)));
        return probes;
    }

    /// Of a stack that does not exist: nothing is detected.
    private static void detection(CloudFormationClient client, Map<String, Supplier<Object>> probes) {
        probes.put("cloudformation:DetectStackDrift", () -> client.detectStackDrift(r -> r.stackName(NOBODY)));
        probes.put(
                "cloudformation:DetectStackResourceDrift",
                () -> client.detectStackResourceDrift(r -> r.stackName(NOBODY).logicalResourceId("Nothing")));
        probes.put(
                "cloudformation:DescribeStackDriftDetectionStatus",
                () -> client.describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(NO_DETECTION)));
        probes.put(
                "cloudformation:DescribeStackResourceDrifts",
                () -> client.describeStackResourceDrifts(r -> r.stackName(NOBODY)));
    }

    private static ScannedResourceIdentifier nothing() {
        return ScannedResourceIdentifier.builder()
                .resourceType(NOTHING)
                .resourceIdentifier(Map.of("Id", NOBODY))
                .build();
    }

    /// Any answer but "denied" means that it is permitted: the thing asked for does not exist.
    private static HealthCheck permission(String action, Supplier<Object> probe) {
        try {
            var unused = probe.get();
            return HealthCheck.ok(action, "permitted");
        } catch (AwsServiceException e) {
            return AwsErrors.denied(e)
                    ? HealthCheck.warn(action, "denied: " + AwsErrors.text(e), without(action))
                    : HealthCheck.ok(action, "permitted");
        } catch (SdkException e) {
            return HealthCheck.fail(
                    action,
                    AwsErrors.translate("calling AWS", e).diagnostic().line(),
                    "check network, proxy and AWS_ENDPOINT_URL");
        }
    }

    private static String without(String action) {
        return "without it " + lacking(action) + "; `phantom doctor --print-policy` prints the minimal policy";
    }

    private static String lacking(String action) {
        return switch (action.substring(action.indexOf(':') + 1)) {
            case String name
            when name.contains("Generated") || name.contains("Scan") -> "live state is read through Cloud Control only";
            case String name
            when name.contains("Drift") ->
                "drift detection cannot corroborate, so a change with one witness is only reported";
            case "LookupEvents" -> "it is unknown who changed what, and when";
            case "GetResource" -> "resources that the IaC Generator cannot read stay unchecked";
            case "ListResources" -> "a resource with an unknown identifier is not found";
            case "DescribeType" -> "a type missing from the embedded table is compared without type facts";
            case "GetProducts" -> "only the embedded prices are known";
            case String name -> "stacks cannot be read";
        };
    }

    private HealthCheck quota(CloudFormationClient client) {
        try {
            var since = clock.instant().minus(Duration.ofDays(1));
            var scans = client.listResourceScansPaginator(r -> {}).resourceScanSummaries().stream()
                    .filter(s -> s.startTime().isAfter(since))
                    .count();
            var detail = scans + " of " + SCANS_A_DAY + " resource scans of the last 24 hours used";
            return scans >= SCANS_A_DAY
                    ? HealthCheck.warn(
                            "resource scans",
                            detail,
                            "stacks without a generated template are read through Cloud Control until tomorrow")
                    : HealthCheck.ok("resource scans", detail);
        } catch (SdkException e) {
            return HealthCheck.warn("resource scans", "unknown: " + AwsErrors.text(e), "");
        }
    }

    private static HealthCheck templates(CloudFormationClient client) {
        try {
            var names = client.listGeneratedTemplatesPaginator(r -> {}).summaries().stream()
                    .map(s -> s.generatedTemplateName())
                    .toList();
            var own = names.stream().filter(n -> n.startsWith("phantom-")).count();
            var detail =
                    names.size() + " of " + TEMPLATES + " generated templates exist, " + own + " of them Phantom's";
            return names.size() >= TEMPLATES
                    ? HealthCheck.warn(
                            "generated templates",
                            detail,
                            "delete some: stacks without one are read through Cloud Control")
                    : HealthCheck.ok("generated templates", detail);
        } catch (SdkException e) {
            return HealthCheck.warn("generated templates", "unknown: " + AwsErrors.text(e), "");
        }
    }
}
