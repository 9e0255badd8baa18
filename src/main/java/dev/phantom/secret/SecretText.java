package dev.phantom.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What gives a secret away by its form: keys of known makers, private keys, `password=…`, `https://user:pass@host`.
final class SecretText {

    static final String SHOWN = "(secret)";

    private static final Pattern CREDENTIAL =
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_\\w{20,}"
                    + "|\\bglpat-[\\w-]{16,}"
                    + "|\\bsk-ant-[\\w-]{8,}|\\bsk-(?:proj-)?[A-Za-z0-9]{20}[\\w-]*|\\b[sr]k_(?:live|test)_\\w{10,}"
                    + "|\\b(?:ddapp|ddpat|ddsat)_\\w{8,}|\\bxox[abeprs]-[\\w-]{8,}"
                    + "|\\bhooks\\.slack\\.com/services/[\\w/]{20,}"
                    + "|\\bAIza[\\w-]{35}|\\bSG\\.[\\w-]{16,200}\\.[\\w-]{16,}"
                    + "|\\bnpm_[A-Za-z0-9]{30,}|\\bhv[sb]\\.[\\w-]{20,}"
                    + "|\\beyJ[\\w-]{8,2000}\\.[\\w-]{8,2000}\\.[\\w-]*"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                    + "(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)");

    /// What follows a secret's name; a reference to a secret (`${…}`, `{{resolve:…}}`, `<…>`, an ARN) is none.
    private static final String VALUE = "(?![$<{*%\\[(]|arn:)[^\\s\"',;&}\\\\]{4,}";

    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)((?:passw(?:or)?d|\\bpwd|passphrase|secret|token|(?:api|account|access|private|shared)[_-]?key)"
                    + "(?:\\\\?[\"'])?[ \\t]*[=:][ \\t]*(?:\\\\?[\"'])?(?:bearer[ \\t]+)?"
                    + "|--(?:[a-z-]{0,60}-)?(?:password|passwd|secret|token|api-key)[ \\t]+(?!-)"
                    + "|\\bauthorization[\"']?[ \\t]*[=:][ \\t]*[\"']?(?:bearer|basic|token)[ \\t]+)"
                    + VALUE);

    private static final Pattern IN_ADDRESS = Pattern.compile(
            "(?i)(\\b[a-z][a-z0-9+.-]{1,30}://[^\\s/?#:@\"']{0,200}:)" + "(?![$<{*%])[^\\s/?#@\"']{1,200}(?=@)");

    /// The name of a secret is none: `arn:aws:secretsmanager:…:secret:prod/db`.
    private static final Pattern ARN = Pattern.compile("\\barn:[\\w-]+:[^\\s\"',;}]*");

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/\\s]{24,}+={0,2}+\\s*+");
    private static final int LONGEST_ENCODED = 100_000;

    private SecretText() {}

    static boolean holds(String text) {
        return text.length() >= 8
                && (CREDENTIAL.matcher(text).find()
                        || IN_ADDRESS.matcher(text).find()
                        || ASSIGNED.matcher(ARN.matcher(text).replaceAll("")).find());
    }

    /// The same text without them.
    static String without(String text) {
        var result = CREDENTIAL.matcher(text).replaceAll(SHOWN);
        result = IN_ADDRESS.matcher(result).replaceAll("$1" + SHOWN);
        var arns = ARN.matcher(result);
        var told = new StringBuilder();
        int from = 0;
        while (arns.find()) {
            told.append(ASSIGNED.matcher(result.substring(from, arns.start())).replaceAll("$1" + SHOWN));
            told.append(arns.group());
            from = arns.end();
        }
        return told.append(ASSIGNED.matcher(result.substring(from)).replaceAll("$1" + SHOWN))
                .toString();
    }

    /// What a text in Base64 says, as AWS shows user data; empty if it is none.
    static Optional<String> decoded(String text) {
        if (text.length() > LONGEST_ENCODED || !ENCODED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
