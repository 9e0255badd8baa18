package dev.phantom.datadog.api;

import dev.phantom.datadog.api.Dependencies.Neighbours;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who depends on whom as people wrote it down in the Software Catalog: `GET /api/v2/catalog/relation`
/// (https://docs.datadoghq.com/api/latest/software-catalog/get-a-list-of-entity-relations/).
public final class CatalogRelations {
    private CatalogRelations() {}

    private static final int MOST = 100;

    /// One list: what the service depends on, and what depends on it.
    public static ApiAnswer<List<Neighbours>> read(DatadogApi api, String service) {
        return api.ask(
                        Source.CATALOG,
                        client -> Wire.documented(
                                Unmodelled.get(
                                        client,
                                        "/api/v2/catalog/relation",
                                        Map.of(
                                                "filter[from_ref]",
                                                "service:" + service,
                                                "page[limit]",
                                                String.valueOf(MOST))),
                                "data",
                                said -> said.get("data")))
                .map(said -> List.of(new Neighbours(
                        names(said.get("data"), "RelationTypeDependsOn"),
                        names(said.get("data"), "RelationTypeDependencyOf"))));
    }

    /// Services at the other end of relations of one type.
    private static List<String> names(@Nullable Object data, String type) {
        return (data instanceof List<?> rows ? rows.stream() : Stream.<Object>empty())
                .map(row -> Wire.at(row, "attributes"))
                .filter(relation ->
                        type.equals(Wire.at(relation, "type")) && "service".equals(Wire.at(relation, "to", "kind")))
                .flatMap(relation -> Stream.ofNullable(Wire.at(relation, "to", "name")))
                .map(Object::toString)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }
}
