package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.aws.Quirks;
import org.junit.jupiter.api.Test;

/// The registry of each account, through the role that is assumed there.
class CloudFormationTypesTest {

    private static final String SCHEMA =
            "{\"typeName\": \"Acme::Made::Widget\", \"properties\": {\"%s\": {\"type\": \"string\"}}}";

    @Test
    void eachAccountIsAskedForItsOwn() {
        try (var sandbox = new SandboxAws(Quirks.REAL);
                var clients = new AwsClients(sandbox.access().withRole("PhantomReadOnly", ""))) {
            sandbox.aws.registry().add("111122223333", "Acme::Made::Widget", SCHEMA.formatted("Here"));
            sandbox.aws.registry().add("444455556666", "Acme::Made::Widget", SCHEMA.formatted("There"));
            var own = new CloudFormationTypes(clients, "", "us-east-1");
            assertThat(own.account()).isEqualTo("111122223333");
            assertThat(own.describe("Acme::Made::Widget").lines()).contains("\"Here\"");
            var other = new CloudFormationTypes(clients, "444455556666", "us-east-1");
            assertThat(other.account()).isEqualTo("444455556666");
            assertThat(other.describe("Acme::Made::Widget").lines()).contains("\"There\"");
            assertThatThrownBy(() -> new CloudFormationTypes(clients, "777788889999", "us-east-1")
                            .describe("Acme::Made::Widget"))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(Code.AWS_NO_TYPE));
        }
    }
}
