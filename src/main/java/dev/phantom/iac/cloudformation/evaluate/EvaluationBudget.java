package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.Locale;
import java.util.function.Supplier;

/// How much one evaluation may make: functions repeat what they are given, and where one is given what another made,
/// a template of two kilobytes asks for gigabytes. Each part (a resource, an output, a condition) has a budget of its
/// own, so that one which asks for too much costs itself alone; all together have one as well.
///
/// CloudFormation takes a template of 1 MB: a part may make twice as much, all together sixteen times. What is made is
/// compared, and searched for secrets, character by character.
///
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation
/// quotas</a>
final class EvaluationBudget {

    /// Characters that the functions of a part may make.
    static final int CHARACTERS = 2 << 20;

    /// Values that they may make, and calls that they may be.
    static final int VALUES = 200_000;

    /// Deeper than a document can nest them: a mapping may hold a function that finds another one in a mapping.
    private static final int DEPTH = 200;

    /// Parts that may be used up before nothing is left for the others.
    private static final int PARTS = 8;

    private Meter all = new Meter(PARTS);
    private Meter part = new Meter(1);
    private int depth;

    /// What is left.
    private static final class Meter {
        private long characters;
        private long values;

        Meter(int parts) {
            this.characters = (long) parts * CHARACTERS;
            this.values = (long) parts * VALUES;
        }

        boolean take(long someCharacters, long someValues) {
            characters -= someCharacters;
            values -= someValues;
            return isOpen();
        }

        boolean isOpen() {
            return characters >= 0 && values >= 0;
        }
    }

    /// Works on a part; what it makes is taken from its own budget and from that of all.
    <T> T part(Supplier<T> work) {
        var outer = part;
        part = new Meter(1);
        try {
            return work.get();
        } finally {
            part = outer;
        }
    }

    /// Works on a question that comes after the evaluation, with the budget of a new one.
    <T> T anew(Supplier<T> work) {
        var outer = all;
        all = new Meter(1);
        try {
            return part(work);
        } finally {
            all = outer;
        }
    }

    /// Begins a call of a function, which [#leave] ends; false where nothing is left for it.
    boolean enter() {
        depth++;
        return depth <= DEPTH && makes(0, 1);
    }

    void leave() {
        depth--;
    }

    /// Takes what is about to be made; false where it is more than is left.
    boolean makes(long characters, long values) {
        return all.isOpen() && part.take(characters, values) && all.take(characters, values);
    }

    boolean isOpen() {
        return all.isOpen() && part.isOpen();
    }

    Unknown refusal() {
        return new Unknown(
                depth > DEPTH
                        ? "functions are nested deeper than " + DEPTH + " levels"
                        : String.format(
                                Locale.ROOT,
                                "its functions make more than %,d characters or %,d values",
                                CHARACTERS,
                                VALUES));
    }

    /// Characters and values that a value consists of, counted no further than what a part may have.
    static long size(Value value) {
        return size(value, 0);
    }

    private static long size(Value value, long before) {
        long size = before + 1;
        if (size > CHARACTERS) {
            return size;
        }
        switch (value) {
            case Scalar s -> size += s.text().length();
            case Sensitive s -> size += s.secret().length();
            case ListValue l -> {
                for (Value item : l.items()) {
                    size = size > CHARACTERS ? size : size(item, size);
                }
            }
            case MapValue m -> {
                for (var entry : m.entries().entrySet()) {
                    size = size > CHARACTERS
                            ? size
                            : size(entry.getValue(), size + entry.getKey().length());
                }
            }
            case Reference r -> size = size(r.known(), size);
            case Unknown u -> size += u.reason().length();
            case Value.Intrinsic i -> size = size(i.argument(), size);
        }
        return size;
    }
}
