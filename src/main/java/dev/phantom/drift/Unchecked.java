package dev.phantom.drift;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import org.jspecify.annotations.Nullable;

/// Something that was not compared, and why.
///
/// @param path null = the whole resource
public record Unchecked(
        String logicalId, String type, @Nullable PropertyPath path, Reason reason) {

    public enum Reason {
        NO_READ_HANDLER(true),
        CUSTOM_RESOURCE(true),
        WRITE_ONLY(true),
        NOT_RETURNED(true),
        SENSITIVE(true),
        UNRESOLVED(false),
        AMBIGUOUS_IDENTITY(false),
        NOT_IN_LIVE(false),
        READ_DENIED(false),
        READ_FAILED(false),
        UNSUPPORTED_TEMPLATE(false),
        STACK_BUSY(false),
        UNKNOWN_TYPE(false);

        private final boolean structural;

        Reason(boolean structural) {
            this.structural = structural;
        }

        /// Nobody could have compared it; `--strict` does not trip on it.
        public boolean structural() {
            return structural;
        }

        /// Why what holds this value was not compared.
        public static Reason of(Value.Unknown unknown) {
            return switch (unknown.cause()) {
                case SECRET -> SENSITIVE;
                case WRITE_ONLY -> WRITE_ONLY;
                case READ_DENIED -> READ_DENIED;
                case UNRESOLVED -> UNRESOLVED;
            };
        }

        /// As the contract writes it: `no-read-handler`.
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
