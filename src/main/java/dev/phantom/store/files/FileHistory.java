package dev.phantom.store.files;

import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Provisional;
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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A folder: `<account>-<region>-<stack>/baseline.json` (`phantom.live/v1`), `look.json` (open drifts and figures of
/// the last walk; before 0.2.0 it was `known.txt`, drift ids alone, one a line),
/// `ended.txt` (adopted differences that are adopted no more) and `judged/<driftId>/case.json`, `verdict.json`, and
/// beside them `provisional.json` while a verdict is that and `over.txt` once the drift is gone. Each file is replaced
/// in one step, so a killed run leaves no
/// half of one.
///
/// A file that cannot be read is set aside, `look.json.broken-<time>`, and counts as not there; [#unread] says so.
public final class FileHistory implements Baselines, Decisions, Adoptions, Runs {

    private static final String OVER = "over.txt";

    private final Path folder;
    private final Mask mask;
    private final InstantSource clock;
    private final boolean touched;
    private final Map<StackId, Set<String>> unread = new ConcurrentHashMap<>();

    /// @param mask for secrets in the models
    public FileHistory(Path folder, Mask mask, InstantSource clock) {
        this(folder, mask, clock, true);
    }

    private FileHistory(Path folder, Mask mask, InstantSource clock, boolean touched) {
        this.folder = folder;
        this.mask = mask;
        this.clock = clock;
        this.touched = touched;
    }

    /// One of which no file is moved, whatever is in it.
    public static FileHistory untouched(Path folder, Mask mask, InstantSource clock) {
        return new FileHistory(folder, mask, clock, false);
    }

    /// What a file says that may be damaged.
    @FunctionalInterface
    private interface Reading<T> {
        T of(String text) throws IOException;
    }

    @Override
    public Baseline baseline(StackId stack) {
        return kept(stack, home(stack).resolve("baseline.json"), text -> {
                    var state = reader().read("baseline.json", text, Map.of());
                    return new Baseline(stack, state.capturedAt(), state.resources());
                })
                .orElseGet(() -> Baseline.none(stack));
    }

    @Override
    public void remember(StackId stack, List<LiveResource> undrifted) {
        Instant now = clock.instant();
        var state = new LiveState(stack, "", LiveState.Source.FILE, now, undrifted, List.of());
        var out = new StringWriter();
        try {
            new LiveStateWriter(mask, Secrets.NONE.alone()).write(state, out);
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
        var ids = lines(stack, "known.txt");
        var at = ids.isEmpty() ? null : baseline(stack).at();
        var seen = at == null ? clock.instant() : at;
        return ids.stream().collect(Collectors.toMap(id -> id, id -> seen));
    }

    @Override
    public Optional<LastLook> lastLook(StackId stack) {
        return kept(stack, home(stack).resolve("look.json"), LastLookJson::read);
    }

    @Override
    public void lastLook(StackId stack, LastLook look) {
        write(home(stack).resolve("look.json"), LastLookJson.write(look));
        remove(home(stack).resolve("known.txt"));
    }

    @Override
    public Set<String> endedAdoptions(StackId stack) {
        return lines(stack, "ended.txt");
    }

    @Override
    public void endedAdoptions(StackId stack, Set<String> ended) {
        if (!ended.equals(endedAdoptions(stack))) {
            lines(home(stack).resolve("ended.txt"), ended);
        }
    }

    private Set<String> lines(StackId stack, String name) {
        return kept(
                        stack,
                        home(stack).resolve(name),
                        text -> Set.copyOf(
                                text.lines().filter(l -> !l.isBlank()).toList()))
                .orElse(Set.of());
    }

    private void lines(Path file, Set<String> lines) {
        write(file, String.join("\n", new TreeSet<>(lines)) + "\n");
    }

    @Override
    public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
        return Files.exists(judged(stack, driftId).resolve(OVER), LinkOption.NOFOLLOW_LINKS)
                ? Optional.empty()
                : latest(stack, driftId)
                        .filter(j -> j.file().drift().contentHash().equals(contentHash));
    }

    @Override
    public void over(StackId stack, String driftId) {
        var home = judged(stack, driftId);
        if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            write(home.resolve(OVER), clock.instant() + "\n");
        }
    }

    @Override
    public Optional<Judged> latest(StackId stack, String driftId) {
        var home = judged(stack, driftId);
        var verdict = kept(stack, home.resolve("verdict.json"), VerdictJson::read);
        if (verdict.isEmpty()) {
            return Optional.empty();
        }
        return kept(stack, home.resolve("case.json"), CaseFileJson::read)
                .map(file -> new Judged(file, verdict.get(), provisional(stack, home)));
    }

    @Override
    public List<Judged> ofResource(StackId stack, String logicalId) {
        return JudgedFolder.driftIds(home(stack).resolve("judged")).stream()
                .flatMap(driftId -> latest(stack, driftId).stream())
                .filter(judged -> judged.file().drift().logicalId().equals(logicalId))
                .toList();
    }

    @Override
    public void judged(StackId stack, Judged judged) {
        var home = judged(stack, judged.file().drift().driftId());
        remove(home.resolve("verdict.json"));
        remove(home.resolve(OVER));
        write(home.resolve("case.json"), CaseFileJson.write(judged.file()));
        if (judged.provisional() == null) {
            remove(home.resolve("provisional.json"));
        } else {
            write(home.resolve("provisional.json"), ProvisionalJson.write(judged.provisional()));
        }
        write(home.resolve("verdict.json"), VerdictJson.write(judged.verdict()));
    }

    private @Nullable Provisional provisional(StackId stack, Path home) {
        return kept(stack, home.resolve("provisional.json"), ProvisionalJson::read)
                .orElse(null);
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

    @Override
    public List<String> unread(StackId stack) {
        return List.copyOf(unread.getOrDefault(stack, Set.of()));
    }

    /// A file that says something else than it should, or nothing, costs what it said and not the run.
    private <T> Optional<T> kept(StackId stack, Path file, Reading<T> reading) {
        try {
            var text = own(file).text();
            return text.isEmpty() ? Optional.empty() : Optional.of(reading.of(text.get()));
        } catch (IOException | RuntimeException e) {
            unread.computeIfAbsent(stack, id -> Collections.synchronizedSet(new LinkedHashSet<>()))
                    .add("history: " + folder.relativize(file) + " cannot be read" + foreign(e) + aside(file));
            return Optional.empty();
        }
    }

    private static String foreign(Exception e) {
        return e instanceof OwnFile.ForeignException foreign ? OwnFile.reason(foreign) : "";
    }

    private OwnFile own(Path file) {
        return new OwnFile(folder, file);
    }

    private String aside(Path file) {
        if (!touched) {
            return "; the run goes on without it";
        }
        try {
            return "; it was set aside as "
                    + own(file).setAside(clock.instant()).getFileName()
                    + ", and the run went on without it";
        } catch (OwnFile.ForeignException e) {
            return "; the run goes on without it";
        } catch (IOException e) {
            return " nor set aside" + OwnFile.reason(e) + "; the run went on without it";
        }
    }

    private void remove(Path file) {
        try {
            own(file).delete();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private void write(Path file, String text) {
        try {
            own(file).keep(text);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /// Names the folder, so that a full disk is one line and not one for each file.
    private PhantomException unwritten(IOException e) {
        return new PhantomException(
                new Diagnostic(
                        Code.FILE_UNWRITABLE,
                        "the history cannot be written" + OwnFile.reason(e),
                        OwnFile.remedy(e, "check the folder's permissions and the space on its disk"),
                        folder.toString()),
                e);
    }
}
