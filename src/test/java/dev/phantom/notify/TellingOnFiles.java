package dev.phantom.notify;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.RunReport;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.FileNotified;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// One channel that records what it is told, over a memory in files; the configuration has the stack payments.
final class TellingOnFiles {

    static final Instant MORNING = Instant.parse("2026-11-22T08:30:00Z");
    static final Audience ALL = new Audience(EnumSet.allOf(Severity.class), Set.of(), null);

    private final Path folder;
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Set<StackId> configured = Set.of(new StackId("111122223333", "us-east-1", "payments"));
    private boolean broken;

    TellingOnFiles(Path folder) {
        this.folder = folder;
    }

    private final class Recorded implements Channel {
        private final Audience audience;

        Recorded(Audience audience) {
            this.audience = audience;
        }

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public Audience audience() {
            return audience;
        }

        @Override
        public Optional<Diagnostic> lacks() {
            return Optional.empty();
        }

        @Override
        public Delivery deliver(Message message) {
            if (broken) {
                return Delivery.none(Diagnostic.of(Code.USAGE, "recorded: away"));
            }
            sent.add(message);
            return Delivery.all(message);
        }
    }

    List<Diagnostic> tell(RunReport run, Audience audience, Instant now) {
        return notifying(audience, Privacy.MASKED, false).tell(run, now);
    }

    Notifying notifying(Audience audience, Privacy privacy, boolean isPublic) {
        return notifying(
                FileNotified.in(folder, InstantSource.fixed(MORNING), notes::add), audience, privacy, isPublic);
    }

    Notifying notifying(Notified notified, Audience audience, Privacy privacy, boolean isPublic) {
        return new Notifying(List.of(new Recorded(audience)), notified, configured, privacy, isPublic, "", notes::add);
    }

    /// The configuration from now on.
    void configured(StackId... stacks) {
        configured = Set.of(stacks);
    }

    /// Whether the service is away.
    void broken(boolean is) {
        broken = is;
    }

    List<Message> sent() {
        return sent;
    }

    List<String> notes() {
        return notes;
    }

    List<String> lines() {
        return sent.stream()
                .flatMap(message -> message.news().stream())
                .map(news -> MessageText.label(news) + " " + MessageText.subject(news) + ": " + MessageText.line(news))
                .toList();
    }
}
