package dev.phantom.secret;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a name says that its value is a secret: `DB_PASSWORD`, `ApiToken`, `clientSecret`. The last words decide, so
/// that `PasswordLength`, `SecretArn`, `KmsKeyId`, `TokenValidity` and `HttpTokens` say no such thing.
///
/// @param tells whether its value is a secret
/// @param suspects whether a value that looks made up is a secret under it: `STRIPE_LIVE`, `SIGNING_SALT`
/// @param header whether it is an HTTP header that carries credentials
/// @param key whether it may name a KMS key as well
/// @param place what stands under it, as far as variables of an environment go
record SecretName(boolean tells, boolean suspects, boolean header, boolean key, Place place) {

    /// Words that end a secret's name; a name in one word may end in them too: `dbpassword`.
    private static final Set<String> SECRET = Set.of(
            "password",
            "passwords",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "credential",
            "credentials",
            "keytab",
            "passwort",
            "kennwort",
            "contrasena",
            "senha",
            "motdepasse",
            "passkey",
            "psk",
            "bindpw",
            "mnemonic",
            "mdp",
            "contraseña",
            "hasło",
            "haslo",
            "heslo",
            "jelszó",
            "lösenord",
            "parolă",
            "şifre",
            "wachtwoord",
            "пароль",
            "κωδικός",
            "密码",
            "密碼",
            "口令",
            "パスワード",
            "비밀번호",
            "apikey",
            "secretkey",
            "privatekey",
            "accesskey");

    /// Kinds of keys that are secrets.
    private static final Set<String> KEYS = Set.of(
            "api",
            "private",
            "access",
            "secret",
            "signing",
            "shared",
            "auth",
            "hmac",
            "jwt",
            "session",
            "activation",
            "license",
            "encryption",
            "master",
            "account",
            "application",
            "authentication",
            "cipher",
            "crypto",
            "decryption",
            "integration",
            "ingest",
            "maps",
            "preshared",
            "storage",
            "subscription",
            "webhook",
            "wrapping");

    /// Tokens that mark a place or a call and protect nothing.
    private static final Set<String> MARKS =
            Set.of("client", "service", "next", "continuation", "pagination", "version", "idempotency", "request");

    /// `dbpass`, in one word.
    private static final Set<String> LOGINS = Set.of(
            "db", "pg", "sql", "mysql", "user", "admin", "root", "smtp", "mail", "ftp", "ldap", "redis", "proxy",
            "login");

    /// What passes protects nothing: `ByPass`, `FirstPass`.
    private static final Set<String> PASSING = Set.of(
            "by", "must", "all", "first", "second", "one", "two", "single", "multi", "on", "if", "to", "low", "high");

    /// Words after a secret's name that leave it one.
    private static final Set<String> TAILS = Set.of(
            "value",
            "string",
            "text",
            "plain",
            "plaintext",
            "body",
            "material",
            "base",
            "hash",
            "prod",
            "dev",
            "test",
            "staging",
            "old",
            "new",
            "current",
            "previous",
            "primary",
            "secondary",
            "default",
            "backup",
            "b",
            "encoded",
            "env",
            "real");

    private static final Pattern BREAK = Pattern.compile("[^\\p{L}]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern ABBREVIATED = Pattern.compile("(?i).+[_-]pass\\d*");

    /// Names come again and again; there are few of them, and whoever floods this gets no more kept.
    private static final Map<String, SecretName> SEEN = new ConcurrentHashMap<>();

    private static final int MOST_SEEN = 50_000;

    private static final Set<String> SUSPICIOUS = named("word");
    private static final Set<String> MAKERS = named("maker");
    private static final Set<String> ENDS = named("end");
    private static final Set<String> NO_KEYS = named("key");

    private static final Pattern HEADER =
            Pattern.compile("(?i)(?:proxy-|x-[\\w-]{1,20}-)?authorization|(?:set-)?cookie2?");

    private static final Pattern KMS_KEY = Pattern.compile("(?i)(encryption|master)_?key");

    private static final int LONGEST = 200;
    private static final SecretName NONE = new SecretName(false, false, false, false, Place.OTHER);

    private static Set<String> named(String kind) {
        return SecretTables.rows("suspicious-names.tsv").stream()
                .filter(row -> row.getFirst().equals(kind))
                .map(row -> row.get(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> words(String name) {
        return Stream.of(BREAK.split(name))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    static SecretName of(String name) {
        if (name.length() >= LONGEST) {
            return NONE;
        }
        var seen = SEEN.get(name);
        if (seen != null) {
            return seen;
        }
        var words = words(name);
        var read = new SecretName(
                tells(words) || ABBREVIATED.matcher(name).matches(),
                suspects(words),
                HEADER.matcher(name).matches(),
                KMS_KEY.matcher(name).matches(),
                Place.named(name));
        if (SEEN.size() < MOST_SEEN) {
            SEEN.put(name, read);
        }
        return read;
    }

    private static boolean suspects(List<String> words) {
        if (words.isEmpty() || words.size() > 1 && ENDS.contains(words.getLast())) {
            return false;
        }
        var joined = String.join("", words);
        if (MAKERS.stream().anyMatch(joined::contains)) {
            return true;
        }
        int key = words.lastIndexOf("key");
        int token = words.lastIndexOf("token");
        boolean mark =
                key > 0 && NO_KEYS.contains(words.get(key - 1)) || token > 0 && MARKS.contains(words.get(token - 1));
        return !mark && words.stream().anyMatch(SUSPICIOUS::contains);
    }

    private static boolean tells(List<String> words) {
        int end = words.size();
        while (end > 1 && TAILS.contains(words.get(end - 1))) {
            end--;
        }
        return end > 0 && ends(words.subList(0, end));
    }

    private static boolean ends(List<String> words) {
        var last = words.getLast();
        var before = words.size() > 1 ? words.get(words.size() - 2) : "";
        if (last.equals("key")) {
            return KEYS.contains(before) || MAKERS.contains(before);
        }
        if (last.equals("pw")) {
            return true;
        }
        if (last.equals("pass")) {
            return words.size() > 1 && !PASSING.contains(before);
        }
        if (last.endsWith("pass") && LOGINS.contains(last.substring(0, last.length() - 4))) {
            return true;
        }
        return SECRET.stream()
                .filter(last::endsWith)
                .anyMatch(word -> !word.equals("token")
                        || !MARKS.contains(before)
                                && !MARKS.contains(last.substring(0, last.length() - word.length())));
    }
}
