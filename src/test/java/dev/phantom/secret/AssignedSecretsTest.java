package dev.phantom.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows a secret's name in a text is never shown, whatever it begins with and however short it is; what only
/// speaks of secrets, and a reference to one, is shown as it stands.
class AssignedSecretsTest {

    private static final long SEED = 20261127;
    private static final String SIGNS = "!#$%&()*+,-./:;<=>?@[]^_{|}~";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final List<String> NAMES = List.of(
            "password",
            "PASSWORD",
            "db_password",
            "DbPassword",
            "pwd",
            "passwd",
            "secret",
            "clientSecret",
            "token",
            "API_TOKEN",
            "session-token",
            "api_key",
            "SECRET_ACCESS_KEY",
            "AccountKey",
            "SMTP_PASS",
            "passphrase");

    /// How a name and its value are written: `%1$s` the name, `%2$s` the value; the value ends at a space.
    private static final List<String> SPACED = List.of(
            "%1$s=%2$s",
            "%1$s: %2$s",
            "%1$s = %2$s\nnext line",
            "login with %1$s=%2$s failed",
            "user=app, %1$s=%2$s, host=db",
            "--%1$s=%2$s --verbose",
            "(%1$s: %2$s)");

    private static final List<String> FLAG =
            List.of("mysql --user app --%1$s %2$s --host db", "run --%1$s %2$s", "run\t--%1$s  %2$s\n");

    /// It ends where the next pair begins.
    private static final List<String> PAIRS = List.of(
            "Server=db;%1$s=%2$s;Database=orders",
            "https://host/path?%1$s=%2$s&page=two",
            "https://host/path?page=two&%1$s=%2$s&x=1",
            "user=app,%1$s=%2$s,host=db",
            "{%1$s:%2$s,host:db}");

    private static final List<String> QUOTED = List.of(
            "{\"user\":\"app\",\"%1$s\":\"%2$s\",\"page\":\"two\"} and more",
            "request {\\\"%1$s\\\":\\\"%2$s\\\",\\\"page\\\":\\\"two\\\"} failed",
            "%1$s='%2$s' next",
            "export %1$s=\"%2$s\"; run",
            "%1$s => '%2$s'",
            "['--%1$s', 0, '--%1$s=%2$s']");

    /// Where a secret stands without its name right before it.
    private static final List<String> ELSEWHERE = List.of(
            "msg {\"name\":\"DB_PASSWORD\",\"value\":\"hunter2-x\"} end",
            "msg {\\\"value\\\":\\\"hunter2-x\\\",\\\"name\\\":\\\"DB_PASSWORD\\\"} end",
            "Name=DB_PASSWORD,Value=hunter2-x",
            "ParameterKey=DbPassword,ParameterValue=hunter2-x",
            "<add key=\"DbPassword\" value=\"hunter2-x\"/>",
            "<password>hunter2-x</password>",
            "[\"--password\",\"hunter2-x\"]",
            "users:\n  - password: |\n      hunter2-x\n      hunter2-x\n    shell: sh",
            "password:\n  hunter2-x\nuser: app",
            "CREATE USER app IDENTIFIED BY 'hunter2-x'",
            "setPassword(\"hunter2-x\")",
            "password\u00a0=\u00a0hunter2-x",
            "calls with bearer hunter2-hunter2-hunter2-x",
            "app:hunter2-x@tcp(db:3306)/orders",
            "connect app:hunter2-x@db.internal:5432",
            "fetch //app:hunter2-x@db.internal/orders",
            "https://b.example.com/k?X-Amz-Signature=hunter2-x",
            "dbPass: hunter2-x",
            "DBPASS=hunter2-x",
            "password=${a}hunter2-x${b}",
            "password={{resolve:ssm:a}}hunter2-x",
            "password=arn:hunter2-x",
            "contraseña: hunter2-x",
            "Neues Passwort： hunter2-x",
            "数据库密码：hunter2-x",
            "пароль = hunter2-x",
            "password → hunter2-x",
            "password -> hunter2-x");

