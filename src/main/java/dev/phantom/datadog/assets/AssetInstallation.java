package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.DatadogCode;
import dev.phantom.datadog.assets.AssetResult.Action;
import dev.phantom.fault.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings the assets into Datadog, or takes them out. A second time changes nothing; what a person edited is touched
/// only where that is asked for; what failed for one asset holds no other up.
public final class AssetInstallation {

    private final InstalledAssets there;
    private final LastInstalled last;
    private final boolean discardEdits;
    private final boolean dryRun;
    private final Map<String, JsonNode> monitorIds = new HashMap<>();

    /// @param last         is kept up to date
    /// @param discardEdits what people edited may be overwritten or removed
    /// @param dryRun       only read
    public AssetInstallation(DatadogApi api, LastInstalled last, boolean discardEdits, boolean dryRun) {
        this.there = new InstalledAssets(api);
        this.last = last;
        this.discardEdits = discardEdits;
        this.dryRun = dryRun;
    }

    /// All assets as one document, in the form of Datadog's API.
    public static ObjectNode document(AssetSettings settings) {
        return AssetCatalogue.document(settings);
    }

    public List<AssetResult> install(AssetSettings settings) {
        var results = new ArrayList<AssetResult>();
        for (var asset : AssetCatalogue.of(settings)) {
            results.add(install(asset));
        }
        return results;
    }

    private AssetResult install(Asset template) {
        var found = there.ids(template);
        if (found instanceof Refused<List<String>> refused) {
            return failed(template, "", refused);
        }
        var ids = ((Got<List<String>>) found).value();
        if (ids.size() > 1) {
            return ambiguous(template, ids);
        }
        ids.forEach(id -> identified(template, id));
        var asset = new Asset(template.kind(), template.name(), new AssetTemplate(monitorIds).in(template.body()));
        if (!dryRun && asset.body().path("monitor_ids").path(0).isTextual()) {
            return unwatching(asset);
        }
        if (!ids.isEmpty()) {
            return compare(asset, ids.getFirst());
        }
        return dryRun ? result(asset, Action.CREATED, "", List.of(), null) : create(asset);
    }

    private AssetResult unwatching(Asset asset) {
        var why = "failed: the monitor that it watches could not be installed";
        return result(asset, Action.FAILED, "", List.of(), new Diagnostic(DatadogCode.FAILED, why, "", called(asset)));
    }

    private void identified(Asset asset, String id) {
        if (asset.kind() == AssetKind.MONITOR) {
            monitorIds.put(AssetCatalogue.idOf(asset), JsonNodeFactory.instance.numberNode(Long.parseLong(id)));
        }
    }

    private AssetResult create(Asset asset) {
        return switch (there.create(asset)) {
            case Got<String>(var id, var _) -> {
                identified(asset, id);
                yield written(asset, id, Action.CREATED, List.of());
            }
            case Refused<String> refused -> failed(asset, "", refused);
        };
    }

    private AssetResult compare(Asset asset, String id) {
        var read = there.read(asset.kind(), id);
        if (read instanceof Refused<JsonNode> refused) {
            return failed(asset, id, refused);
        }
        var now = ((Got<JsonNode>) read).value();
        var difference = difference(asset, id, now);
        if (!difference.behind()) {
            if (!dryRun && difference.installed() == null) {
                last.note(asset, id, now);
            }
            return result(asset, Action.UNCHANGED, id, List.of(), null);
        }
        var lines = difference.lines();
        if (!discardEdits && difference.edited()) {
            return difference.moved()
                    ? result(asset, Action.LEFT, id, lines, edited(asset))
                    : result(asset, Action.KEPT, id, lines, null);
        }
        return dryRun ? result(asset, Action.UPDATED, id, lines, null) : update(asset, id, lines);
    }

    private ThreeWayDifference difference(Asset asset, String id, JsonNode now) {
        var kind = asset.kind();
        return new ThreeWayDifference(
                last.of(asset, id).map(known -> NormalForm.of(kind, known)).orElse(null),
                NormalForm.of(kind, now),
                NormalForm.of(kind, asset.body()));
    }

