package dev.phantom.drift.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.adopt.Adopted.Entry;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// `.phantom/adopted.yaml`: `version: 1` and `adopted:`, one line for each difference, so that a line taken out by
/// hand makes it drift again. No `FieldReader`: a machine writes an entry, so it is whole or it is refused whole.
public final class AdoptedFile {

    /// Where it stands in the repository.
    public static final String PATH = ".phantom/adopted.yaml";

    private static final String HEAD = """
            # The drift that existed when Phantom was introduced. Each entry is listed in every report, but raises no
            # alert and opens no pull request until it changes. Remove an entry, and it is drift again.
            # Written by `phantom adopt`; it contains no values. What has a finding of level high or critical needs an end,
            # `until`, within 90 days.
            version: 1
            """;
    private static final List<String> KEYS = List.of("stack", "key", "resource", "path", "driftId", "contentHash");

    private static final String UNTIL = "until";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;

    private AdoptedFile(String file) {
        this.file = file;
    }

    public static String write(Adopted adopted) {
        var text = new StringBuilder(HEAD);
        text.append(adopted.entries().isEmpty() ? "adopted: []\n" : "adopted:\n");
        adopted.entries()
                .forEach(entry -> text.append("  - ").append(line(entry)).append('\n'));
        return text.toString();
    }

    /// A flow mapping of double-quoted strings, which YAML and JSON read alike.
    private static String line(Entry entry) {
        var fields = new LinkedHashMap<String, String>();
        var values = List.of(
                entry.stack(), entry.key(), entry.resource(), entry.path(), entry.driftId(), entry.contentHash());
        for (var i = 0; i < KEYS.size(); i++) {
            fields.put(KEYS.get(i), values.get(i));
        }
        if (entry.until() != null) {
            fields.put(UNTIL, entry.until().toString());
        }
        try {
            return JSON.writeValueAsString(fields).replace("\":\"", "\": \"").replace("\",\"", "\", \"");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON", e);
        }
    }

    /// @throws PhantomException ADOPTED_UNREADABLE
    public static Adopted read(String file, String text) {
        var reader = new AdoptedFile(file);
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(20)
                    .build();
            return reader.adopted(new Load(settings).loadFromString(text));
        } catch (YamlEngineException e) {
            var first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new PhantomException(
                    new Diagnostic(Code.ADOPTED_UNREADABLE, "not valid YAML: " + first, "", file), e);
        }
    }

    private Adopted adopted(@Nullable Object document) {
        if (document == null) {
            return Adopted.NONE;
        }
        if (!(document instanceof Map<?, ?> map)
                || !Set.of("version", "adopted").containsAll(map.keySet())
                || !(map.get("version") instanceof Number version)
                || version.intValue() != 1) {
            throw wrong("the file must contain 'version: 1' and 'adopted'");
        }
        var entries = new ArrayList<Entry>();
        switch (map.get("adopted")) {
            case null -> {}
            case List<?> list -> list.forEach(item -> entries.add(entry(entries.size() + 1, item)));
            case Object other -> throw wrong("'adopted' must be a list");
        }
        return new Adopted(entries);
    }

    private Entry entry(int number, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)
                || !map.keySet().stream().allMatch(key -> KEYS.contains(key) || UNTIL.equals(key))) {
            throw wrong("entry " + number + " must be a map of " + String.join(", ", KEYS) + " and " + UNTIL);
        }
        if (text(map, "driftId").isEmpty()
                || text(map, "contentHash").isEmpty()
                || text(map, "key").isEmpty()) {
            throw wrong("entry " + number + " lacks key, driftId or contentHash");
        }
        return new Entry(
                text(map, "stack"),
                text(map, "key"),
                text(map, "resource"),
                text(map, "path"),
                text(map, "driftId"),
                text(map, "contentHash"),
                until(number, text(map, UNTIL)));
    }

    private @Nullable LocalDate until(int number, String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("'until' of entry " + number + " must be a date such as 2027-01-31, not " + text);
        }
    }

    private static String text(Map<?, ?> map, String key) {
        var value = map.get(key);
        return value instanceof Map<?, ?> || value instanceof java.util.Collection<?> || value == null
                ? ""
                : String.valueOf(value);
    }

    private PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(Code.ADOPTED_UNREADABLE, problem, "", file));
    }
}
