package dev.phantom.aws;

import java.util.List;
import java.util.Locale;

/// An IAM action that the printed policy never allows, whatever a handler of AWS asks for.
///
/// @param action `lambda:GetFunction`
/// @param source the page of AWS that says what it returns
/// @param paths  of API Gateway, below which the action is denied; empty if all of it is withheld
/// @param types  that cannot be read for those paths
public record Withheld(String action, Kind kind, String source, List<String> paths, List<String> types) {

    /// What it returns.
    public enum Kind {
        /// what lets somebody act as somebody else: a token, a key, a password, a signed address
        CREDENTIAL,
        /// what somebody keeps secret: values of secrets and parameters, plain texts
        SECRET,
        /// what customers store in a service or send through it: objects, records, messages, code, people
        DATA;

        /// As the table writes it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String returned() {
            return switch (this) {
                case CREDENTIAL -> "credentials";
                case SECRET -> "secrets";
                case DATA -> "customers' data";
            };
        }
    }

    public Withheld {
        paths = List.copyOf(paths);
        types = List.copyOf(types);
    }

    /// All of the action, not a part of it.
    public boolean whole() {
        return paths.isEmpty();
    }

    /// Why it is missing and what to do, for people.
    public String reason() {
        var why = " on purpose, as it returns " + kind.returned() + " (" + source
                + "); look at the resource in the console, or ";
        return whole()
                ? action + " is left out of Phantom's policy" + why + "allow " + action
                        + " in a policy of your own to have it compared"
                : action + " is denied by Phantom's policy below " + String.join(", ", paths) + why
                        + "take that statement out of it to have it compared";
    }
}
