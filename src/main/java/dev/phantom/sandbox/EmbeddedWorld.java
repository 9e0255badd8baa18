package dev.phantom.sandbox;

import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.claude.EmbeddedClaude;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.EmbeddedScenario;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// AWS, GitHub, Datadog and Claude on loopback. What happened on GitHub is kept in the folder; a restart finds it
/// again.
public final class EmbeddedWorld implements AutoCloseable {

    /// So long a served world goes on as its story left it.
    private static final Duration SERVED = Duration.ofDays(30);

    private final Scenario scenario;
    private final Path folder;
    private final CallLog log;
    private final Path plans;
    private final EmbeddedAws aws;
    private final EmbeddedGitHub github;
    private final DatadogSandbox datadog;
    private final EmbeddedClaude claude;

    private EmbeddedWorld(Scenario scenario, Path folder, CallLog log, InstantSource clock, Instant until, int port) {
        this.scenario = scenario;
        this.folder = folder;
        this.log = log;
        this.plans = RecordedPlans.of(scenario, folder.resolve(".world/plans"));
        this.aws = EmbeddedAws.start(scenario, clock, log, Quirks.REAL, port);
        this.github = EmbeddedGitHub.start(next(port, 1), folder, scenario, log, clock);
        this.datadog = DatadogSandbox.start(next(port, 2), scenario, until, log);
        this.claude = EmbeddedClaude.start(scenario, log, next(port, 3));
    }

    /// Starts the embedded scenario of that name. Its story is moved by whole days to the last night before `today`,
    /// once:
    /// a later start in the same folder plays the same dates.
    ///
    /// @param port first of four; 0 for any free ones
    /// @param real true: the clock of this machine runs; false: the scenario's moment stands still
    public static EmbeddedWorld start(String name, Path folder, Instant today, int port, boolean real, CallLog log) {
        var home = folder.resolve(".world");
        var scenario = Scenario.open(EmbeddedScenario.unpack(name, home), firstPlayed(home, today));
        InstantSource clock = real ? InstantSource.system() : InstantSource.fixed(scenario.now());
        var until = real ? scenario.now().plus(SERVED) : scenario.now();
        return new EmbeddedWorld(scenario, folder, log, clock, until, port);
    }

    /// Starts a scenario of one's own, standing still at the scenario's own moment.
    ///
    /// @param input where the scenario lies; it is only read
    public static EmbeddedWorld open(Path input, Path folder, CallLog log) {
        var moment = Scenario.moment(input);
        return new EmbeddedWorld(Scenario.open(input, moment), folder, log, InstantSource.fixed(moment), moment, 0);
    }

    private static Instant firstPlayed(Path home, Instant today) {
        var file = home.resolve("first-played");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, today.toString());
            }
            return Instant.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int next(int port, int offset) {
        return port == 0 ? 0 : port + offset;
    }

    /// The moment at which the story is looked at.
    public Instant now() {
        return scenario.now();
    }

    /// Points any client at this world.
    public Map<String, String> environment() {
        var exports = new LinkedHashMap<String, String>();
        exports.put("AWS_ENDPOINT_URL", aws.uri().toString());
        exports.put("AWS_ACCESS_KEY_ID", "embedded");
        exports.put("AWS_SECRET_ACCESS_KEY", "embedded");
        exports.put("AWS_REGION", scenario.region());
        exports.put("AWS_DEFAULT_REGION", scenario.region());
        exports.put("PHANTOM_GITHUB_URL", github.uri().toString());
        exports.put("GITHUB_TOKEN", EmbeddedGitHub.TOKEN);
        exports.put("PHANTOM_DATADOG_URL", datadog.uri().toString());
        exports.put("DD_API_KEY", DatadogSandbox.API_KEY);
        exports.put("DD_APP_KEY", DatadogSandbox.APP_KEY);
        exports.put("ANTHROPIC_BASE_URL", claude.uri().toString());
        exports.put("ANTHROPIC_API_KEY", "embedded");
        exports.put(
                "PHANTOM_CONFIG",
                scenario.input().resolve("safe/phantom.yaml").toAbsolutePath().toString());
        exports.put(
                "PHANTOM_HISTORY", folder.resolve("history").toAbsolutePath().toString());
        if (Files.exists(plans)) {
            exports.put("PHANTOM_PLANS", plans.toAbsolutePath().toString());
        }
        return exports;
    }

    /// The bare repository; `git clone` takes this path.
    public Path repository() {
        return github.repository();
    }

    public EmbeddedGitHub github() {
        return github;
    }

    public EmbeddedAws aws() {
        return aws;
    }

    public DatadogSandbox datadog() {
        return datadog;
    }

    public CallLog log() {
        return log;
    }

    @Override
    public void close() {
        aws.close();
        github.close();
        datadog.close();
        claude.close();
    }
}
