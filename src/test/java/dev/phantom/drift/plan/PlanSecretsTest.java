package dev.phantom.drift.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.secret.ShowPolicy;
import org.junit.jupiter.api.Test;

/// What is masked of a document that is a secret as a whole.
class PlanSecretsTest {

    @Test
    void ofCredentialsWhatOpensSomethingIsMaskedEverywhereAndWhereTheyLeadIsNot() {
        var document = "{\\\"username\\\":\\\"print\\\",\\\"password\\\":\\\"%s\\\",\\\"note\\\":\\\"loom\\\"}";
        var attributes = "{'id': 'one', 'secret_string': '" + document + "'}";
        var plan = Plans.of(
                "aws_secretsmanager_secret_version",
                attributes.formatted("cyan-7718"),
                attributes.formatted("cyan-7719"),
                "{}");
        var secrets = PlanSecrets.of(plan, ShowPolicy.DEFAULT);
        assertThat(secrets.shown("live/print/main.tf")).isEqualTo("live/print/main.tf");
        assertThat(secrets.shown("tried cyan-7718, then cyan-7719 on the loom"))
                .doesNotContain("cyan-7718", "cyan-7719", "loom");
        assertThat(secrets.shown("it is {\"username\":\"print\",\"password\":\"cyan-7718\",\"note\":\"loom\"}"))
                .doesNotContain("print");
    }
}
