package dev.phantom.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One value of a template or of a live model. Immutable; positions are kept beside it (`Template.span`), not in it.
///
/// `equals` of the records is structural and exact; what CloudFormation equates is the comparison's matter.
public sealed interface Value {

    /// A scalar with its lexical text: `8.0` stays `8.0`, `054676820928` stays twelve digits.
    record Scalar(String text, Style style) implements Value {

        /// How it was written. PLAIN is subject to the YAML or JSON reading of numbers, booleans and null; the others
        /// are strings.
        public enum Style {
            PLAIN,
            QUOTED,
            BLOCK
        }

        public boolean isPlain() {
            return style == Style.PLAIN;
        }
    }

    record ListValue(List<Value> items) implements Value {
        public ListValue {
            items = List.copyOf(items);
        }
    }

    /// Keys in document order.
    record MapValue(Map<String, Value> entries) implements Value {
        public static final MapValue EMPTY = new MapValue(Map.of());

        public MapValue {
            entries = Entries.copyOf(entries);
        }

        public @Nullable Value get(String key) {
            return entries.get(key);
        }
    }

    /// An intrinsic function not (or not yet) evaluated; `name` in the long form: `Ref`, `Fn::Sub`, `Condition`.
    record Intrinsic(String name, Value argument) implements Value {}

    /// What `Ref` or `Fn::GetAtt` of a resource of the same template stands for, after evaluation. Compare it as a
    /// reference first: it equals whatever names that resource; only then look at `known`.
    ///
    /// @param attribute empty for `Ref`; else as written after the logical id: `Arn`, `Endpoint.Address`
    /// @param known     what it resolves to here, [Unknown] if nobody could tell; never a reference again
    record Reference(String logicalId, String attribute, Value known) implements Value {}

    /// A value that cannot be known here, and why. Never compared, never guessed.
    ///
    /// @param reason for people
    record Unknown(String reason, Cause cause) implements Value {

        public enum Cause {
            UNRESOLVED,
            /// It stands for a secret (NoEcho parameter, `{{resolve:secretsmanager:…}}`), which nobody should look up.
            SECRET,
            /// AWS takes it and never shows it.
            WRITE_ONLY,
            /// AWS would show it, and this caller may not read it.
            READ_DENIED
        }

        /// As much as a line can hold: it may name what a template made.
        private static final int LONGEST = 500;

        public Unknown {
            reason = reason.length() > LONGEST ? reason.substring(0, LONGEST - 1) + "…" : reason;
        }

        public static final Unknown WRITE_ONLY = new Unknown("write-only", Cause.WRITE_ONLY);

        public Unknown(String reason) {
            this(reason, Cause.UNRESOLVED);
        }

        public Unknown(String reason, boolean secret) {
            this(reason, secret ? Cause.SECRET : Cause.UNRESOLVED);
        }

        public boolean secret() {
            return cause == Cause.SECRET;
        }

        /// What is made with it is not known either, for the same cause.
        ///
        /// @param whole what it is a part of, for people
        public Unknown partOf(String whole) {
            return new Unknown("a part of " + whole + ": " + reason, cause);
        }
    }

    /// A secret. It is carried to be compared and masked, never printed: `toString` shows nothing of it.
    record Sensitive(String secret) implements Value {
        @Override
        public String toString() {
            return "Sensitive[]";
        }
    }

    /// The value behind a reference; everything else is itself.
    default Value settled() {
        return this instanceof Reference r ? r.known() : this;
    }

    static Scalar string(String text) {
        return new Scalar(text, Scalar.Style.QUOTED);
    }

    /// A plain scalar: number, boolean or null by its text.
    static Scalar plain(String text) {
        return new Scalar(text, Scalar.Style.PLAIN);
    }

    static ListValue list(Value... items) {
        return new ListValue(List.of(items));
    }
}
