package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A copy of a scenario in whose live resources and logs secrets of every kind were planted, beside values that only
/// speak of secrets.
final class PlantedSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "DB_PASSWORD",
            "ApiToken",
            "clientSecret",
            "SMTP_PASS",
            "SecretAccessKey",
            "x-api-key",
            "private_key",
            "JWT_SECRET");
    private static final List<String> NEAR_MISSES = List.of(
            "PasswordPolicy", "MinimumPasswordLength", "TokenValidity", "KmsKeyId", "KeyId", "SecretName", "TokenType");

    private final Random random;

    /// For what is no secret: the same whatever the secrets are.
    private final Random words = new Random(1);
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> bare = new LinkedHashSet<>();
    private final Set<String> plain = new LinkedHashSet<>();

    /// A secret that its stack shows under its name, and elsewhere too.
    private String once = "";

    private PlantedSecrets(Random random) {
        this.random = random;
    }

    static PlantedSecrets copy(Path scenario, Path to, long seed) throws IOException {
        try (var files = Files.walk(scenario)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(scenario.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var planted = new PlantedSecrets(new Random(seed));
        planted.live(to.resolve("input/live.json"));
        planted.logs(to.resolve("input/evidence/logs.json"));
        return planted;
    }

    /// No text of these may be shown.
    Set<String> secrets() {
        return secrets;
    }

    /// Those among them that stand bare in a log, so that only the stack whose resource holds them can know them.
    Set<String> bare() {
        return bare;
    }

    /// Stands under names that only speak of secrets.
    Set<String> plain() {
        return plain;
    }

    private void live(Path file) throws IOException {
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                var state = JSON.readTree(line);
                once = secret();
                state.path("resources").forEach(this::resource);
                state.path("unmanaged").forEach(this::resource);
                lines.add(JSON.writeValueAsString(state));
            }
        }
        Files.write(file, lines);
    }

    private void resource(JsonNode resource) {
        if (!(resource.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        properties.put("MasterUserPassword", once);
        if (properties.get("Tags") instanceof ArrayNode tags) {
            NAMES.forEach(name -> tags.addObject().put("Key", name).put("Value", secret()));
            forms().forEach(form ->
                    tags.addObject().put("Key", "Note" + tags.size()).put("Value", form));
            NEAR_MISSES.forEach(name -> tags.addObject().put("Key", name).put("Value", ordinary()));
        }
        if (resource.path("type").asText().equals("AWS::Lambda::Function")) {
            var variables = properties.withObject("Environment").withObject("Variables");
            NAMES.forEach(name -> variables.put(name.replace('-', '_'), secret()));
            forms().forEach(form -> variables.put("SETTING_" + (char) ('A' + variables.size() % 26), form));
        }
        if (properties.get("ContainerDefinitions") instanceof ArrayNode containers) {
            containers.forEach(container -> {
                var environment = ((ObjectNode) container).withArray("Environment");
                NAMES.forEach(name -> environment.addObject().put("Name", name).put("Value", secret()));
                ((ObjectNode) container)
                        .withArray("Command")
                        .add("--db-password")
                        .add(secret());
            });
        }
    }

    /// Texts that give themselves away, whatever they stand under.
    private List<String> forms() {
        var pem = secret();
        return List.of(
                "postgres://app:" + secret() + "@db.internal:5432/orders",
                "{\"user\":\"app\",\"apiToken\":\"" + secret() + "\"}",
                "[{\"name\":\"DB_PASSWORD\",\"value\":\"" + secret() + "\"}]",
                "Server=db;Password=" + secret() + ";",
                "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----",
                known("AKIA" + "%016d".formatted(Math.floorMod(random.nextLong(), 10_000_000_000_000_000L))),
                "was " + once + " before");
    }

    private void logs(Path file) throws IOException {
        if (Files.exists(file)) {
            var logs = JSON.readTree(file.toFile());
            for (var log : logs.get("data")) {
                var attributes = (ObjectNode) log.get("attributes");
                var message = attributes.path("message").asText();
                attributes.put("message", message + " password=" + secret() + " " + once);
                bare.add(once);
            }
            JSON.writeValue(file.toFile(), logs);
        }
    }

    String secret() {
        return known("Pl4nt" + Long.toString(Math.floorMod(random.nextLong(), 1L << 50), 36));
    }

    private String known(String secret) {
        secrets.add(secret);
        return secret;
    }

    private String ordinary() {
        var value = "pla1n" + Long.toString(Math.floorMod(words.nextLong(), 1L << 50), 36);
        plain.add(value);
        return value;
    }
}
