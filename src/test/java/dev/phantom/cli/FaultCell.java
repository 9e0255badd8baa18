package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.WireFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ListBranchCommand;
import org.eclipse.jgit.api.errors.GitAPIException;

/// One whole `phantom run` in the embedded world, with one fault before one vendor.
///
/// @param limits the section of `phantom.yaml`
record FaultCell(WireFault fault, Vendor vendor, String limits) {

    private static final Instant MORNING = Instant.parse("2026-11-22T09:00:00Z");
    private static final int HUGE = 4_000_000;

    /// Limits of a test: a call that is never answered costs seconds.
    static final String HURRIED =
            "limits: { callSeconds: 3, modelCallSeconds: 3, stackSeconds: 60, responseMegabytes: 1 }\n";

    /// Limits of a test in which every vendor answers sooner or later: a busy machine has all the time that it needs.
    static final String PATIENT =
            "limits: { callSeconds: 120, modelCallSeconds: 120, stackSeconds: 600, responseMegabytes: 1 }\n";

    /// What shows only by waiting is waited for briefly. Where there is an answer, whether it is said to be missing may
    /// not depend on how fast the machine is.
    static String limits(WireFault fault) {
        return FaultCellLaws.ANSWERED.contains(fault) ? PATIENT : HURRIED;
    }

    /// Who stands behind the fault: what points a run at it, and which requests are its own.
    enum Vendor {
        CLOUDFORMATION("AWS_ENDPOINT_URL_CLOUDFORMATION", "AWS_ENDPOINT_URL"),
        CLOUD_CONTROL("AWS_ENDPOINT_URL_CLOUDCONTROL", "AWS_ENDPOINT_URL"),
        CLOUDTRAIL("AWS_ENDPOINT_URL_CLOUDTRAIL", "AWS_ENDPOINT_URL"),
        STS("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"),
        GITHUB("PHANTOM_GITHUB_URL", "PHANTOM_GITHUB_URL"),
        DATADOG("PHANTOM_DATADOG_URL", "PHANTOM_DATADOG_URL"),
        CLAUDE("ANTHROPIC_BASE_URL", "ANTHROPIC_BASE_URL"),
        OTLP("OTEL_EXPORTER_OTLP_ENDPOINT", "PHANTOM_DATADOG_URL");

        private final String variable;
        private final String standIn;

        Vendor(String variable, String standIn) {
            this.variable = variable;
            this.standIn = standIn;
        }

        /// As a column of a table names it.
        String title() {
            return switch (this) {
                case CLOUDFORMATION -> "CloudFormation";
                case CLOUD_CONTROL -> "Cloud Control";
                case CLOUDTRAIL -> "CloudTrail";
                case GITHUB -> "GitHub";
                case DATADOG -> "Datadog";
                case CLAUDE -> "Claude";
                case STS, OTLP -> name();
            };
        }
    }

    /// What a run came to.
    ///
    /// @param report empty if stdout held no report
    /// @param pulls  branches of pull requests, main left out
    record Outcome(
            int code,
            Duration time,
            Optional<JsonNode> report,
            String out,
            String err,
            List<String> pulls,
            int spoilt,
            String host) {

        /// Every line that a person may read of it.
        String said() {
            return err + report.map(JsonNode::toPrettyString).orElse(out);
        }
    }

    Outcome run(Path folder) {
        Predicate<String> spoiled = line -> true;
        try (var world = EmbeddedWorld.start("payments-night", folder, MORNING, 0, false, new CallLog(null, c -> {}));
                var proxy =
                        new FaultyVendor(fault, URI.create(world.environment().get(vendor.standIn)), HUGE, spoiled)) {
            var shell = new Shell().in(folder).at(Clock.fixed(world.now(), ZoneOffset.UTC));
            environment(world, proxy, folder).forEach(shell::set);
            return outcome(shell, proxy, world);
        } catch (IOException | GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcome(Shell shell, FaultyVendor proxy, EmbeddedWorld world)
            throws IOException, GitAPIException {
        var begun = System.nanoTime();
        var result = shell.run("run", "--output", "json");
        var time = Duration.ofNanos(System.nanoTime() - begun);
        return new Outcome(
                result.code(),
                time,
                report(result.out()),
                result.out(),
                result.err(),
                pulls(world.repository()),
                proxy.spoilt(),
                proxy.host());
    }

    /// The same with the fault before all of them and the limits that nobody set.
    static Outcome everyVendor(WireFault fault, Path folder) {
        try (var world = EmbeddedWorld.start("payments-night", folder, MORNING, 0, false, new CallLog(null, c -> {}));
                var proxy = new FaultyVendor(fault, URI.create("http://127.0.0.1:1"), HUGE, line -> true)) {
            System.setProperty("aws.accessKeyId", "embedded");
            System.setProperty("aws.secretAccessKey", "embedded");
            System.setProperty("aws.region", "us-east-1");
            var shell = new Shell().in(folder).at(Clock.fixed(world.now(), ZoneOffset.UTC));
            world.environment().forEach(shell::set);
            for (var vendor : Vendor.values()) {
                shell.set(vendor.standIn, proxy.uri().toString());
            }
            return outcome(shell, proxy, world);
        } catch (IOException | GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> environment(EmbeddedWorld world, FaultyVendor proxy, Path folder) throws IOException {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", "us-east-1");
        var environment = new LinkedHashMap<>(world.environment());
        environment.put("PHANTOM_MASK_KEY", "k");
        environment.put(vendor.variable, proxy.uri().toString());
        if (vendor == Vendor.OTLP) {
            // the keys alone would lead to the vendor itself
            environment.put("OTEL_EXPORTER_OTLP_HEADERS", "dd-api-key=" + environment.getOrDefault("DD_API_KEY", ""));
            List.of("PHANTOM_DATADOG_URL", "DD_API_KEY", "DD_APP_KEY").forEach(environment::remove);
        }
        var file = folder.resolve("phantom.yaml");
        Files.writeString(
                file, config(Files.readString(Path.of(world.environment().get("PHANTOM_CONFIG")))));
        environment.put("PHANTOM_CONFIG", file.toString());
        return environment;
    }

    private String config(String usual) {
        var text = usual + limits;
        return switch (vendor) {
            case CLAUDE -> text.replace("{ kind: rules }", "{ kind: claude }");
            case STS -> text + "accounts: { roleName: PhantomReadOnly }\n";
            default -> text;
        };
    }

    private static Optional<JsonNode> report(String out) {
        try {
            var tree = new ObjectMapper().readTree(out);
            return tree.has("reports") ? Optional.of(tree) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> pulls(Path repository) throws IOException, GitAPIException {
        try (var git = Git.open(repository.toFile())) {
            return git.branchList().setListMode(ListBranchCommand.ListMode.ALL).call().stream()
                    .map(ref -> ref.getName().replaceFirst("refs/heads/", ""))
                    .filter(name -> name.startsWith("phantom/"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
