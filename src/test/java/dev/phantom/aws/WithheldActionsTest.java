package dev.phantom.aws;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.aws.Withheld.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The list of what no printed policy holds, against every action that exists.
class WithheldActionsTest {

    private static final ActionTables TABLES = ActionTables.EMBEDDED;
    private static final IamActions ACTIONS = IamActions.all();

    /// What a name that reads says of what it returns. Whatever fits is withheld, or stands with a reason among those
    /// that
    /// only sound so: a new action of AWS that fits makes this test fail.
    private static final Pattern SOUNDS = Pattern.compile(
            "Secret|Password|Credential|Token|AccessKey|A[Pp][Ii]Key|PrivateKey"
                    + "|KeyPair|StreamKey|AuthCode|UnlockCode|[Pp]resigned|Signed[A-Z]|Decrypt|ConnectionString|Unmask|Reveal"
                    + "|Chap[A-Z]|AssumeRole|O[Aa]uth|U(rl|RL)$"
                    + "|^(Batch)?Get(Object|Item|Record|Blob|File|Document|Media|Image|Statement|Message|Content|Transcri"
                    + "|Conversation|Trace|Finding|Vector|Memory|Function|Layer|Attachment|Sample|Archive|Artifact)s?"
                    + "|Quer(y|ies)|[Ss]can$|[Ss]elect|Results?($|[A-Z])|Messages?($|[A-Z])|LogEvent|LogRecord|Contents?$"
                    + "|Download|Receive|^[Ss]earch|Records?$|Users?$|Contacts?$|Conversations?$|Artifacts?$|Documents?$|Media$"
                    + "|Sessions?$|Transcript|Samples?($|[A-Z])|Attachments?$|^Export|Retrieve|Evaluate|^Read|^Test|^Preview");

    private static Set<String> onlySoundSo() {
        var actions = new TreeSet<String>();
        for (var line : IamActions.lines("only-sounds-so.txt")) {
            if (line.startsWith("  ")) {
                var words = line.strip().split(":? ", -1);
                Arrays.stream(words).skip(1).forEach(name -> actions.add(words[0] + ":" + name));
            }
        }
        return actions;
    }

    @Test
    void everyActionThatSoundsAsIfItReadSecretsOrDataIsJudged() {
        var sounding = ACTIONS.levels().keySet().stream()
                .filter(ACTIONS::reads)
                .filter(action -> SOUNDS.matcher(action.substring(action.indexOf(':') + 1))
                        .find())
                .collect(toCollection(TreeSet::new));
        var judged = new TreeSet<>(onlySoundSo());
        assertThat(judged).doesNotContainAnyElementsOf(TABLES.withheld().keySet());
        assertThat(sounding).as("a reason for what does not sound so").containsAll(judged);
        judged.addAll(TABLES.withheld().keySet());
        sounding.removeAll(judged);
        assertThat(sounding).as("neither withheld nor said to be harmless").isEmpty();
    }

    @Test
    void everyWithheldActionExistsAndHasAPageOfAws() {
        assertThat(TABLES.withheld().values())
                .hasSizeGreaterThan(800)
                .allSatisfy(w -> assertThat(ACTIONS.levels()).containsKey(w.action()))
                .allSatisfy(
                        w -> assertThat(w.source()).matches("https://docs\\.aws\\.amazon\\.com/.+/[^/]+\\.html(#.*)?"));
        for (var kind : Kind.values()) {
            assertThat(TABLES.withheld().values()).anyMatch(w -> w.kind() == kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sts:GetFederationToken, CREDENTIAL",
        "sts:AssumeRole, CREDENTIAL",
        "redshift:GetClusterCredentials, CREDENTIAL",
        "glue:GetConnection, CREDENTIAL",
        "ec2:GetPasswordData, CREDENTIAL",
        "codeartifact:GetAuthorizationToken, CREDENTIAL",
        "ecr:GetAuthorizationToken, CREDENTIAL",
        "appsync:ListApiKeys, CREDENTIAL",
        "cognito-idp:DescribeUserPoolClient, CREDENTIAL",
        "secretsmanager:GetSecretValue, SECRET",
        "ssm:GetParameters, SECRET",
        "kms:Decrypt, SECRET",
        "lambda:GetFunction, DATA",
        "athena:GetQueryResults, DATA",
        "s3:GetObject, DATA",
        "dynamodb:Scan, DATA",
        "sqs:ReceiveMessage, DATA",
        "logs:FilterLogEvents, DATA"
    })
    void theKnownOnesAreThere(String action, Kind kind) {
        assertThat(TABLES.never(action))
                .hasValueSatisfying(w -> assertThat(w.kind()).isEqualTo(kind));
    }

    /// What a handler asks for beyond reading is never given either.
    @Test
    void whatHandlersMayBeGivenReadsAndExists() {
        TABLES.handlers()
                .forEach((type, handlers) -> assertThat(handlers.all())
                        .as(type)
                        .allSatisfy(action -> assertThat(ACTIONS.levels()).containsKey(action))
                        .allSatisfy(action -> assertThat(
                                        ACTIONS.reads(action) || action.matches("[a-z0-9-]+:(Describe|List).*"))
                                .as(action)
                                .isTrue()));
    }

    @Test
    void theCommonTypesCanBeRead() {
        assertThat(TABLES.common()).hasSize(60).doesNotHaveDuplicates().isSorted();
        assertThat(TABLES.handlers()).containsKeys(TABLES.common().toArray(String[]::new));
    }

    /// Two of those that others call an exposure of data are Phantom's own calls: what is deployed, and who changed
    /// what.
    @Tag("corpus")
    @Test
    void whatOthersTagAsExposureIsWithheld() throws IOException {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "iam-actions", "tags.json");
        var tags = new ObjectMapper().readTree(file.toFile()).path("iam");
        var tagged = new TreeSet<String>();
        tags.path("CredentialExposure").forEach(a -> tagged.add(a.asText()));
        tags.path("DataAccess").forEach(a -> tagged.add(a.asText()));
        tagged.retainAll(ACTIONS.levels().keySet());
        tagged.removeAll(Set.of("cloudformation:GetTemplate", "cloudtrail:LookupEvents"));
        assertThat(tagged).hasSizeGreaterThan(150);
        assertThat(TABLES.withheld().keySet()).containsAll(tagged);
    }
}
