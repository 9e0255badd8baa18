package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.drift.Change;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.subject.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the changed properties are, by the facts of the type: a reader need not know every service of AWS.
public final class TypeHints {

    private static final String TOPIC = "type";
    private static final int MOST = 6;

    private TypeHints() {}

    public static List<DerivedFact> of(Subject subject) {
        return subject.drift().changes().stream()
                .flatMap(change -> hints(change, subject.facts()))
                .distinct()
                .limit(MOST)
                .map(text -> new DerivedFact(TOPIC, text))
                .toList();
    }

    private static Stream<String> hints(Change change, KeptFacts facts) {
        var path = change.path();
        return Stream.of(
                        facts.find(Fact.Size.class, path).map(size -> path + size(size)),
                        facts.find(Fact.Protection.class, path)
                                .map(p -> path + " protects: it is about "
                                        + p.guards().name().toLowerCase(Locale.ROOT) + "."),
                        facts.find(Fact.Grants.class, path).map(g -> path + " says who may use the resource."),
                        facts.find(Fact.Managed.class, path)
                                .map(m -> path + " may be moved by AWS itself ("
                                        + m.reason()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ')
                                        + ")."))
                .flatMap(Optional::stream);
    }

    private static String size(Fact.Size size) {
        return switch (size.measure()) {
            case CLASS -> " is a named size: it decides how much the resource can carry, and its price.";
            case COUNT -> " is how much of the resource there is.";
            case LIMIT -> " is the most that there may be, not what is in use.";
        };
    }
}
