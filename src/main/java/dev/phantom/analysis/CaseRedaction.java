package dev.phantom.analysis;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Mask;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Makes a case fit to be saved and shown to an analyst: secrets become tags, wherever they stand, and text from
/// outside is capped and loses its control characters. Idempotent.
public final class CaseRedaction {
    private static final int MAX_EXHIBITS = 150;

    private final Mask mask;

    public CaseRedaction(Mask mask) {
        this.mask = mask;
    }

    /// @param secrets of the whole stack
    public CaseFile redact(CaseFile file, Secrets secrets) {
        var text = new UntrustedText(secrets);
        var drift = file.drift();
        return new CaseFile(
                file.stack(),
                shown(drift, secrets),
                file.coverage().shown(secrets),
                file.assessment().shown(secrets).mapText(text::clean),
                file.cost().mapText(text::clean),
                file.window(),
                evidence(file.evidence(), text),
                file.background().mapText(text::clean, text::cleanPassage),
                file.candidates().stream()
                        .map(c -> new Candidate(
                                new Verdict.Edit(
                                        secrets.shown(c.edit().path()),
                                        secrets.shown(
                                                drift.expected(),
                                                c.edit().path(),
                                                c.edit().value())),
                                c.cost().mapText(text::clean),
                                text.clean(c.why())))
                        .toList());
    }

    /// The drift as a case shows it.
    ///
    /// @param secrets of the whole stack
    public Drift shown(Drift drift, Secrets secrets) {
        return cleaned(drift.shown(secrets), new UntrustedText(secrets));
    }

    /// The drift as a patch may write it: without secrets, with what is only masked where people look.
    ///
    /// @param secrets of the whole stack
    public Drift writable(Drift drift, Secrets secrets) {
        return cleaned(drift.shown(secrets.alone()), new UntrustedText(secrets.alone()));
    }

    private Drift cleaned(Drift drift, UntrustedText text) {
        return drift.with(drift.changes().stream()
                        .map(c -> c.mapped(v -> cleaned(v, text)))
                        .toList())
                .between((MapValue) cleaned(drift.expected(), text), (MapValue) cleaned(drift.actual(), text));
    }

    /// A value is shown as it is or not at all: a cleaned one would be written into templates as if it ran.
    private Value cleaned(Value value, UntrustedText text) {
        return switch (value) {
            case Sensitive s -> Mask.ofTag(mask.tag(s));
            case Scalar s ->
                text.shows(s.text()) ? s : new Value.Unknown("a text that is too long or contains control characters");
            case ListValue list ->
                new ListValue(
                        list.items().stream().map(item -> cleaned(item, text)).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(text.cleanValue(key), cleaned(item, text)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> cleaned(r.known(), text);
            case Value.Intrinsic i -> new Value.Intrinsic(i.name(), cleaned(i.argument(), text));
            case Value.Unknown u -> new Value.Unknown(text.clean(u.reason()), u.cause());
        };
    }

    private static Evidence evidence(Evidence evidence, UntrustedText text) {
        var exhibits = evidence.exhibits();
        var gaps = new ArrayList<>(evidence.gaps());
        if (exhibits.size() > MAX_EXHIBITS) {
            gaps.add("%d exhibits were left out: a case is limited to %d"
                    .formatted(exhibits.size() - MAX_EXHIBITS, MAX_EXHIBITS));
        }
        return new Evidence(exhibits.stream().limit(MAX_EXHIBITS).toList(), gaps, evidence.notAsked())
                .mapText(text::clean);
    }
}
