package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every real template: read, put together again, and one scalar of it changed.
@Tag("corpus")
class TemplateCorpusTest {
    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));

    private static final long SEED = Long.getLong("phantom.seed", 20261122);

    private record Spot(String logicalId, PropertyPath path) {}

    @Test
    void everyTemplateComesBackAsItWas() throws IOException {
        int read = 0;
        Map<String, Integer> refused = new TreeMap<>();
        for (Path file : files()) {
            var check = TemplateCheck.of(FORMATS, file.toString(), Files.readAllBytes(file));
            check.broken().ifPresent(d -> refused.merge(d.code().id(), 1, Integer::sum));
            read += check.passed() ? 1 : 0;
        }
        System.out.println("templates read and round-tripped: " + read + ", refused by code: " + refused);
        assertThat(refused).doesNotContainKey(Code.INTERNAL_ERROR.id());
        assertThat(read).isGreaterThan(650);
    }

    @Test
    void oneScalarChangesItsOwnLinesOnly() throws IOException {
        var random = new Random(SEED);
        int changed = 0;
        Map<String, Integer> refused = new TreeMap<>();
        for (Path file : files()) {
            String text;
            List<Spot> spots;
            try {
                text = DocumentReader.decode(file.toString(), Files.readAllBytes(file));
                spots = scalars(new CloudFormation().read(file.toString(), text));
            } catch (PhantomException e) {
                continue;
            }
            if (spots.isEmpty()) {
                continue;
            }
            Spot spot = spots.get(random.nextInt(spots.size()));
            var result = TemplateEdit.command(
                    FORMATS,
                    file.toString(),
                    text,
                    spot.logicalId(),
                    spot.path().toString(),
                    "\"phantom-probe\"",
                    false);
            switch (result) {
                case Result.Refused r ->
                    refused.merge(
                            r.diagnostic().code() + " " + file.getFileName() + " "
                                    + r.diagnostic().summary(),
                            1,
                            Integer::sum);
                case Result.Edited e -> {
                    changed++;
                    onlyItsLines(file, text, e, spot);
                }
            }
        }
        var text = new StringBuilder("%d templates edited, only their own lines differ; %d refused (seed %d):%n%n"
                .formatted(changed, refused.size(), SEED));
        refused.keySet().forEach(r -> text.append("- ").append(r).append('\n'));
        AccuracyPage.holds("edits", text.toString());
        assertThat(refused.keySet()).allMatch(r -> r.startsWith("PATCH_NO_NODE"));
        assertThat(changed).isGreaterThan(500);
    }

    private static void onlyItsLines(Path file, String text, Result.Edited edited, Spot spot) {
        var span = TemplateReader.read(file.toString(), text)
                .span(edited.origin().document())
                .orElseThrow();
        int lead = text.lastIndexOf('\n', span.start()) + 1;
        int end = text.indexOf('\n', Math.max(span.start(), span.end() - 1));
        assertThat(edited.text()).as("%s %s", file, spot).startsWith(text.substring(0, lead));
        assertThat(edited.text()).as("%s %s", file, spot).endsWith(end < 0 ? "" : text.substring(end));
    }

    @Test
    void theSameValueIsTheSameBytes() throws IOException {
        int nodes = 0;
        for (Path file : files()) {
            String text = DocumentReader.decode(file.toString(), Files.readAllBytes(file));
            Value document;
            try {
                document = new CloudFormation().read(file.toString(), text).document();
            } catch (PhantomException e) {
                continue;
            }
            if (document instanceof MapValue map && map.get("Resources") instanceof Value resources) {
                assertThat(Splice.apply(file.toString(), text, new Edit.Put(PropertyPath.of("Resources"), resources)))
                        .isEqualTo(text);
                nodes++;
            }
        }
        System.out.println("spliced by themselves: " + nodes);
    }

    private static List<Spot> scalars(Definition template) {
        List<Spot> spots = new ArrayList<>();
        template.resources().forEach((id, r) -> collect(id, r.properties(), PropertyPath.ROOT, spots));
        return spots;
    }

    private static void collect(String id, Value value, PropertyPath at, List<Spot> spots) {
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> collect(id, v, at.child(k), spots));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    collect(id, l.items().get(i), at.child(i), spots);
                }
            }
            case Scalar s -> spots.add(new Spot(id, at));
            case Value other -> {}
        }
    }

    static List<Path> files() throws IOException {
        Path corpus = Path.of(System.getenv().getOrDefault("PHANTOM_CORPUS", ""), "cfn-templates");
        try (var all = Files.walk(corpus)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".csv") && !f.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
