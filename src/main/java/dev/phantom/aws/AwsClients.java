package dev.phantom.aws;

import dev.phantom.iac.Partition;
import dev.phantom.stack.StackId;
import dev.phantom.wire.Vendor;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The SDK's clients, one per service, account and region, made when first asked for. Safe for several threads.
///
/// In an account other than the caller's the configured role is assumed.
public final class AwsClients implements AutoCloseable {

    private static final int TEMPLATES = 5;
    private static final Map<String, String> NAMES = Map.of(
            "cloudformation",
            "CloudFormation",
            "cloudcontrol",
            "Cloud Control",
            "cloudtrail",
            "CloudTrail",
            "pricing",
            "the Price List",
            "sts",
            "STS");

    private final AwsAccess access;
    private final SdkHttpClient http;
    private final Map<String, Object> made = new HashMap<>();
    private final Map<String, RateLimiter> paces = new HashMap<>();
    private final Map<String, Semaphore> generators = new ConcurrentHashMap<>();
    private final List<SdkAutoCloseable> open = new ArrayList<>();
    private @Nullable String callerAccount;

    public AwsClients(AwsAccess access) {
        DefaultHttp.use();
        this.access = access;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(access.network().limits().connect())
                .socketTimeout(access.network().limits().attempt())
                .build();
    }

    public CloudFormationClient cloudFormation(String account, String region) {
        return client(
                "cloudformation",
                account,
                region,
                () -> build(
                        CloudFormationClient.builder(),
                        "cloudformation",
                        account,
                        region,
                        access.pace().cloudFormation()));
    }

    public CloudControlClient cloudControl(String account, String region) {
        return client(
                "cloudcontrol",
                account,
                region,
                () -> build(
                        CloudControlClient.builder(),
                        "cloudcontrol",
                        account,
                        region,
                        access.pace().cloudControl()));
    }

    public CloudTrailClient cloudTrail(String account, String region) {
        return client(
                "cloudtrail",
                account,
                region,
                () -> build(
                        CloudTrailClient.builder(),
                        "cloudtrail",
                        account,
                        region,
                        access.pace().cloudTrail()));
    }

    /// Of the caller's own account: what is listed is the same for everybody.
    public PricingClient pricing(String region) {
        return client(
                "pricing",
                "",
                region,
                () -> build(
                        PricingClient.builder(),
                        "pricing",
                        "",
                        region,
                        access.pace().others()));
    }

    /// Of the caller's own account.
    public StsClient sts(String region) {
        return client("sts", "", region, () -> build(StsClient.builder(), "sts", "", region, 10));
    }

    /// Global: the region only says in which partition.
    public IamClient iam(String account, String region) {
        return client(
                "iam",
                account,
                region,
                () -> build(
                        IamClient.builder(),
                        "iam",
                        account,
                        region,
                        access.pace().others()));
    }

    /// The role or user that the calls of an account are made as; as STS names it, or as it is configured.
    public String principal(String account, String region) {
        return own(account, region)
                ? AwsErrors.mapped(
                        "identifying the credentials",
                        () -> sts(region).getCallerIdentity().arn())
                : roleArn(account, region);
    }

    /// Leave to have a template generated in an account and region: AWS works on five at a time there, and refuses
    /// more.
    public Semaphore generating(String account, String region) {
        return generators.computeIfAbsent(payer(account, region) + "/" + region, key -> new Semaphore(TEMPLATES, true));
    }

    public AwsPacing pace() {
        return access.pace();
    }

    /// Until when this stack is waited for.
    public Deadline waiting(StackId stack, InstantSource clock) {
        return waiting(stack, clock, 1);
    }

    /// @param part of the time: 2 is half of it
    public Deadline waiting(StackId stack, InstantSource clock, int part) {
        var left = access.network().left(stack.toString());
        var limit = access.pace().limit();
        return new Deadline(clock, access.pace().poll(), (left.compareTo(limit) < 0 ? left : limit).dividedBy(part));
    }

    AwsAccess access() {
        return access;
    }

