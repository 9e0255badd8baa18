package dev.phantom.drift.adopt;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every difference that a repository has adopted, in the order of the file.
public record Adopted(List<Entry> entries) {

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::stack)
            .thenComparing(Entry::key)
            .thenComparing(Entry::resource)
            .thenComparing(Entry::path)
            .thenComparing(Entry::driftId);

    public static final Adopted NONE = new Adopted(List.of());

    /// One difference: one property, or a resource that is gone or managed by nobody. No values: they may be secret.
    ///
    /// @param stack       its name, for people
    /// @param key         [dev.phantom.stack.StackId#key] of the stack
    /// @param resource    logical id
    /// @param path        of the property as it was found; empty for the whole resource
    /// @param driftId     of a drift of this one change: says where, whatever a list's order
    /// @param contentHash of the same: says with which values on both sides
    /// @param until       the last day on which it is adopted; null for ever
    public record Entry(
            String stack,
            String key,
            String resource,
            String path,
            String driftId,
            String contentHash,
            @Nullable LocalDate until) {

        public Entry(String stack, String key, String resource, String path, String driftId, String contentHash) {
            this(stack, key, resource, path, driftId, contentHash, null);
        }

        /// The same until then.
        public Entry ending(@Nullable LocalDate day) {
            return new Entry(stack, key, resource, path, driftId, contentHash, day);
        }
        /// Which difference it is, with which values.
        String token() {
            return driftId + " " + contentHash;
        }

        /// For messages: `Db /DBInstanceClass`.
        public String place() {
            return path.isEmpty() ? resource : resource + " " + path;
        }
    }

    public Adopted {
        entries = entries.stream().distinct().sorted(ORDER).toList();
    }

    List<Entry> of(String key) {
        return entries.stream().filter(e -> e.key().equals(key)).toList();
    }

    /// The list with what some stacks show now in place of what it held of them.
    ///
    /// @param keys of these stacks
    public Adopted replaced(Set<String> keys, List<Entry> now) {
        var others = entries.stream().filter(e -> !keys.contains(e.key()));
        return new Adopted(Stream.concat(others, now.stream()).toList());
    }
}
