package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.Intent;
import dev.phantom.patch.Effects;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every literal of 112 configurations that somebody else wrote and of 188 made ones is set to itself and to another
/// value. `terraform fmt -check` judges the files before and after; it has to be on PATH.
@Tag("corpus")
class CorpusModuleEditsTest {

    private static final int MADE = 188;

    @TempDir
    private Path folder;

    private int literals;
    private int oneLine;
    private int aligned;
    private int computed;
    private int texts;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> before = new HashMap<>();

    @Test
    void aLiteralIsChangedInItsLineAndTheFormatStays() throws IOException, InterruptedException {
        var modules = new ArrayList<RootModule>();
        foreign().forEach(modules::add);
        assertThat(modules).hasSize(112);
        var made = new ArrayList<RootModule>();
        for (int i = 0; i < MADE; i++) {
            made.add(GeneratedModules.of(i));
        }
        modules.addAll(formatted(made));
        for (int i = 0; i < modules.size(); i++) {
            every(modules.get(i), i);
        }
        var unformatted = unformatted();
        var moved = new TreeSet<String>();
        before.forEach((edited, original) -> {
            if (unformatted.contains(edited) != unformatted.contains(original)) {
                moved.add(edited);
            }
        });
        System.out.printf(
                "%d modules, %d literals set to themselves and to another value: %d changed one line, %d aligned"
                        + " neighbours too, %d texts of several lines; %d values are computed; fmt judged %d files%n",
                modules.size(), literals, oneLine, aligned, texts, computed, before.size());
        assertThat(wrong).isEmpty();
        assertThat(moved).as("formatted otherwise than before").isEmpty();
        assertThat(literals).isGreaterThan(1500);
    }

    private static List<RootModule> foreign() throws IOException {
        var root = Path.of(System.getenv().getOrDefault("PHANTOM_CORPUS", ""), "terraform-states");
        List<RootModule> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".tf")).sorted().toList()) {
                found.add(RootModule.main(Files.readString(file)));
            }
        }
        return found;
    }

    /// Half of them as `terraform fmt` leaves them.
    private List<RootModule> formatted(List<RootModule> made) throws IOException, InterruptedException {
        var place = folder.resolve("made");
        for (int i = 0; i < made.size(); i += 2) {
            write(place.resolve(i + ".tf"), made.get(i).main());
        }
        fmt(place, "-list=false");
        var all = new ArrayList<>(made);
        for (int i = 0; i < made.size(); i += 2) {
            all.set(i, made.get(i).with("live/main.tf", Files.readString(place.resolve(i + ".tf"))));
        }
        return all;
    }

    private void every(RootModule module, int number) throws IOException {
        var files = new HashMap<String, String>();
        for (var file : module.texts().entrySet()) {
            files.put(file.getKey(), keep(number + "-0", file.getKey(), file.getValue()));
        }
        int count = 0;
        for (var resource : module.declared().resources().entrySet()) {
            for (var leaf : leaves(resource.getValue().properties(), PropertyPath.ROOT)) {
                count++;
                leaf(module, resource.getKey(), leaf, number + "-" + count, files);
            }
        }
    }

    private static List<PropertyPath> leaves(Value value, PropertyPath at) {
        return switch (value) {
            case MapValue m ->
                m.entries().entrySet().stream()
                        .flatMap(e -> leaves(e.getValue(), at.child(e.getKey())).stream())
                        .toList();
            case ListValue(List<Value> items) -> {
                List<PropertyPath> all = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    all.addAll(leaves(items.get(i), at.child(i)));
                }
                yield all;
            }
            case Scalar s -> List.of(at);
            case Value other -> List.of();
        };
    }

    private void leaf(RootModule module, String address, PropertyPath path, String name, Map<String, String> files)
            throws IOException {
        String place = path.toString();
        var now = (Scalar) module.value(address, place).settled();
        try {
            var same = module.edit(address, place, new Intent.Set(now), Way.ORIGIN)
                    .edits()
                    .getFirst();
            var other = another(now);
            var edit = module.edit(address, place, new Intent.Set(other), Way.ORIGIN);
            literals++;
            if (!same.text().equals(module.texts().get(same.file()))) {
                wrong.add(address + place + " set to itself is not as it was");
            }
            judge(module, address, place, other, edit);
            var changed = edit.edits().getFirst();
            before.put(keep(name, changed.file(), changed.text()), files.getOrDefault(changed.file(), ""));
        } catch (PhantomException e) {
            computed++;
        }
    }

    private static Scalar another(Scalar now) {
        String text = now.text();
        if (text.startsWith("{") || text.startsWith("[")) {
            String other = text.replaceFirst("\"([^\"]*)\"(\\s*[,}\\]])", "\"other$1\"$2");
            return Value.string(other.equals(text) ? text + "-other" : other);
        }
        return now.isPlain()
                ? Value.plain(text.equals("true") ? "false" : text.equals("false") ? "true" : text + "7")
                : Value.string(text.endsWith("\n") ? "other\n" + text : text + "-other");
    }

    private void judge(RootModule module, String address, String place, Scalar other, Candidate edit) {
        var changed = edit.edits().getFirst();
        var after = module.with(changed.file(), changed.text());
        var moved = Effects.between(module.declared(), after.declared());
        boolean says = after.text(address, place).equals(other.text());
        boolean alone = moved.stream()
                .anyMatch(e ->
                        e.owner().equals(address) && e.property().toString().equals(place));
        if (!says || !alone) {
            wrong.add(address + place + " says " + after.text(address, place) + " and moves " + moved);
        }
        count(address + place, module.texts().getOrDefault(changed.file(), ""), changed.text(), other);
    }

    private void count(String what, String before, String after, Scalar other) {
        var old = before.split("\n", -1);
        var now = after.split("\n", -1);
        if (other.text().contains("\n")) {
            texts++;
            return;
        }
        int lines = 0;
        int content = 0;
        for (int i = 0; i < Math.min(old.length, now.length); i++) {
            lines += old[i].equals(now[i]) ? 0 : 1;
            content += old[i].replaceAll("\\s+", " ").equals(now[i].replaceAll("\\s+", " ")) ? 0 : 1;
        }
        if (old.length != now.length || content != 1) {
            wrong.add(what + " changed " + content + " lines");
        }
        oneLine += lines == 1 ? 1 : 0;
        aligned += lines > 1 ? 1 : 0;
    }

    private String keep(String name, String file, String text) throws IOException {
        String kept = name + "-" + file.substring(file.lastIndexOf('/') + 1);
        if (!kept.endsWith(".json")) {
            write(folder.resolve("judged").resolve(kept), text);
        }
        return kept;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private TreeSet<String> unformatted() throws IOException, InterruptedException {
        return new TreeSet<>(fmt(folder.resolve("judged"), "-check"));
    }

    /// A configuration of Terraform's own command line, whatever the machine has.
    private Path empty() throws IOException {
        return Files.write(folder.resolve("terraformrc"), new byte[0]);
    }

    private List<String> fmt(Path place, String option) throws IOException, InterruptedException {
        var errors = folder.resolve("fmt.err").toFile();
        var builder = new ProcessBuilder("terraform", "fmt", option)
                .directory(place.toFile())
                .redirectError(errors);
        builder.environment().put("TF_CLI_CONFIG_FILE", empty().toString());
        var process = builder.start();
        process.getOutputStream().close();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            var listed = lines.lines().toList();
            process.waitFor();
            assertThat(Files.readString(errors.toPath())).doesNotContain("Error");
            return listed;
        }
    }
}
