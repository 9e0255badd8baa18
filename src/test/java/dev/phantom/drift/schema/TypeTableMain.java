package dev.phantom.drift.schema;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/// Writes the embedded table of resource types from the registry schemas of a cfn-lint wheel. Run by `make types`.
///
/// Which schema of a type: that of us-east-1, else of the first region in alphabetical order, SAM's own types last. The
/// same wheel gives the same bytes.
final class TypeTableMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "cfnlint/data/schemas/";
    private static final String PROVIDERS = SCHEMAS + "providers/";

    private record Chosen(String region, String digest) {}

    private final ZipFile wheel;
    private final Path out;

    private TypeTableMain(ZipFile wheel, Path out) {
        this.wheel = wheel;
        this.out = out;
    }

    /// @param args wheel, folder of the table
    public static void main(String[] args) throws IOException {
        var file = Path.of(args[0]);
        try (var wheel = new ZipFile(file.toFile())) {
            var name = List.of(file.getFileName().toString().split("-"));
            new TypeTableMain(wheel, Path.of(args[1])).write(name.get(0).replace('_', '-') + " " + name.get(1));
        }
    }

    private void write(String source) throws IOException {
        var services = new TreeMap<String, StringBuilder>();
        var index = JSON.createObjectNode()
                .put("source", source)
                .put(
                        "date",
                        read(SCHEMAS + "version.json")
                                .get("schema_date")
                                .asText()
                                .substring(0, 10));
        var names = index.putObject("services");
        for (var entry : chosen().entrySet()) {
            var type = entry.getKey();
            var chosen = entry.getValue();
            var schema = read(SCHEMAS + "resources/" + chosen.digest() + ".json");
            var row = SchemaRow.of(type, schema, chosen.region());
            row.leftOut()
                    .forEach(what -> System.out.println("left out, it has no such property: " + type + " " + what));
            var service = type.substring(0, type.lastIndexOf("::"));
            services.computeIfAbsent(service, s -> new StringBuilder()).append(row.lines());
            names.withArrayProperty(service).add(type.substring(service.length() + 2));
        }
        clean();
        Files.writeString(out.resolve("index.json"), pretty(index) + "\n");
        for (var service : services.entrySet()) {
            Files.writeString(out.resolve(service.getKey().replace("::", "-") + ".jsonl"), service.getValue());
        }
    }

    private TreeMap<String, Chosen> chosen() throws IOException {
        var regions = new TreeSet<>(Comparator.comparing((String region) -> !region.equals(SchemaRow.HOME_REGION))
                .thenComparing(region -> region.equals("sam"))
                .thenComparing(region -> region));
        wheel.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.matches(PROVIDERS + "[^/]+\\.json"))
                .forEach(name -> regions.add(name.substring(PROVIDERS.length(), name.length() - ".json".length())));
        var chosen = new TreeMap<String, Chosen>();
        for (var region : regions) {
            read(PROVIDERS + region + ".json")
                    .properties()
                    .forEach(type -> chosen.putIfAbsent(
                            type.getKey(), new Chosen(region, type.getValue().asText())));
        }
        return chosen;
    }

    /// The facts that are kept by hand stand beside the table and stay.
    private void clean() throws IOException {
        try (var files = Files.newDirectoryStream(out, "*.{jsonl,json}")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    private JsonNode read(String name) throws IOException {
        try (var in = wheel.getInputStream(wheel.getEntry(name))) {
            return JSON.readTree(in);
        }
    }

    private static String pretty(ObjectNode index) throws IOException {
        var lines = new DefaultIndenter(" ", "\n");
        var printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return JSON.writer(printer).writeValueAsString(index);
    }
}
