package dev.phantom.assembly;

import dev.phantom.aws.AwsAccess;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsEndpoints;
import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.AwsPacing;
import dev.phantom.aws.AwsProfiles;
import dev.phantom.aws.AwsRegions;
import dev.phantom.aws.CloudControlUpdates;
import dev.phantom.aws.CloudFormationChangeSets;
import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.CloudFormationDetection;
import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.aws.CloudTrailChangeLog;
import dev.phantom.aws.doctor.AwsDoctor;
import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.aws.prices.AwsPriceList;
import dev.phantom.config.PhantomConfig;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.FreshPrices;
import dev.phantom.cost.PriceBook;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.DeployedStacks;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveStateSource;
import dev.phantom.stack.ResourceUpdates;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.PriceFolder;
import dev.phantom.wire.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The way to AWS from the environment and the command line. An address other than AWS's own comes only from there.
public final class AwsConnection implements AutoCloseable {

    private final AwsClients clients;
    private final Clock clock;

    private AwsConnection(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /// With the caller's own credentials.
    ///
    /// @param profile of the shared configuration files; empty for the default chain
    /// @param notes   takes a line for people: that AWS is away, that a clock is wrong
    public static AwsConnection open(Invocation invocation, String profile, Consumer<String> notes) {
        var network = new Network(Limits.DEFAULT, InstantSource.system(), notes);
        return open(invocation, profile, new PhantomConfig.Accounts("", ""), network);
    }

    /// @param accounts how to enter other accounts
    public static AwsConnection open(Invocation invocation, String profile, PhantomConfig.Accounts accounts) {
        return open(invocation, profile, accounts, Network.standard());
    }

    /// @param network what the run waits for, and for how long
    static AwsConnection open(Invocation invocation, String profile, PhantomConfig.Accounts accounts, Network network) {
        AwsProfiles.check(profile);
        var endpoints = endpoints(invocation);
        var access = AwsAccess.standard(Long.toHexString(invocation.clock().millis()))
                .withProfile(profile)
                .withRole(accounts.roleName(), accounts.externalId())
                .withPace(AwsPacing.of(endpoints.all()))
                .withEndpoints(endpoints)
                .on(network);
        return new AwsConnection(new AwsClients(access), invocation.clock());
    }

    private static AwsEndpoints endpoints(Invocation invocation) {
        var endpoints = new AwsEndpoints(endpoint(invocation, "AWS_ENDPOINT_URL"), Map.of());
        for (var service : List.of("cloudformation", "cloudcontrol", "cloudtrail", "pricing", "sts")) {
            var own = endpoint(invocation, "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT));
            endpoints = own.isPresent() ? endpoints.with(service, own.get()) : endpoints;
        }
        return endpoints;
    }

    public DeployedStacks deployed() {
        return new CloudFormationDeployedState(clients, KnownFormats.ALL.all());
    }

    /// What is known of types. Schemas: the table, the cache, and the registry there for what neither has.
    public Knowledge knowledge(Invocation invocation, Consumer<String> notices) {
        return KnownTypes.connected(invocation, clients, notices);
    }

    /// The caller's own.
    CloudFormationTypes registry(String region) {
        return new CloudFormationTypes(clients, "", region);
    }

    public LiveStateSource live(LiveOptions options, Knowledge knowledge) {
        return new CloudFormationLiveState(clients, knowledge.types(), options, clock);
    }

    /// Embedded, and AWS's for what is not, or is more than a year old.
    ///
    /// @param notices takes a line for people
    public PriceBook prices(Invocation invocation, Consumer<String> notices) {
        return prices(invocation, Optional.empty(), notices);
    }

    /// @param history where what another endpoint than AWS's answered is kept; empty for nowhere
    PriceBook prices(Invocation invocation, Optional<Path> history, Consumer<String> notices) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var kept = PriceFolder.of(invocation.environment(), history, today, notices);
        return new FreshPrices(EmbeddedPriceBook.load(), new AwsPriceList(clients, kept, today, notices), today);
    }

    public ChangeSets changeSets() {
        return new CloudFormationChangeSets(clients, clock);
    }

    public ResourceUpdates updates() {
        return new CloudControlUpdates(clients, clock);
    }

    ChangeLog changeLog() {
        return new CloudTrailChangeLog(clients, clock);
    }

    DetectionSource detection() {
        return new CloudFormationDetection(clients, clock);
    }

    /// The caller's own account.
    ///
    /// @throws PhantomException AWS_CREDENTIALS, AWS_FAILED
    public String account(String region) {
        return AwsErrors.mapped(
                "identifying the credentials",
                () -> clients.sts(region).getCallerIdentity().account());
    }

    /// What `doctor` says of an account and a region.
    ///
    /// @param account empty for the caller's own
    /// @param stacks  the configured ones; those of that account and region are looked into for their resource types
    public List<HealthCheck> checks(String account, String region, List<StackId> stacks) {
        var here = stacks.stream()
                .filter(id -> id.account().equals(account) && id.region().equals(region))
                .toList();
        return new AwsDoctor(clients, clock).signs(account, region, types(here));
    }

    /// None where the stacks cannot be read: another line says so.
    private List<String> types(List<StackId> stacks) {
        try {
            return StackHoldings.deployed(deployed(), stacks, List.of(), this::account).stream()
                    .flatMap(holding -> holding.types().stream())
                    .distinct()
                    .toList();
        } catch (PhantomException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    /// The region asked for: the option's, else the environment's, else the profile's.
    ///
    /// @throws PhantomException AWS_CREDENTIALS if none of them names one, or there is no such profile
    public static String region(Invocation invocation, String option, String profile) {
        AwsProfiles.check(profile);
        var region = Stream.of(option, invocation.env("AWS_REGION"), invocation.env("AWS_DEFAULT_REGION"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .or(() -> AwsRegions.ofProfile(profile))
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.AWS_CREDENTIALS, "no AWS region is set", "pass --region or set AWS_REGION", "")));
        return PlaceOptions.region(region);
    }

    private static Optional<URI> endpoint(Invocation invocation, String name) {
        var text = invocation.env(name);
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(text.strip());
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PhantomException(
                new Diagnostic(Code.CONFIG_BAD_VALUE, "'" + text + "' is not an HTTP URL", "fix or unset it", name));
    }
}
