package dev.phantom.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.severity.Differences;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String PLAIN = "Tr0ub4dor-and-3";

    private static Value shown(String name, String value) {
        return Secrets.NONE.shown(MapValue.EMPTY, PropertyPath.of(name), Value.string(value));
    }

    /// Names without an end of their values, signs without what closes them: where each looks through all the rest
    /// anew, such a text takes minutes, and one of a few MB hours.
    @ParameterizedTest
    @ValueSource(strings = {"key=|", "value=|", "a=b&", "authorization: x ", "curl -u x ", "mysql x ", "x_key: | # "})
    void aLongTextIsWalkedOnceHoweverManyNamesStandInIt(String unit) {
        var text = unit.repeat(200_000 / unit.length());
        assertThat(Secrets.NONE.shown(text)).isEqualTo(text);
        assertThat(Secrets.NONE.shown(text + "\npassword='" + PLAIN + "'\n"))
                .isEqualTo(text + "\npassword='" + Secrets.SHOWN + "'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "dbPassword",
                "MasterUserPassword",
                "mysqlpassword",
                "SMTP_PASS",
                "ApiToken",
                "GITHUB_TOKEN",
                "AccessToken",
                "clientSecret",
                "SecretAccessKey",
                "X-Api-Key",
                "apikey",
                "PRIVATE_KEY",
                "PreSharedKey",
                "SecretString",
                "AuthToken",
                "AuthorizationApiKeyValue",
                "DB_PASSWORD_PROD",
                "PASSWORD2",
                "SECRET_KEY_BASE",
                "JWT_SECRET",
                "NEW_RELIC_LICENSE_KEY",
                "ENCRYPTION_KEY",
                "KerberosKeytab",
                "Credentials",
                "SaslPassword"
            })
    void aNameGivesASecretAway(String name) {
        assertThat(shown(name, PLAIN)).isEqualTo(new Sensitive(PLAIN));
    }

    /// The name of an error is followed by what explains it; a token that stands there all the same is known by its
    /// form.
    @Test
    void theNameOfAnErrorGivesNothingAway() {
        for (var line : new String[] {
            "ExpiredToken: The security token included in the request is expired",
            "InvalidClientTokenId: the security token is invalid",
            "ExpiredTokenException: The provided token has expired.",
            "invalid_token: The access token expired"
        }) {
            assertThat(Secrets.NONE.shown(line)).isEqualTo(line);
        }
        assertThat(Secrets.NONE.shown("InvalidToken: kJ8x2vQ9mZ4tR7wL1nB6cF3hY5pS0dGa"))
                .doesNotContain("kJ8x2vQ9");
        assertThat(Secrets.NONE.shown("Token: The9SecretOne")).doesNotContain("The9SecretOne");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PasswordPolicy",
                "MinimumPasswordLength",
                "TokenValidity",
                "AccessTokenValidity",
                "KeyId",
                "KmsKeyId",
                "SecretArn",
                "SecretName",
                "SecretId",
                "PasswordResetRequired",
                "HttpTokens",
                "ClientToken",
                "ServiceToken",
                "NextToken",
                "PartitionKey",
                "S3Key",
                "KeyName",
                "PublicKeyMaterial",
                "TokenType",
                "AuthType",
                "PasswordFile",
                "SecretsManagerAccessRoleArn",
                "AccessKeyId",
                "TokenKeyId",
                "CredentialProvider",
                "Compass",
                "CertificateBody",
                "GenerateStringKey",
                "ExcludeCharacters",
                "AccessString",
                "Authorizer",
                "Key"
            })
    void aNameThatOnlySpeaksOfOneDoesNot(String name) {
        assertThat(shown(name, PLAIN)).isEqualTo(Value.string(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf",
                "{{resolve:secretsmanager:prod/db:SecretString:password}}",
                "${DbPassword}",
                "true",
                "hours",
                "30",
                "****",
                "$DB_PASSWORD",
                "<password>",
                "required",
                "alias/aws/rds",
                ""
            })
    void aReferenceToASecretIsNone(String value) {
        assertThat(shown("Password", value)).isEqualTo(Value.string(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "$ecret12", "<pw", "{x", "%7e", "*a", "[b", "(c", "ab"})
    void aSecretMayBeShortAndBeginWithAnySign(String value) {
        assertThat(shown("DB_PASSWORD", value)).isEqualTo(new Sensitive(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
                "postgres://app:Tr0ub4dor@db.internal:5432/orders",
                "redis://:Tr0ub4dor@cache:6379",
                "Server=db;Database=orders;User Id=app;Password=Tr0ub4dor;",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0c2VjcmV0;",
                "export DB_PASSWORD=Tr0ub4dor",
                "mysql --user app --password Tr0ub4dor",
                "{\"username\":\"app\",\"password\":\"Tr0ub4dor\"}",
                "[{\"name\":\"API_TOKEN\",\"value\":\"Tr0ub4dor\"}]",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345"
            })
    void aTextMayGiveItselfAway(String text) {
        assertThat(shown("Description", text)).isEqualTo(new Sensitive(text));
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(shown("UserData", encoded)).isInstanceOf(Sensitive.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com:8443/path?x=1",
                "https://user@example.com/repo.git",
                "postgres://app:${DB_PASSWORD}@db/orders",
                "password={{resolve:ssm-secure:db}}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"arn:aws:secretsmanager:*:*:secret:prod/*\"}]}",
                "{\"password\":{\"type\":\"string\",\"minLength\":8}}",
                "{\"valueFrom\":\"arn:aws:secretsmanager:eu-west-1:1:secret:a\",\"name\":\"DB_PASSWORD\"}",
                "Your username is {username} and temporary password is {####}.",
                "arn:aws:iam::111122223333:role/token-vending",
                "db.r5.large"
            })
    void anOrdinaryTextStaysReadable(String text) {
        assertThat(shown("Description", text)).isEqualTo(Value.string(text));
        assertThat(Secrets.NONE.shown(text)).isEqualTo(text);
    }

    @Test
    void theNameBesideAValueCounts() {
        var model = Differences.map(
                "{'Settings':[{'Name':'MODE','Value':'fast-one'},{'Name':'DB_PASSWORD','Value':'Tr0ub4dor'},"
                        + "{'Name':'OTHER_PASSWORD','Type':'SECRETS_MANAGER','Value':'prod/db:password'}],"
                        + "'Headers':[{'HeaderName':'X-Origin-Secret','HeaderValue':'Tr0ub4dor-2'}],"
                        + "'Command':['serve','--db-password','Tr0ub4dor-3']}");
        var at = PropertyPath.parse("/Settings/1/Value");
        assertThat(Secrets.NONE.shown(model, at, Value.string("Other-1"))).isEqualTo(new Sensitive("Other-1"));
        assertThat(Secrets.NONE.shown(model, PropertyPath.parse("/Settings/0/Value"), Value.string("Other-1")))
                .isEqualTo(Value.string("Other-1"));
        assertThat(Secrets.NONE.shown(model).toString())
                .doesNotContain("Tr0ub4dor")
                .contains("fast-one", "prod/db:password", "serve");
    }

    @Test
    void whatIsASecretSomewhereIsOneEverywhere() {
        var secrets = new SecretCollector()
                .model(Differences.map("{'DB_PASSWORD':'Tr0ub4dor-9','MasterUserPassword':'postgres'}"))
                .secrets();
        assertThat(secrets.shown("login with Tr0ub4dor-9 failed")).isEqualTo("login with (secret) failed");
        assertThat(secrets.shown(MapValue.EMPTY, PropertyPath.of("Description"), Value.string("was Tr0ub4dor-9")))
                .isEqualTo(new Sensitive("was Tr0ub4dor-9"));
        // a word that is a password here may be anything there
        assertThat(secrets.shown(MapValue.EMPTY, PropertyPath.of("Engine"), Value.string("postgres")))
                .isEqualTo(Value.string("postgres"));
    }

    @Test
    void whereTheTemplateSaysASecretLiveHasOne() {
        var expected = new MapValue(
                java.util.Map.of("Setting", new Value.Unknown("NoEcho parameter", true), "Mode", Value.string("x")));
        var live = Differences.map("{'Setting':'Tr0ub4dor-7','Mode':'slow-one'}");
        var secrets = new SecretCollector().models(expected, live).secrets();
        assertThat(secrets.shown(live))
                .isEqualTo(new MapValue(
                        java.util.Map.of("Setting", new Sensitive("Tr0ub4dor-7"), "Mode", Value.string("slow-one"))));
    }

    /// A key from outside may be a credential or hold one; a property's name never is.
    @Test
    void aKeyThatIsASecretIsNotShown() {
        var key = "AKIAIOSFODNN7EXAMPLE";
        var model = Differences.map(
                "{'Map':{'%s':'one','ASIAIOSFODNN7EXAMPLE':'two','at https://a:b8@c':'three',".formatted(key)
                        + "'(secret)':'four','MasterUserPasswordSecretKmsKeyIdentifier':'five'}}");
        var shown = Secrets.NONE.shown(model);
        assertThat(shown.toString())
                .doesNotContain("AKIA", "ASIA", "b8", "one", "two")
                .contains("five", "MasterUserPasswordSecretKmsKeyIdentifier");
        assertThat(((MapValue) shown.entries().get("Map")).entries()).hasSize(5);
        assertThat(Secrets.NONE.shown(shown)).isEqualTo(shown);
        var path = PropertyPath.of("Map", key, "0");
        assertThat(Secrets.NONE.shown(path)).isEqualTo(PropertyPath.of("Map", "(secret)", "0"));
        assertThat(Secrets.NONE.in(model, path, Value.string("one"))).isTrue();
        var plain = PropertyPath.of("Map", "MasterUserPasswordSecretKmsKeyIdentifier");
        assertThat(Secrets.NONE.shown(plain)).isSameAs(plain);
    }

    @Test
    void aModelWithoutSecretsIsTheSameModel() {
        var model = Differences.map("{'A':[{'Name':'x','Value':'y'}],'B':{'C':'arn:aws:iam::111122223333:role/a'}}");
        assertThat(Secrets.NONE.shown(model)).isSameAs(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--", "-----BEGIN ", "https://", "eyJ", "password=\"", "{", "token ", "token=$", "pwd=,"})
    void aTextOfAnyLengthIsRead(String start) {
        for (var rest : new String[] {
            "a-",
            "a",
            "A",
            " ",
            "a.",
            "-----BEGIN ",
            "{\"a\":",
            "password",
            "--a ",
            "$A",
            "$a.b",
            "(secret)",
            "$(",
            ",a",
            ",a=",
            "))",
            "https://a:b@",
            "pwd='",
            "pwd=a"
        }) {
            var text = start + rest.repeat(20_000) + " password=hunter2-hunter2";
            assertThat(Secrets.NONE.shown(text).contains("hunter2-hunter2"))
                    .as("%s%s…", start, rest)
                    .isFalse();
            assertThat(shown("Text", text)).as("%s%s…", start, rest).isInstanceOf(Sensitive.class);
        }
    }
}
