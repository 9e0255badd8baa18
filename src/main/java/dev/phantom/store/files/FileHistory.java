package dev.phantom.store.files;

import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.Adoptions;
import dev.phantom.run.Baselines;
import dev.phantom.run.Decisions;
import dev.phantom.run.LastLook;
import dev.phantom.run.Runs;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.stack.file.LiveStateReader;
import dev.phantom.stack.file.LiveStateWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A folder: `<account>-<region>-<stack>/baseline.json` (`phantom.live/v1`), `look.json` (open drifts and figures of
/// the last walk; before 0.2.0 it was `known.txt`, drift ids alone, one a line),
/// `ended.txt` (adopted differences that are adopted no more) and `judged/<driftId>/case.json`, `verdict.json`. Each
/// file is replaced in one step, so a killed run leaves no half of
/// one.
public final class FileHistory implements Baselines, Decisions, Adoptions, Runs {

    private final Path folder;
    private final Mask mask;
    private final InstantSource clock;

    /// @param mask for secrets in the models
    public FileHistory(Path folder, Mask mask, InstantSource clock) {
        this.folder = folder;
        this.mask = mask;
        this.clock = clock;
    }

    @Override
    public Baseline baseline(StackId stack) {
        return text(home(stack).resolve("baseline.json"))
                .map(text -> {
                    var state = reader().read("baseline.json", text, Map.of());
                    return new Baseline(stack, state.capturedAt(), state.resources());
                })
                .orElseGet(() -> Baseline.none(stack));
    }

    @Override
    public void remember(StackId stack, List<LiveResource> undrifted) {
        var models = new LinkedHashMap<String, LiveResource>();
        baseline(stack).resources().forEach(r -> models.put(r.logicalId(), r));
        undrifted.forEach(r -> models.put(r.logicalId(), r));
        Instant now = clock.instant();
        var state = new LiveState(stack, "", LiveState.Source.FILE, now, List.copyOf(models.values()), List.of());
        var out = new StringWriter();
        try {
            new LiveStateWriter(mask, Secrets.NONE).write(state, out);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        write(home(stack).resolve("baseline.json"), out.toString());
    }

    @Override
    public Map<String, Instant> firstSeen(StackId stack) {
        return lastLook(stack)
                .map(look -> look.open().stream()
                        .collect(Collectors.toMap(
                                LastLook.Open::driftId, LastLook.Open::firstSeen, (a, b) -> a.isBefore(b) ? a : b)))
                .orElseGet(() -> known(stack));
    }

    /// Ids without a time: the walk that wrote them wrote the baseline too, so then at the latest they were seen.
    private Map<String, Instant> known(StackId stack) {
        var ids = lines(home(stack).resolve("known.txt"));
        var at = ids.isEmpty() ? null : baseline(stack).at();
        var seen = at == null ? clock.instant() : at;
        return ids.stream().collect(Collectors.toMap(id -> id, id -> seen));
    }

    @Override
    public Optional<LastLook> lastLook(StackId stack) {
        var file = home(stack).resolve("look.json");
        return text(file).map(text -> {
            try {
                return LastLookJson.read(text);
            } catch (IllegalArgumentException e) {
                throw failed(file, "cannot be read", e);
            }
        });
    }

    @Override
    public void lastLook(StackId stack, LastLook look) {
        write(home(stack).resolve("look.json"), LastLookJson.write(look));
        remove(home(stack).resolve("known.txt"));
    }

    @Override
    public Set<String> endedAdoptions(StackId stack) {
        return lines(home(stack).resolve("ended.txt"));
    }

    @Override
    public void endedAdoptions(StackId stack, Set<String> ended) {
        if (!ended.equals(endedAdoptions(stack))) {
            lines(home(stack).resolve("ended.txt"), ended);
        }
    }

    private static Set<String> lines(Path file) {
        return text(file)
                .map(text -> Set.copyOf(text.lines().filter(l -> !l.isBlank()).toList()))
                .orElse(Set.of());
    }

    private static void lines(Path file, Set<String> lines) {
        write(file, String.join("\n", new TreeSet<>(lines)) + "\n");
    }

    @Override
    public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
        var home = judged(stack, driftId);
        var file = text(home.resolve("case.json"));
        var verdict = text(home.resolve("verdict.json"));
        if (file.isEmpty() || verdict.isEmpty()) {
            return Optional.empty();
        }
        try {
            var found = new Judged(CaseFileJson.read(file.get()), VerdictJson.read(verdict.get()));
            return Optional.of(found).filter(j -> j.file().drift().contentHash().equals(contentHash));
        } catch (PhantomException | IllegalArgumentException e) {
            return Optional.empty(); // written by another version: the case is judged again
        }
    }

    @Override
    public void judged(StackId stack, Judged judged) {
        var home = judged(stack, judged.file().drift().driftId());
        remove(home.resolve("verdict.json"));
        write(home.resolve("case.json"), CaseFileJson.write(judged.file()));
        write(home.resolve("verdict.json"), VerdictJson.write(judged.verdict()));
    }

    private static LiveStateReader reader() {
        Function<String, List<String>> nothing = type -> List.of();
        return new LiveStateReader(List.of(), nothing);
    }

    private Path judged(StackId stack, String driftId) {
        return home(stack).resolve("judged").resolve(name(driftId));
    }

    private Path home(StackId stack) {
        return folder.resolve(name(stack.account() + "-" + stack.region() + "-" + stack.name()));
    }

    private static String name(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw failed(file, "cannot be read", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, "cannot be replaced", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            var next = Files.createTempFile(file.getParent(), ".next", "");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(file, "cannot be written", e);
        }
    }

    private static PhantomException failed(Path file, String why, Exception e) {
        return new PhantomException(
                new Diagnostic(
                        Code.FILE_UNREADABLE, "the history " + why, "check the folder's permissions", file.toString()),
                e);
    }
}
