package dev.phantom.cli.doctor;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.HealthChecks;
import dev.phantom.assembly.Invocation;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Plural;
import dev.phantom.stack.StackId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One visit of the doctor, told sign by sign. Nothing that one part lacks keeps another from being looked at.
public final class DoctorRun {

    private final Terminal terminal;
    private final String region;
    private final String profile;
    private final Consumer<HealthCheck> teller;
    private final Map<String, String> environment;
    private final Optional<PhantomConfig> config;
    private HealthCheck.Level worst = HealthCheck.Level.OK;
    private boolean clockSeen;

    /// @param file   what `--config` says; empty if it is not given
    /// @param region what `--region` says; empty if it is not given
    public DoctorRun(Terminal terminal, String file, String region, String profile, Consumer<HealthCheck> teller) {
        this.terminal = terminal;
        this.region = region;
        this.profile = profile;
        this.teller = teller;
        this.config = configuration(file);
        this.environment = environment();
    }

    /// Looks at everything and tells it.
    ///
    /// @return the worst of it
    public HealthCheck.Level worst() {
        new EnvironmentChecks(environment).signs(asksClaude()).forEach(this::tell);
        attempt("aws", this::aws);
        if (!clockSeen) {
            tell(HealthCheck.warn(
                    "clock",
                    "local time " + terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS) + ", not verified",
                    "it is checked against AWS once the credentials work"));
        }
        var vendors = new HealthChecks(config, new Invocation(environment, terminal.clock(), terminal.folder()));
        attempt("github", () -> repository(vendors));
        attempt("terraform", () -> vendors.terraform(terminal.invocation()).forEach(this::tell));
        attempt("datadog", () -> vendors.datadog().forEach(this::tell));
        attempt("notify", () -> vendors.channels().forEach(this::tell));
        return worst;
    }

    /// Its files are read once it can be reached.
    private void repository(HealthChecks vendors) {
        var signs = vendors.gitHub();
        signs.forEach(this::tell);
        if (signs.stream().noneMatch(sign -> sign.level() == HealthCheck.Level.FAIL)) {
            vendors.teamFiles().forEach(this::tell);
        }
    }

    private Optional<PhantomConfig> configuration(String file) {
        try {
            var found = FoundConfig.read(
                    terminal.invocation(), file, note -> tell(HealthCheck.warn("configuration", note, "")));
            tell(found.map(PhantomConfig::stacks)
                    .map(all -> HealthCheck.ok("configuration", Plural.counted(all.size(), "stack")))
                    .orElseGet(() -> HealthCheck.ok(
                            "configuration",
                            "no " + FoundConfig.FILE + " here; `check`, `diff` and `scan` need none")));
            return found;
        } catch (PhantomException e) {
            tell(HealthCheck.fail("configuration", e.diagnostic().line(), ""));
            return Optional.empty();
        }
    }

    private Map<String, String> environment() {
        try {
            return LocalKeys.over(terminal.invocation(), terminal.err()::println);
        } catch (PhantomException e) {
            tell(HealthCheck.fail(".env", e.diagnostic().line(), ""));
            return terminal.environment();
        }
    }

    private boolean asksClaude() {
        return config.filter(c -> c.analyst().kind() != PhantomConfig.Analyst.Kind.RULES)
                .isPresent();
    }

    private void aws() {
        var accounts = config.map(PhantomConfig::accounts).orElse(new PhantomConfig.Accounts("", ""));
        try (var door = AwsConnection.open(terminal.invocation(), profile, accounts)) {
            var places = places();
            for (var place : places) {
                var suffix = places.size() == 1 ? "" : ", " + place.account() + "/" + place.region();
                for (var sign : door.checks(place.account(), place.region(), configured())) {
                    clockSeen |= sign.name().equals("clock");
                    tell(sign.with(suffix));
                }
            }
        }
    }

    /// The accounts and regions of the configured stacks; without any the caller's own.
    private List<StackId> places() {
        var places = new ArrayList<StackId>();
        config.ifPresent(c -> c.stacks().stream()
                .map(s -> new StackId(s.id().account(), s.id().region(), ""))
                .distinct()
                .forEach(places::add));
        return places.isEmpty() || !region.isEmpty()
                ? List.of(new StackId("", AwsConnection.region(terminal.invocation(), region, profile), ""))
                : places;
    }

    /// Of CloudFormation; of root modules Terraform's own checks speak.
    private List<StackId> configured() {
        return config.stream()
                .flatMap(c -> c.stacks().stream())
                .filter(stack -> stack.planned() == null)
                .map(stack -> stack.id())
                .toList();
    }

    private void attempt(String name, Runnable part) {
        try {
            part.run();
        } catch (PhantomException e) {
            tell(HealthCheck.fail(name, e.diagnostic().line(), ""));
        } catch (RuntimeException e) {
            tell(HealthCheck.fail(name, Diagnostic.unexpected(e).line(), ""));
        }
    }

    private void tell(HealthCheck sign) {
        worst = sign.level().compareTo(worst) > 0 ? sign.level() : worst;
        teller.accept(sign);
    }
}
