package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.HeldPlaces;
import dev.phantom.run.Reservations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Reservations in a file, `reservations-<repository>.json`, for every process that shares the folder. A lock on the
/// file beside it is held for as long as it takes to read and to replace the file; it ends with the process that holds
/// it.
public final class FileReservations implements Reservations {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Far longer than it takes to read and to replace the file.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path file;
    private final Path lock;
    private final InstantSource clock;
    private final List<Diagnostic> lost = new CopyOnWriteArrayList<>();
    /// @param repository whose pull requests are counted, `owner/name`
    public FileReservations(Path folder, String repository, InstantSource clock) {
        var name = "reservations-" + repository.replaceAll("[^A-Za-z0-9._-]", "_");
        this.file = folder.toAbsolutePath().normalize().resolve(name + ".json");
        this.lock = file.resolveSibling(name + ".lock");
        this.clock = clock;
    }

    @Override
    public Set<String> reserve(List<Place> wanted, Seen seen, Caps caps) {
        return alone(places -> {
            var reserved = places.reserve(wanted, seen, caps, clock.instant());
            replace(places, reserved.after());
            return reserved.granted();
        });
    }

    @Override
    public void release(Collection<String> branches) {
        if (!branches.isEmpty()) {
            alone(places -> {
                replace(places, places.without(branches));
                return branches;
            });
        }
    }

    private <T> T alone(Function<HeldPlaces, T> work) {
        var folder = Objects.requireNonNull(lock.getParent());
        try {
            return new LockedFile(folder, lock, LONGEST).alone(() -> work.apply(read()));
        } catch (IOException e) {
            throw failed("cannot be locked" + OwnFile.reason(e), e);
        }
    }

    private HeldPlaces read() {
        try {
            var text = own(file).text();
            if (text.isEmpty()) {
                return HeldPlaces.NONE;
            }
            return places(JSON.readTree(text.get()));
        } catch (IOException | DateTimeException e) {
            return setAside();
        }
    }

    /// An empty file is no empty list.
    private static HeldPlaces places(JsonNode root) throws IOException {
        if (!root.isArray()) {
            throw new IOException("it is no list");
        }
        var held = new ArrayList<HeldPlaces.Held>();
        for (var node : root) {
            var branch = node.path("branch");
            var stack = node.path("stack");
            var after = node.path("after");
            if (!branch.isTextual() || !stack.isTextual() || !after.isInt()) {
                throw new IOException("a place lacks its branch, its stack or the pull request before it");
            }
            var place = new Place(branch.asText(), stack.asText(), after.asInt());
            held.add(new HeldPlaces.Held(place, Instant.parse(node.path("since").asText())));
        }
        return new HeldPlaces(held);
    }

    /// Without the file nobody holds a place; what is open on the code host is counted all the same.
    private HeldPlaces setAside() {
        try {
            var aside = own(file).setAside(clock.instant());
            lost.add(new Diagnostic(
                    Code.FILE_UNREADABLE,
                    "the file of pull request reservations cannot be read; it was set aside as " + aside.getFileName(),
                    "the places that other runs hold are not counted in this one",
                    file.toString()));
            return HeldPlaces.NONE;
        } catch (IOException e) {
            throw failed("can neither be read nor set aside" + OwnFile.reason(e), e);
        }
    }

    @Override
    public List<Diagnostic> lost() {
        return List.copyOf(lost);
    }

    private void replace(HeldPlaces before, HeldPlaces after) {
        if (after.equals(before)) {
            return;
        }
        try {
            own(file).keep(json(after));
        } catch (IOException e) {
            throw failed("cannot be written" + OwnFile.reason(e), e);
        }
    }

    private static String json(HeldPlaces places) throws JsonProcessingException {
        var list = JSON.createArrayNode();
        places.held()
                .forEach(held -> list.addObject()
                        .put("branch", held.place().branch())
                        .put("stack", held.place().stack())
                        .put("after", held.place().after())
                        .put("since", held.since().toString()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
    }

    private OwnFile own(Path file) {
        return new OwnFile(Objects.requireNonNull(lock.getParent()), file);
    }

    private PhantomException failed(String why, IOException e) {
        return new PhantomException(
                new Diagnostic(
                        Code.FILE_UNREADABLE,
                        "the file of pull request reservations " + why,
                        OwnFile.remedy(e, "check the folder's permissions and the space on its disk"),
                        file.toString()),
                e);
    }
}
