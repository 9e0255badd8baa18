package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;

/// One asset as Phantom would write it.
///
/// @param name by which it is found again: `phantom_asset:<name>`
/// @param body in the form of Datadog's API; may still hold placeholders for the ids of other assets
record Asset(AssetKind kind, String name, JsonNode body) {

    String title() {
        return body.path(kind == AssetKind.DASHBOARD ? "title" : "name").asText();
    }
}
