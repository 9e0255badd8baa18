package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.Shell;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.iac.cloudformation.splice.Splice;
import dev.phantom.patch.plan.TemplateEdit;
import dev.phantom.patch.plan.TemplateEdit.Result;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Templates that people wrote and that nothing was tuned on, out of source archives (`make templates` lays them into
/// `phantom.templates`): read, compared with themselves, put together again, and every literal of them changed.
@Tag("corpus")
@EnabledIfSystemProperty(named = "phantom.templates", matches = ".+")
class HandWrittenTemplatesTest {

    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));
    private static final Pattern NAMES = Pattern.compile("\\bat \\S+ \\S+|[\"'`][^\"'`]*[\"'`]");

    @TempDir
    private Path home;

    /// What came of the templates of one kind.
    private static final class Tally {
        int templates;
        int read;
        int compared;
        int drifted;
        int same;
        int literals;
        int changed;
        int spread;
        final Map<String, Integer> refusals = new TreeMap<>();

        void refused(String reason) {
            refusals.merge(reason, 1, Integer::sum);
        }

        String row(String kind) {
            return "| %s | %d | %d | %d | %d | %d | %d | %d | %d |\n"
                    .formatted(kind, templates, read, compared, drifted, same, literals, changed, spread);
        }
    }

    private final Map<String, Tally> kinds = new TreeMap<>();

    @Test
    void everyTemplateIsReadComparedAndEdited() throws IOException {
        for (var file : files()) {
            var tally = kind(file);
            tally.templates++;
            read(file, tally);
        }
        for (var kind : kinds.entrySet()) {
            compare(kind.getKey(), kind.getValue());
        }
        AccuracyPage.holds("hand-written-templates", page());
        assertThat(kinds.values().stream().mapToInt(t -> t.templates).sum()).isGreaterThanOrEqualTo(200);
        assertThat(kinds.values()).allSatisfy(tally -> {
            assertThat(tally.drifted).isZero();
            assertThat(tally.same).isEqualTo(tally.read);
            assertThat(tally.spread).isZero();
        });
    }

    private Tally kind(Path file) {
        var name = file.getFileName().toString();
        return kinds.computeIfAbsent(name.substring(0, name.indexOf('.')), kind -> new Tally());
    }

    private void read(Path file, Tally tally) throws IOException {
        try {
            var text = DocumentReader.decode(file.toString(), Files.readAllBytes(file));
            var template = new CloudFormation().read(file.toString(), text);
            tally.read++;
            tally.same += comesBack(file, text, template) ? 1 : 0;
            template.resources()
                    .forEach((id, resource) -> scalars(resource.properties(), PropertyPath.ROOT)
                            .forEach((path, was) -> change(file, text, id, path, was, tally)));
        } catch (PhantomException e) {
            tally.refused("read: " + e.diagnostic().code().id() + " "
                    + plain(e.diagnostic().summary()));
        }
    }

    /// Every literal put as it is, and all resources at once: the same bytes.
    private static boolean comesBack(Path file, String text, Definition template) {
        var resources = PropertyPath.of("Resources");
        return template.document() instanceof MapValue map
                && map.get("Resources") instanceof Value all
                && Splice.apply(file.toString(), text, new Edit.Put(resources, all))
                        .equals(text)
                && template.resources().entrySet().stream().allMatch(resource -> {
                    var at = resources.child(resource.getKey()).child("Properties");
                    return scalars(resource.getValue().properties(), at).entrySet().stream()
                            .allMatch(e -> Splice.apply(file.toString(), text, new Edit.Put(e.getKey(), e.getValue()))
                                    .equals(text));
                });
    }

    private static void change(Path file, String text, String id, PropertyPath path, Scalar was, Tally tally) {
        tally.literals++;
        var result =
                TemplateEdit.command(FORMATS, file.toString(), text, id, path.toString(), "\"phantom-probe\"", false);
        switch (result) {
            case Result.Refused(var why) -> tally.refused("edit: " + why.code().id() + " " + plain(why.summary()));
            case Result.Edited edited -> {
                boolean alone = onlyItsLines(file, text, edited) && onlyThere(file, text, edited);
                tally.changed += alone ? 1 : 0;
                tally.spread += alone ? 0 : 1;
                if (!alone) {
                    System.out.println("spread: " + file.getFileName() + " " + id + " " + path + " " + was);
                }
            }
        }
    }

    private static boolean onlyItsLines(Path file, String text, Result.Edited edited) {
        var span = TemplateReader.read(file.toString(), text)
                .span(edited.origin().document())
                .orElseThrow();
        int lead = text.lastIndexOf('\n', span.start()) + 1;
        int end = text.indexOf('\n', Math.max(span.start(), span.end() - 1));
        return edited.text().startsWith(text.substring(0, lead))
                && edited.text().endsWith(end < 0 ? "" : text.substring(end));
    }

    /// Every other literal of every resource reads as before.
    private static boolean onlyThere(Path file, String text, Result.Edited edited) {
        var before = literals(file, text);
        var after = literals(file, edited.text());
        var changed = before.entrySet().stream()
                .filter(e -> !e.getValue().equals(after.get(e.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return before.keySet().equals(after.keySet())
                && changed.equals(List.of(edited.origin().document().toString()));
    }

    private static Map<String, String> literals(Path file, String text) {
        var all = new TreeMap<String, String>();
        scalars(new CloudFormation().read(file.toString(), text).document(), PropertyPath.ROOT)
                .forEach((path, scalar) -> all.put(path.toString(), scalar.text()));
        return all;
    }

    private void compare(String kind, Tally tally) throws IOException {
        var batch = Files.createDirectory(home.resolve(kind));
        for (var file : files()) {
            var name = file.getFileName().toString();
            if (kind(file) == tally) {
                var folder = Files.createDirectory(batch.resolve(name));
                Files.copy(file, folder.resolve("safe" + name.substring(name.lastIndexOf('.'))));
                Files.copy(file, folder.resolve("live.yaml"));
            }
        }
        var shown = new Shell().in(batch).run("diff", "--batch", ".", "--output", "json");
        assertThat(shown.err()).doesNotContain(Code.INTERNAL_ERROR.id(), "\tat ");
        var run = new ObjectMapper().readTree(shown.out());
        run.get("reports").forEach(report -> {
            tally.compared++;
            tally.drifted += report.get("drifts").isEmpty() ? 0 : 1;
            if (!report.get("drifts").isEmpty()) {
                System.out.println("drift: " + report.at("/safeState/path") + " " + report.get("drifts"));
            }
        });
        run.get("failures")
                .forEach(failure -> tally.refused(
                        "diff: " + plain(failure.get("summary").asText().replaceAll("\\S+\\.(yaml|json)\\S*", "…"))));
    }

    private String page() {
        var rows = new StringBuilder("| written as | templates | read | compared with themselves | with drift |"
                + " put together again, the same bytes | literals | changed, nothing else | something else too |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        kinds.forEach((kind, tally) -> rows.append(tally.row(kind)));
        var reasons = new TreeMap<String, Integer>();
        kinds.values().forEach(t -> t.refusals.forEach((why, n) -> reasons.merge(why, n, Integer::sum)));
        rows.append("\n| refused | times |\n|---|---|\n");
        reasons.forEach((why, n) -> rows.append("| %s | %d |\n".formatted(why, n)));
        return rows.toString();
    }

    /// The reason without the names of this template.
    private static String plain(String summary) {
        return NAMES.matcher(summary).replaceAll("…").replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static Map<PropertyPath, Scalar> scalars(Value value, PropertyPath at) {
        var found = new LinkedHashMap<PropertyPath, Scalar>();
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> found.putAll(scalars(v, at.child(k))));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    found.putAll(scalars(l.items().get(i), at.child(i)));
                }
            }
            case Scalar s -> found.put(at, s);
            case Value other -> {}
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(Path.of(System.getProperty("phantom.templates")))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
