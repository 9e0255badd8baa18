package dev.phantom.severity.policy;

import java.util.List;
import java.util.regex.Pattern;

/// Who a statement names.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
///
/// @param text   an account's id, an ARN, a service, an identity provider, a canonical user's id
/// @param except of everybody: those who are not meant
record Principal(Kind kind, String text, List<Principal> except) {
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws[a-z-]*:iam::)?(\\d{12})(?::root|:\\*)?");

    private static final Pattern ANYBODY = Pattern.compile("\\*+|arn:[^:]*:(iam|sts)::\\*.*");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    enum Kind {
        EVERYBODY,
        ACCOUNT,
        IDENTITY,
        CANONICAL,
        SERVICE,
        FEDERATED,
        /// The identity that has the policy.
        BEARER,
        UNKNOWN
    }

    static final Principal EVERYBODY = new Principal(Kind.EVERYBODY, "*");
    static final Principal BEARER = new Principal(Kind.BEARER, "the identity");

    Principal {
        except = List.copyOf(except);
    }

    Principal(Kind kind, String text) {
        this(kind, text, List.of());
    }

    static Principal allBut(List<Principal> except) {
        return new Principal(Kind.EVERYBODY, "*", except);
    }

    static Principal unknown(String reason) {
        return new Principal(Kind.UNKNOWN, reason);
    }

    /// @param type key of the `Principal` element: `AWS`, `Service`, …
    static Principal of(String type, String text) {
        return switch (Lower.of(type)) {
            case "service" -> new Principal(Kind.SERVICE, text);
            case "federated" -> new Principal(Kind.FEDERATED, text);
            case "canonicaluser" -> new Principal(Kind.CANONICAL, text);
            case String aws -> of(text);
        };
    }

    private static Principal of(String text) {
        if (ANYBODY.matcher(text).matches()) {
            return EVERYBODY;
        }
        var account = ACCOUNT.matcher(text);
        if (account.matches()) {
            return new Principal(Kind.ACCOUNT, account.group(1));
        }
        return SERVICE.matcher(text).matches() ? new Principal(Kind.SERVICE, text) : new Principal(Kind.IDENTITY, text);
    }

    /// 12 digits; empty if it does not say.
    String account() {
        return kind == Kind.ACCOUNT ? text : Fixed.accountOf(text);
    }

    /// Whether the other is among those it names.
    boolean covers(Principal other) {
        return switch (kind) {
            case EVERYBODY ->
                other.kind == Kind.EVERYBODY
                        ? except.stream().allMatch(e -> other.except.stream().anyMatch(o -> o.covers(e)))
                        : except.stream().noneMatch(e -> e.covers(other) || other.covers(e));
            case ACCOUNT ->
                other.kind == Kind.ACCOUNT || other.kind == Kind.IDENTITY ? text.equals(other.account()) : false;
            case IDENTITY -> other.kind == Kind.IDENTITY && Wildcard.of(text).covers(Wildcard.of(other.text));
            case CANONICAL, SERVICE, FEDERATED, BEARER, UNKNOWN -> kind == other.kind && text.equals(other.text);
        };
    }

    /// How far it reaches by itself.
    ///
    /// @param own the account of the resource; empty if it is not known
    Reach reach(String own) {
        return switch (kind) {
            case EVERYBODY -> Reach.EVERYBODY;
            case ACCOUNT, IDENTITY -> !own.isEmpty() && account().equals(own) ? Reach.OWN : Reach.NAMED;
            case CANONICAL -> Reach.NAMED;
            case SERVICE -> Reach.SERVICE;
            case FEDERATED -> text.contains(":saml-provider/") ? Reach.NAMED : Reach.FEDERATED;
            case BEARER -> Reach.OWN;
            case UNKNOWN -> Reach.UNKNOWN;
        };
    }

    /// For people.
    String name() {
        if (kind != Kind.EVERYBODY) {
            return kind == Kind.UNKNOWN ? "a principal that is not known (" + text + ")" : text;
        }
        return except.isEmpty()
                ? "everybody"
                : "everybody but "
                        + String.join(", ", except.stream().map(Principal::name).toList());
    }
}