    @Test
    void aSecretIsFoundWhereItsNameStandsElsewhere() {
        assertThat(ELSEWHERE)
                .allSatisfy(text -> assertThat(Secrets.NONE.shown(text))
                        .as(text)
                        .contains(SecretText.SHOWN)
                        .doesNotContain("hunter2"));
        assertThat(List.of("key_AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE_x"))
                .allSatisfy(text -> assertThat(Secrets.NONE.shown(text)).doesNotContain("AKIA"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password:\n  minLength: 8",
                "name=web,value=plain",
                "{\"name\":\"page\",\"value\":\"two\"}",
                "web:tag@sha256:0123456789abcdef0123456789abcdef",
                "<password></password>",
                "bearer certificates of the house",
                "ByPass: always",
                "token->next(page)",
                "contraseña caducada",
                "step → next",
                "// note: mail app@example.com/team"
            })
    void whatOnlyLooksAlikeIsShown(String text) {
        assertThat(Secrets.NONE.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=$a.b(", "password=arn:", "password=$ab.c(x", "name=a,value=", "password: |\n "})
    void noTextTakesLong(String unit) {
        var text = "a=b;" + unit.repeat(200_000 / unit.length());
        assertThat(assertTimeoutPreemptively(Duration.ofMinutes(10), () -> Secrets.NONE.shown(text)))
                .isNotEmpty();
    }

    private final Random random = new Random(SEED);

    @Test
    void noValueIsShown() {
        var leaks = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            var name = one(NAMES);
            var value = value();
            check(one(SPACED), name, value, leaks);
            check(one(FLAG), name, value.replaceFirst("^-+", "!"), leaks);
            check(one(PAIRS), name, value.replaceAll("[,;&]", "_"), leaks);
            check(one(QUOTED), name, value + one(List.of("", " ", ", ", "; x=")) + value(), leaks);
        }
        assertThat(leaks).as("seed %d", SEED).isEmpty();
    }

    private static void check(String form, String name, String value, List<String> leaks) {
        if (NonSecretForm.is(value) || NonSecretForm.reference(value, 0) > 0) {
            return;
        }
        var text = form.formatted(name, value);
        var shown = Secrets.NONE.shown(text);
        var around = form.formatted(name, "\0").split("\0", -1);
        if (!shown.equals(around[0] + SecretText.SHOWN + around[1])) {
            leaks.add(text + " → " + shown);
        }
        if (!Secrets.NONE.shown(shown).equals(shown)) {
            leaks.add("again: " + shown + " → " + Secrets.NONE.shown(shown));
        }
    }

    /// Begins with any sign or letter; ends with a letter or digit; of any length.
    private String value() {
        var all = SIGNS + LETTERS;
        var value = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            value.append(all.charAt(random.nextInt(all.length())));
        }
        // further `=`, `:` and `>` would belong to what stands between name and value
        return value.append(LETTERS.charAt(random.nextInt(52))).toString().replaceFirst("^[=:>]+", "");
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=%s",
                "password: %s",
                "\"password\": \"%s\"",
                "token=%s; next",
                "secret: %s, next",
                "DB_PASSWORD=%s\n",
                "--password %s --verbose",
                "https://host/?token=%s&page=2"
            })
    void whatStandsInASecretsPlaceIsShown(String form) {
        for (var value : List.of(
                "true",
                "false",
                "null",
                "none",
                "required",
                "optional",
                "12",
                "****",
                "(secret)",
                "[REDACTED]",
                "${DB_PASSWORD}",
                "${DbPassword}",
                "$DB_PASSWORD",
                "$password",
                "$1",
                "%PASSWORD%",
                "<password>",
                "<your-password>",
                "{password}",
                "{{ password }}",
                "{{resolve:secretsmanager:prod/db:SecretString:password}}",
                "$ctx.args.token",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf")) {
            var text = form.formatted(value);
            assertThat(Secrets.NONE.shown(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password-length 12 --token-validity 60",
                "password_policy: strict",
                "passwordResetRequired=always",
                "tokenType: bearer",
                "secretName=prod/db, secretArn: x",
                "kmsKeyId=1234abcd-12ab-34cd-56ef-1234567890ab",
                "minimum_password_length = 14",
                "AWS::SecretsManager::Secret and AWS::SecretsManager::SecretTargetAttachment",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db",
                "the password of the user; the secret, the token",
                "password=$(aws secretsmanager get-secret-value --secret-id prod/db --query SecretString)",
                "token: $util.toJson($ctx.args.token)\n#end",
                "\"secret\": {\"arn\": \"x\"}",
                "secretsmanager:GetSecretValue, ssm:GetParameter",
                "if password_file == other: pass",
                "compass=north, keyboard: qwerty"
            })
    void whatOnlySpeaksOfSecretsIsShown(String text) {
        assertThat(Secrets.NONE.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$ecret12", "p@ss", "<pw", "{x", "*a", "%7e", "[b", "(c", "pa:ss", "a/b", "x"})
    void nothingOfAnAddressesPasswordIsShown(String password) {
        assertThat(Secrets.NONE.shown("at postgres://app:" + password + "@db.internal:5432/orders now"))
                .isEqualTo("at postgres://app:(secret)@db.internal:5432/orders now");
    }
}
