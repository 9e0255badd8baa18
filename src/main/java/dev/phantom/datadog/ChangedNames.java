package dev.phantom.datadog;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.secret.Secrets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a change names that is known by that name elsewhere too: who is let in, where something is called, which
/// network, what a tag says. Whoever writes about it writes the name.
final class ChangedNames {
    private ChangedNames() {}

    private static final int MOST = 4;

    /// `arn:partition:service:region:account:resource`
    /// (docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:[\\w-]+:[\\w-]*:\\d*:[\\w+=,.@/:-]+");

    private static final Pattern HOST = Pattern.compile("\\bhttps?://([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?![\\w.@:-]*@)");
    private static final Pattern NETWORK = Pattern.compile("(?<![\\d./])\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?(?![\\d./])");
    private static final Pattern EVERYBODY = Pattern.compile("0\\.0\\.0\\.0.*|.*/0");

    /// A cost centre, a ticket, a version: a value of a tag with a figure in it.
    private static final Pattern TAG = Pattern.compile("(?=.*\\d)[\\w.-]{4,40}");

    /// At most four, those of the live side first; without what looks like a secret, and without what is the
    /// resource's or its service's own.
    static List<String> of(Subject subject) {
        var own = List.of(
                subject.stack().service(),
                subject.stack().id().name(),
                EventScope.shortName(subject.drift().physicalId()));
        var changes = subject.drift().changes();
        return Stream.concat(
                        changes.stream().flatMap(c -> c.actualValue().stream().flatMap(v -> named(c, v))),
                        changes.stream().flatMap(c -> c.expectedValue().stream().flatMap(v -> named(c, v))))
                .filter(EventScope::isName)
                .filter(Predicate.not(own::contains))
                .filter(name -> Secrets.NONE.shown(name).equals(name))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Stream<String> named(Change change, dev.phantom.value.Value value) {
        var isTag = change.path().toString().matches("/Tags(/.*)?");
        return FlowTrail.scalars(value).flatMap(text -> isTag ? tag(text) : names(text));
    }

    private static Stream<String> tag(String text) {
        return Stream.of(text).filter(TAG.asMatchPredicate());
    }

    private static Stream<String> names(String text) {
        return Stream.of(
                        ARN.matcher(text).results().map(MatchResult::group).map(ChangedNames::resource),
                        HOST.matcher(text).results().map(m -> m.group(1)),
                        NETWORK.matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .filter(Predicate.not(EVERYBODY.asMatchPredicate())))
                .flatMap(found -> found);
    }

    /// `settlement` of a role, `archive` of a bucket's objects, the account of its root.
    private static String resource(String arn) {
        var name = EventScope.shortName(arn.replaceAll("[/:*]+$", ""));
        return name.equals("root") ? arn.split(":")[4] : name;
    }
}
