package dev.phantom.severity.policy;

import dev.phantom.severity.policy.PolicyTables.Provider;
import java.util.List;
import java.util.Optional;

/// Whose tokens of an identity provider a trust policy takes.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
final class Federation {
    private static final String PROVIDER = ":oidc-provider/";

    private Federation() {}

    /// Named principals where a claim says whose token it is.
    static Reach reach(Principal principal, PolicyConditions conditions) {
        return openTo(principal, conditions).isPresent() ? Reach.FEDERATED : Reach.NAMED;
    }

    /// What an open trust admits: `any repository`; empty where it is not open.
    static Optional<String> openTo(Principal principal, PolicyConditions conditions) {
        var host = host(principal);
        return PolicyTables.providers().stream()
                .filter(p -> p.host().covers(host))
                .findFirst()
                .filter(provider -> !closed(provider, host, conditions))
                .map(Provider::open);
    }

    private static String host(Principal principal) {
        int at = principal.text().indexOf(PROVIDER);
        return Lower.of(at < 0 ? principal.text() : principal.text().substring(at + PROVIDER.length()));
    }

    private static boolean closed(Provider provider, String host, PolicyConditions conditions) {
        return provider.claims().stream().anyMatch(claim -> {
            var key = host + ":" + claim;
            var tests =
                    conditions.tests().stream().filter(t -> t.key().equals(key)).toList();
            return tests.stream().anyMatch(t -> !t.absent())
                    && tests.stream().anyMatch(t -> fixed(t, claim.equals("sub") ? provider.fixed() : ""));
        });
    }

    private static boolean fixed(ConditionTest test, String form) {
        return test.positive()
                && test.known()
                && !test.values().isEmpty()
                && test.values().stream().allMatch(v -> fixed(v, form));
    }

    /// Without a wildcard, or beyond that part of the subject that says whose it is.
    private static boolean fixed(String value, String form) {
        if (value.isEmpty() || value.contains("${")) {
            return false;
        }
        int wild = firstWild(value);
        if (wild == value.length()) {
            return true;
        }
        var parts = List.of(form.split("X", -1));
        if (parts.size() < 2) {
            return !form.isEmpty() && value.startsWith(form) && wild > form.length() + 1;
        }
        int end = value.startsWith(parts.getFirst())
                ? value.indexOf(parts.get(1), parts.getFirst().length() + 1)
                : -1;
        return end >= 0 && end + parts.get(1).length() <= wild;
    }

    private static int firstWild(String value) {
        int i = 0;
        while (i < value.length() && !Wildcard.open(value.substring(i, i + 1))) {
            i++;
        }
        return i;
    }
}
