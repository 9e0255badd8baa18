package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.RawObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The assets that are in Datadog: found by tag or marker, read, made, replaced and deleted. Dashboards take no tags
/// but those of teams (https://docs.datadoghq.com/dashboards/configure/), so theirs stands in the description.
final class InstalledAssets {

    private static final int PAGE = 100;
    private static final String PAGE_TEXT = String.valueOf(PAGE);
    private static final String MOST = "1000";

    /// Who always lists a whole page is not asked for ever.
    private static final int MOST_DASHBOARDS = 10_000;

    private final DatadogApi api;

    InstalledAssets(DatadogApi api) {
        this.api = api;
    }

    /// The ids of the objects that are marked as this asset.
    ApiAnswer<List<String>> ids(Asset asset) {
        var found = switch (asset.kind()) {
            case MONITOR ->
                tagged(asset, Map.of("monitor_tags", tags(asset), "page", "0", "page_size", MOST), said -> said);
            case SLO -> tagged(asset, Map.of("tags_query", mark(asset), "limit", MOST), said -> said.path("data"));
            case DASHBOARD -> described(asset);
        };
        if (found instanceof Got<List<String>>(var ids, var _)) {
            var odd = ids.stream().filter(id -> !documented(asset.kind(), id)).findFirst();
            if (odd.isPresent()) {
                return odd(odd.get());
            }
        }
        return found;
    }

    /// A monitor's id is a number, which an SLO names it by.
    private static boolean documented(AssetKind kind, String id) {
        return id.matches(kind == AssetKind.MONITOR ? "\\d{1,18}" : "[\\w-]{1,64}"); // it becomes part of an address
    }

    private static <T> Refused<T> odd(String id) {
        var what = id.isEmpty() ? "no id" : "the id '" + id + "'";
        return new Refused<>(Why.FAILED, "Datadog's answer is not what it documents: " + what);
    }

    private static String mark(Asset asset) {
        return AssetCatalogue.MARKER + asset.name();
    }

    private static String tags(Asset asset) {
        return AssetCatalogue.OWNER + "," + mark(asset);
    }

    private ApiAnswer<List<String>> tagged(Asset asset, Map<String, String> query, UnaryOperator<JsonNode> list) {
        return RawObjects.get(api, asset.kind().reading(), asset.kind().path(), query)
                .map(said -> stream(list.apply(said))
                        .filter(it -> stream(it.path("tags"))
                                .anyMatch(tag -> tag.asText().equals(mark(asset))))
                        .map(it -> it.path("id").asText())
                        .toList());
    }

    private ApiAnswer<List<String>> described(Asset asset) {
        var found = new ArrayList<String>();
        for (int start = 0; start < MOST_DASHBOARDS; start += PAGE) {
            var query = Map.of("count", PAGE_TEXT, "start", String.valueOf(start));
            switch (RawObjects.get(api, asset.kind().reading(), asset.kind().path(), query)) {
                case Refused<JsonNode> refused -> {
                    return refused.map(said -> List.of());
                }
                case Got<JsonNode>(var said, var _) -> {
                    stream(said.path("dashboards"))
                            .filter(it -> List.of(
                                            it.path("description").asText().split("\\s+"))
                                    .contains(mark(asset)))
                            .forEach(it -> found.add(it.path("id").asText()));
                    if (said.path("dashboards").size() < PAGE) {
                        return new Got<>(List.copyOf(found));
                    }
                }
            }
        }
        return new Refused<>(Why.FAILED, "Datadog lists more than " + MOST_DASHBOARDS + " dashboards");
    }

    ApiAnswer<JsonNode> read(AssetKind kind, String id) {
        return RawObjects.get(api, kind.reading(), kind.path() + "/" + id, Map.of())
                .map(said -> kind == AssetKind.SLO ? said.path("data") : said);
    }

    /// @return its id
    ApiAnswer<String> create(Asset asset) {
        var kind = asset.kind();
        var made = RawObjects.create(api, kind.writing(), kind.path(), asset.body());
        return switch (made) {
            case Got<JsonNode>(var said, var _) -> {
                var id = (kind == AssetKind.SLO ? said.path("data").path(0) : said)
                        .path("id")
                        .asText();
                yield documented(kind, id) ? new Got<>(id) : odd(id);
            }
            case Refused<JsonNode> refused -> refused.map(said -> "");
        };
    }

    ApiAnswer<JsonNode> replace(Asset asset, String id) {
        return RawObjects.replace(api, asset.kind().writing(), asset.kind().path() + "/" + id, asset.body());
    }

    ApiAnswer<JsonNode> delete(AssetKind kind, String id) {
        return RawObjects.delete(api, kind.writing(), kind.path() + "/" + id);
    }

    String url(AssetKind kind, String id) {
        return kind.url(api.access(), id);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
