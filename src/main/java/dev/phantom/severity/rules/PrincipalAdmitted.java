package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.LOW;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.rules.ResourcePolicy.Placed;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Somebody who was not admitted before may use a resource.
final class PrincipalAdmitted implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-021",
            "a resource policy grants access to a new principal",
            "An account, role or user that the repository does not name may now use the resource; from another account that "
                    + "is access from outside. Medium; low under a condition.",
            "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html");

    private static final String EVERYBODY = "*";
    private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return ResourcePolicy.of(subject.facts(), model).stream()
                .flatMap(ResourcePolicy::statements)
                .filter(placed -> placed.statement().allows())
                .flatMap(PrincipalAdmitted::risks)
                .toList();
    }

    /// A service of AWS acts for the account itself. Under a condition it is less than without one.
    private static Stream<Risk> risks(Placed placed) {
        var level = placed.statement().conditioned() ? LOW : MEDIUM;
        return placed.statement().principals().stream()
                .filter(p -> !p.endsWith(".amazonaws.com"))
                .map(p -> ROOT.matcher(p).replaceFirst("$1"))
                .flatMap(p -> placed.statement().actions().stream()
                        .map(action -> new Risk(p + " " + action, placed.path(), level, p + " may " + action)));
    }

    /// That everybody may is [PublicResourcePolicy]'s.
    @Override
    public boolean tells(Risk live) {
        return !live.key().startsWith(EVERYBODY + " ");
    }

    /// Who could do everything, or was among everybody, got nothing new; unless a condition held him back.
    @Override
    public boolean covers(Risk safe, Risk live) {
        int space = live.key().indexOf(' ');
        var who = live.key().substring(0, space);
        var action = live.key().substring(space + 1);
        var service = action.split(":", 2)[0];
        return safe.level().compareTo(live.level()) >= 0
                && Stream.of(who, EVERYBODY)
                        .flatMap(admitted ->
                                Stream.of(action, "*", service + ":*").map(what -> admitted + " " + what))
                        .anyMatch(safe.key()::equals);
    }
}