    @Override
    public synchronized void close() {
        open.reversed().forEach(SdkAutoCloseable::close);
        http.close();
    }

    @SuppressWarnings("unchecked")
    private synchronized <T extends SdkAutoCloseable> T client(
            String service, String account, String region, Supplier<T> maker) {
        var key = service + "/" + account + "/" + region;
        var known = made.get(key);
        if (known == null) {
            var client = maker.get();
            open.add(client);
            made.put(key, client);
            known = client;
        }
        return (T) known;
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C build(
            B builder, String service, String account, String region, double perSecond) {
        var vendor = access.network().vendor(named(service, account, region));
        builder.httpClient(new BoundedHttp(http, vendor.limits()))
                .credentialsProvider(credentials(account, region))
                .overrideConfiguration(behaviour(vendor, pace(service, account, region, perSecond)));
        if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        Optional<URI> endpoint = access.endpoints().of(service);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /// One for each service, account and region, whatever the clients are called: without a role to enter other
    /// accounts
    /// by, every call is the caller's own.
    synchronized RateLimiter pace(String service, String account, String region, double perSecond) {
        return paces.computeIfAbsent(
                service + "/" + payer(account, region) + "/" + region, key -> new RateLimiter(perSecond));
    }

    private String payer(String account, String region) {
        return own(account, region) ? "" : account;
    }

    /// As messages name it; one for each service, payer and region, because one of them may be away alone.
    private String named(String service, String account, String region) {
        var where = payer(account, region);
        return NAMES.getOrDefault(service, service)
                + (region.isEmpty() ? "" : " in " + region)
                + (where.isEmpty() ? "" : " of " + where);
    }

    private ClientOverrideConfiguration behaviour(Vendor vendor, RateLimiter pace) {
        var configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(retries())
                .apiCallTimeout(vendor.limits().call())
                .addExecutionInterceptor(new BoundedCalls(vendor))
                .addExecutionInterceptor(pace)
                .addExecutionInterceptor(new NoRedirects());
        if (!access.profile().isEmpty()) {
            configuration.defaultProfileName(access.profile());
        }
        return configuration.build();
    }

    private RetryStrategy retries() {
        var throttled = BackoffStrategy.exponentialDelay(access.pace().backoff(), Duration.ofSeconds(20));
        var failed = BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));
        RetryStrategy.Builder<?, ?> builder = access.pace().adaptive()
                ? AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                : AwsRetryStrategy.standardRetryStrategy().toBuilder();
        return builder.maxAttempts(access.pace().attempts())
                .throttlingBackoffStrategy(throttled)
                .backoffStrategy(failed)
                .build();
    }

    private AwsCredentialsProvider credentials(String account, String region) {
        return own(account, region) ? own() : assumed(account, region);
    }

    private boolean own(String account, String region) {
        return account.isEmpty() || access.roleName().isEmpty() || account.equals(callerAccount(region));
    }

    private AwsCredentialsProvider own() {
        // the default chain asks the environment before the profile; whoever names a profile means that one
        return client(
                "credentials",
                "",
                "",
                () -> access.profile().isEmpty()
                        ? DefaultCredentialsProvider.builder().build()
                        : ProfileCredentialsProvider.create(access.profile()));
    }

    private AwsCredentialsProvider assumed(String account, String region) {
        return client(
                "assumed",
                account,
                region,
                () -> StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts(region))
                        .refreshRequest(r -> r.roleArn(roleArn(account, region))
                                .roleSessionName("phantom-" + access.run())
                                .externalId(access.externalId().isEmpty() ? null : access.externalId()))
                        .build());
    }

    private String roleArn(String account, String region) {
        return "arn:" + Partition.of(region).id() + ":iam::" + account + ":role/" + access.roleName();
    }

    synchronized String callerAccount(String region) {
        var known = callerAccount;
        if (known == null) {
            known = AwsErrors.mapped(
                    "identifying the credentials",
                    () -> sts(region).getCallerIdentity().account());
            callerAccount = known;
        }
        return known;
    }
}
