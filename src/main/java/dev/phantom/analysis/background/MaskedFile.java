package dev.phantom.analysis.background;

import dev.phantom.iac.Format;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Sensitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A file whose text may be shown in parts: what is a secret by where it stands is masked in place, and so is what
/// gives itself away. The rest of a line stays.
///
/// @param masks places that are not shown, in order
record MaskedFile(String file, String text, SourcePlaces places, List<SourceSpan> masks, Secrets secrets) {

    private static final String DOCUMENT = "document";

    /// @param marked nodes that are secrets although nothing in the file says so
    /// @throws PhantomException what the format says of a file that it cannot read
    static MaskedFile of(Format format, String file, String text, Collection<PropertyPath> marked, Secrets secrets) {
        var places = format.places(file, text);
        var document = format.document(file, text);
        var hidden = new ArrayList<>(marked);
        hidden(PropertyPath.ROOT, document, shown(document, secrets), hidden);
        var masks = hidden.stream()
                .flatMap(path -> places.node(path).stream())
                .filter(span -> span.end() > span.start())
                .distinct()
                .sorted(Comparator.comparingInt(SourceSpan::start))
                .toList();
        return new MaskedFile(file, text, places, masks, secrets);
    }

    private static Value shown(Value document, Secrets secrets) {
        var shown = secrets.shown(new MapValue(Map.of(DOCUMENT, document))).get(DOCUMENT);
        return shown == null ? document : shown;
    }

    private static void hidden(PropertyPath at, Value value, Value shown, List<PropertyPath> found) {
        switch (value) {
            case Value same when same == shown -> {}
            case MapValue map
            when shown instanceof MapValue other -> {
                var items = other.entries().values().iterator(); // a key may be masked, the order stays
                map.entries().forEach((key, item) -> hidden(at.child(key), item, items.next(), found));
            }
            case ListValue list
            when shown instanceof ListValue other -> {
                for (int i = 0; i < list.items().size(); i++) {
                    hidden(at.child(i), list.items().get(i), other.items().get(i), found);
                }
            }
            case Intrinsic call
            when shown instanceof Intrinsic other ->
                hidden(at.child(call.name()), call.argument(), other.argument(), found);
            case Value other -> {
                if (shown instanceof Sensitive) {
                    found.add(at);
                }
            }
        }
    }

    /// A part of the text as a person may see it.
    String part(SourceSpan span) {
        var shown = new StringBuilder();
        int from = span.start();
        for (var mask : masks) {
            if (mask.end() > from && mask.start() < span.end()) {
                shown.append(text, from, Math.max(from, mask.start()));
                shown.append(Secrets.SHOWN);
                from = Math.min(span.end(), mask.end());
                if (endsLine(mask) && from < span.end()) {
                    shown.append('\n'); // a text in a block ends behind its line
                }
            }
        }
        return secrets.shown(shown.append(text, from, span.end()).toString());
    }

    private boolean endsLine(SourceSpan mask) {
        return mask.end() > 0 && text.charAt(mask.end() - 1) == '\n';
    }
}
