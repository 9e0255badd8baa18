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
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.CostGrowth;
import dev.phantom.wire.Network;
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
public record DatadogAssets(Optional<PhantomConfig> config, Invocation invocation, boolean discard, boolean dryRun) {

    private static final String DAMAGED = LastInstalled.FILE
            + " of the history cannot be read: what people edited is not told from what an older Phantom installed";

    /// All of them as JSON.
    public String document() {
        return AssetInstallation.document(settings()).toPrettyString();
    }

    /// What became of them.
    ///
    /// @param lines    a line for each, and the places in question below it; before them that the history's is damaged
    /// @param problems why some are not as they should be
    public record Told(List<String> lines, List<Diagnostic> problems) {
        public Told {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    /// @param history keeps what was installed last
    /// @throws PhantomException without keys; where git tracks the history, or it cannot be read
    public Told install(Path history) {
        return with(history, installation -> installation.install(settings()));
    }

    /// @param history keeps what was installed last
    /// @throws PhantomException without keys; where git tracks the history, or it cannot be read
    public Told remove(Path history) {
        return with(history, installation -> installation.remove(settings()));
    }

    private Told with(Path history, Function<AssetInstallation, List<AssetResult>> work) {
        OwnFolders.check(history, "--history");
        var kept = OwnFolders.bytes(history, LastInstalled.FILE, LastInstalled.FILE);
        var read = kept.flatMap(bytes -> LastInstalled.read(new String(bytes, StandardCharsets.UTF_8)));
        var last = read.orElseGet(LastInstalled::none);
        var results = work.apply(new AssetInstallation(api(), last, discard, dryRun));
        var unkept = dryRun ? Stream.<Diagnostic>empty() : keep(history, last).stream();
        var damaged = kept.isPresent() && read.isEmpty() ? Stream.of(DAMAGED) : Stream.<String>empty();
        return new Told(
                Stream.concat(damaged, results.stream().flatMap(result -> lines(result).stream()))
                        .toList(),
                Stream.concat(results.stream().flatMap(result -> Stream.ofNullable(result.problem())), unkept)
                        .toList());
    }

    /// @return why it could not be kept; what was done in Datadog is told all the same
    private static Optional<Diagnostic> keep(Path history, LastInstalled last) {
        try {
            OwnFolders.write(history, LastInstalled.FILE, last.text().getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (PhantomException e) {
            return Optional.of(e.diagnostic());
        }
    }

    /// Whether monitors alert now, or why Datadog does not say; the first line ends a sentence, then one for each that
    /// does.
    public List<String> alerts() {
        return switch (Alerts.lines(api())) {
            case ApiAnswer.Got<List<String>>(var lines, var _) when lines.isEmpty() -> List.of("no monitor alerts");
            case ApiAnswer.Got<List<String>>(var lines, var _) ->
                Stream.concat(Stream.of("after the run these alert:"), lines.stream())
                        .toList();
            case ApiAnswer.Refused<List<String>>(var _, var line) ->
                List.of("whether monitors alert could not be read: " + line);
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
                config.map(c -> c.analyst().budgetUsd()).orElse(PhantomConfig.Analyst.USUAL_BUDGET));
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
