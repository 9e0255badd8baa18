package dev.phantom.analysis;

import dev.phantom.evidence.Signal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Cleans text that came from outside: known secrets and whatever looks like a credential go, control and direction
/// characters become spaces, and the length is capped, which is said.
final class OutsideWords {
    private static final int MAX_SENTENCE = 600;
    private static final int MAX_VALUE = 4_000;

    private static final String CUT = "… (cut)";

    /// Long enough that a replacement cannot eat ordinary words.
    private static final int SHORTEST_SECRET = 4;

    private static final Pattern CREDENTIAL = Pattern.compile(
            "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20,}"
                    + "|\\bgithub_pat_\\w{20,}|\\bsk-ant-[\\w-]{8,}|\\b(ddapp|ddpat|ddsat)_\\w{8,}|\\bxox[abp]-[\\w-]{8,}"
                    + "|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)\\b(password|passwd|pwd|secret|token|api[_-]?key|authorization)(\"?\\s*[=:]\\s*\"?)(bearer\\s+)?[^\\s\"',;&}]{4,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\u2028\u2029]+");

    /// The name of a secret is none: `arn:aws:secretsmanager:…:secret:prod/db`.
    private static final Pattern ARN = Pattern.compile("\\barn:[\\w-]+:[^\\s\"',;}]*");

    private static final Pattern LINES = Pattern.compile("[\\r\\n\\t]");

    private final List<String> secrets;

    OutsideWords(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(s -> s.length() >= SHORTEST_SECRET && s.charAt(0) != '\0')
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /// One sentence for people.
    String clean(String text) {
        return capped(scrubbed(text), MAX_SENTENCE);
    }

    /// A value of a template: only secrets and lengths matter.
    String cleanValue(String text) {
        return capped(scrubbed(text), MAX_VALUE);
    }

    /// Whether a part of it is, or looks like, a secret.
    boolean holdsSecret(String text) {
        return secrets.stream().anyMatch(text::contains)
                || CREDENTIAL.matcher(text).find()
                || ASSIGNED.matcher(ARN.matcher(text).replaceAll("")).find();
    }

    /// Whether a value can be told whole.
    boolean shows(String text) {
        return text.length() <= MAX_VALUE
                && !CONTROL.matcher(LINES.matcher(text).replaceAll("")).find();
    }

    Signal clean(Signal signal) {
        return switch (signal) {
            case Signal.Alert a ->
                new Signal.Alert(a.at(), a.recovered(), clean(a.monitor()), clean(a.summary()), clean(a.link()));
            case Signal.Metric m ->
                new Signal.Metric(
                        m.at(),
                        clean(m.name()),
                        clean(m.unit()),
                        m.role(),
                        m.before(),
                        m.onset(),
                        m.during(),
                        m.after(),
                        m.coverage(),
                        clean(m.summary()),
                        clean(m.link()));
            case Signal.Incident i ->
                new Signal.Incident(
                        i.at(), i.resolved(), clean(i.id()), clean(i.severity()), clean(i.summary()), clean(i.link()));
            case Signal.Health h ->
                new Signal.Health(h.at(), clean(h.service()), h.healthy(), clean(h.summary()), clean(h.link()));
            case Signal.Log l ->
                new Signal.Log(
                        l.at(), clean(l.service()), clean(l.status()), l.count(), clean(l.summary()), clean(l.link()));
            case Signal.Trace t ->
                new Signal.Trace(
                        t.at(),
                        clean(t.service()),
                        clean(t.resource()),
                        t.durationNanos(),
                        t.error(),
                        clean(t.summary()),
                        clean(t.link()));
            case Signal.Event e ->
                new Signal.Event(e.at(), clean(e.source()), e.kind(), clean(e.summary()), clean(e.link()));
            case Signal.Write w ->
                new Signal.Write(w.at(), clean(w.eventId()), clean(w.actor()), clean(w.summary()), clean(w.link()));
        };
    }

    private String scrubbed(String text) {
        // cut first, far above the cap: a megabyte must not cost a megabyte of patterns
        var result = text.length() > 4 * MAX_VALUE ? text.substring(0, 4 * MAX_VALUE) : text;
        for (var secret : secrets) {
            result = result.replace(secret, "(secret)");
        }
        result = CREDENTIAL.matcher(result).replaceAll("(secret)");
        result = ASSIGNED.matcher(result).replaceAll("$1$2(secret)");
        return CONTROL.matcher(result).replaceAll(" ").strip();
    }

    private static String capped(String text, int max) {
        if (text.length() <= max + CUT.length()) {
            return text;
        }
        // not between the two halves of one character
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + CUT;
    }
}
