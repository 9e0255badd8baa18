package dev.phantom.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A place in a document: a JSON Pointer (RFC 6901). Below `Properties` it is AWS's `PropertyPath`
/// (`/Tags/0/Value`); list indexes are decimal segments.
public record PropertyPath(List<String> segments) implements Comparable<PropertyPath> {

    public static final PropertyPath ROOT = new PropertyPath(List.of());

    private static final int MOST_DIGITS = 9;

    public PropertyPath {
        segments = List.copyOf(segments);
    }

    public static PropertyPath of(String... segments) {
        return new PropertyPath(List.of(segments));
    }

    /// Reads `/A/0/B~1C`; the empty string is the root.
    ///
    /// @throws IllegalArgumentException if it does not start with a slash
    public static PropertyPath parse(String pointer) {
        if (pointer.isEmpty()) {
            return ROOT;
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("a path starts with '/': " + pointer);
        }
        return new PropertyPath(Arrays.stream(pointer.substring(1).split("/", -1))
                .map(s -> s.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    public PropertyPath child(String segment) {
        var all = new ArrayList<String>(segments.size() + 1);
        all.addAll(segments);
        all.add(segment);
        return new PropertyPath(all);
    }

    public PropertyPath child(int index) {
        return child(Integer.toString(index));
    }

    public PropertyPath append(PropertyPath tail) {
        var all = new ArrayList<String>(segments);
        all.addAll(tail.segments);
        return new PropertyPath(all);
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    public PropertyPath parent() {
        return new PropertyPath(segments.subList(0, segments.size() - 1));
    }

    public String last() {
        return segments.getLast();
    }

    /// The place in a list that a segment names; -1 for what names none.
    public static int index(String segment) {
        if (segment.isEmpty() || segment.length() > MOST_DIGITS) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < segment.length(); i++) {
            int digit = segment.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = 10 * index + digit;
        }
        return index;
    }

    /// True for the path itself and everything below `ancestor`.
    public boolean startsWith(PropertyPath ancestor) {
        return segments.size() >= ancestor.segments.size()
                && segments.subList(0, ancestor.segments.size()).equals(ancestor.segments);
    }

    /// At, above or below the other.
    public boolean overlaps(PropertyPath other) {
        return startsWith(other) || other.startsWith(this);
    }

    @Override
    public int compareTo(PropertyPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var segment : segments) {
            text.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
