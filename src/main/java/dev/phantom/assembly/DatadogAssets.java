package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.Patience;
import dev.phantom.datadog.assets.Alerts;
import dev.phantom.datadog.assets.AssetInstallation;
import dev.phantom.datadog.assets.AssetResult;
import dev.phantom.datadog.assets.AssetSettings;
import dev.phantom.datadog.assets.LastInstalled;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.severity.CostGrowth;
import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Phantom's own dashboard, monitors and SLO.
///
/// @param config     where there is none, the defaults hold
/// @param invocation with the secrets of `.env` in its environment
/// @param discard    edits that people made in Datadog
/// @param dryRun     nothing is written, here or there
public record DatadogAssets(
        Optional<PhantomConfig> config, Invocation invocation, boolean discard, boolean dryRun) {

    private static final BigDecimal USUAL_BUDGET = BigDecimal.valueOf(5);

    /// All of them as JSON.
    public String document() {
        return AssetInstallation.document(settings()).toPrettyString();
    }

    /// What became of them.
    ///
    /// @param lines    a line for each, and the places in question below it
    /// @param problems why some are not as they should be
    public record Told(List<String> lines, List<Diagnostic> problems) {
        public Told {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    /// @param history keeps what was installed last
    /// @throws dev.phantom.fault.PhantomException without keys; FILE_UNWRITABLE
    public Told install(Path history) {
        return with(history, installation -> installation.install(settings()));
    }

    /// @param history keeps what was installed last
    /// @throws dev.phantom.fault.PhantomException without keys; FILE_UNWRITABLE
    public Told remove(Path history) {
        return with(history, installation -> installation.remove(settings()));
    }

    private Told with(Path history, Function<AssetInstallation, List<AssetResult>> work) {
        OwnFolders.check(history, "--history");
        var last = OwnFolders.bytes(history, LastInstalled.FILE, LastInstalled.FILE)
                .flatMap(bytes -> LastInstalled.read(new String(bytes, StandardCharsets.UTF_8)))
                .orElseGet(LastInstalled::none);
        var results = work.apply(new AssetInstallation(api(), last, discard, dryRun));
        if (!dryRun) {
            OwnFolders.write(history, LastInstalled.FILE, last.text().getBytes(StandardCharsets.UTF_8));
        }
        return new Told(
                results.stream().flatMap(result -> lines(result).stream()).toList(),
                results.stream().flatMap(result -> Stream.ofNullable(result.problem())).toList());
    }

    /// Which of the monitors alert now, a line each; none where Datadog does not say.
    public List<String> alerts() {
        return switch (Alerts.lines(api())) {
            case ApiAnswer.Got<List<String>>(var lines, var _) -> lines;
            case ApiAnswer.Refused<List<String>> _ -> List.of();
        };
    }

    private DatadogApi api() {
        var site = config.map(c -> c.datadog().site());
        var access = site.map(s -> DatadogAccess.from(invocation.environment(), s))
                .orElseGet(() -> DatadogAccess.from(invocation.environment()));
        var limits = config.map(PhantomConfig::limits).orElse(Limits.DEFAULT);
        var network = new Network(limits, InstantSource.system(), note -> {});
        return new DatadogApi(access, Patience.INTERACTIVE, network.vendor(DatadogApi.NAME));
    }

    private AssetSettings settings() {
        var alerting = config.map(c -> c.datadog().alerting()).orElse(PhantomConfig.Datadog.Alerting.DEFAULT);
        var growth = config.map(PhantomConfig::growth).orElse(CostGrowth.DEFAULT);
        return new AssetSettings(
                alerting.runIntervalMinutes(),
                alerting.production(),
                alerting.handles(),
                growth.high(),
                growth.medium(),
                config.map(c -> c.analyst().budgetUsd()).orElse(USUAL_BUDGET));
    }

    /// A result as a person reads it: one line, and the places in question below it.
    private List<String> lines(AssetResult result) {
        var lines = new ArrayList<String>();
        lines.add("%-9s  %-55s  %s%s"
                .formatted(
                        result.kind().noun(),
                        result.title(),
                        result.action().text(dryRun),
                        result.url().isEmpty() ? "" : "  " + result.url()));
        result.lines().forEach(line -> lines.add("    " + line));
        return lines;
    }
}