    private AssetResult update(Asset asset, String id, List<String> lines) {
        return switch (there.replace(asset, id)) {
            case Got<JsonNode> _ -> written(asset, id, Action.UPDATED, lines);
            case Refused<JsonNode> refused -> failed(asset, id, refused);
        };
    }

    /// Notes it as it reads now. Where it cannot be read, an edit is not told from a newer Phantom later on.
    private AssetResult written(Asset asset, String id, Action action, List<String> lines) {
        switch (there.read(asset.kind(), id)) {
            case Got<JsonNode>(var now, var _) -> last.note(asset, id, now);
            case Refused<JsonNode> _ -> last.forget(asset);
        }
        return result(asset, action, id, lines, null);
    }

    /// Takes them out in the other order: what an SLO watches cannot be deleted.
    public List<AssetResult> remove(AssetSettings settings) {
        var results = new ArrayList<AssetResult>();
        for (var asset : AssetCatalogue.of(settings).reversed()) {
            results.add(remove(asset));
        }
        return results;
    }

    private AssetResult remove(Asset template) {
        var found = there.ids(template);
        if (found instanceof Refused<List<String>> refused) {
            return failed(template, "", refused);
        }
        var ids = ((Got<List<String>>) found).value();
        if (ids.isEmpty()) {
            return result(template, Action.ABSENT, "", List.of(), null);
        }
        return ids.size() > 1 ? ambiguous(template, ids) : remove(template, ids.getFirst());
    }

    private AssetResult remove(Asset asset, String id) {
        var read = there.read(asset.kind(), id);
        if (read instanceof Refused<JsonNode> refused) {
            return failed(asset, id, refused);
        }
        var now = ((Got<JsonNode>) read).value();
        if (!discardEdits && editedByHand(asset, id, now)) {
            return result(asset, Action.LEFT, id, difference(asset, id, now).lines(), edited(asset));
        }
        if (dryRun) {
            return result(asset, Action.REMOVED, id, List.of(), null);
        }
        return switch (there.delete(asset.kind(), id)) {
            case Got<JsonNode> _ -> {
                last.forget(asset);
                yield result(asset, Action.REMOVED, "", List.of(), null);
            }
            case Refused<JsonNode> refused -> failed(asset, id, refused);
        };
    }

    /// What the SLO watches counts for nothing here: the ids are not asked for when it goes.
    private boolean editedByHand(Asset asset, String id, JsonNode now) {
        var wanted = asset.kind() == AssetKind.SLO
                ? new Asset(asset.kind(), asset.name(), ((ObjectNode) asset.body()).without("monitor_ids"))
                : asset;
        return difference(wanted, id, now).edited();
    }

    private AssetResult failed(Asset asset, String id, Refused<?> refused) {
        var code = refused.why() == Why.UNAUTHORISED ? DatadogCode.KEYS : DatadogCode.FAILED;
        var next = refused.why() == Why.FORBIDDEN ? "grant it to the application key or its role" : "";
        var why = new Diagnostic(
                code,
                "failed: " + refused.line(),
                next,
                called(asset),
                refused.why().cause());
        return result(asset, Action.FAILED, id, List.of(), why);
    }

    private static String called(Asset asset) {
        return asset.kind().noun() + " '" + asset.title() + "'";
    }

    private static Diagnostic edited(Asset asset) {
        return new Diagnostic(
                DatadogCode.ASSET_EDITED, "was edited in Datadog and is left as it is", "", called(asset));
    }

    private AssetResult ambiguous(Asset asset, List<String> ids) {
        var why = new Diagnostic(
                DatadogCode.ASSET_AMBIGUOUS,
                "%d objects carry %s%s: %s"
                        .formatted(ids.size(), AssetCatalogue.MARKER, asset.name(), String.join(", ", ids)),
                "",
                called(asset));
        return result(asset, Action.LEFT, "", List.of(), why);
    }

    private AssetResult result(
            Asset asset, Action action, String id, List<String> lines, @Nullable Diagnostic problem) {
        var url = id.isEmpty() ? "" : there.url(asset.kind(), id);
        return new AssetResult(asset.kind(), asset.title(), action, url, lines, problem);
    }
}
