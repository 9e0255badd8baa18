package dev.phantom.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.severity.Differences;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a variable of an environment holds is masked in what leaves, under any name, and is no secret.
class VariablesTest {

    /// `NAME` and `HELD` stand for a variable and what it holds.
    private static final List<String> PLACES = List.of(
            "{'Environment':{'Variables':{'NAME':'HELD'}}}",
            "{'ContainerDefinitions':[{'Name':'web','Image':'shop:1','Environment':[{'Name':'NAME','Value':'HELD'}]}]}",
            "{'Environment':{'Type':'LINUX_CONTAINER','Image':'aws/standard:7','EnvironmentVariables':[{'Name':'NAME','Type':'PLAINTEXT','Value':'HELD'}]}}",
            "{'OptionSettings':[{'Namespace':'aws:elasticbeanstalk:application:environment','OptionName':'NAME','Value':'HELD'}]}",
            "{'ContainerProperties':{'Image':'job:1','Environment':[{'Name':'NAME','Value':'HELD'}]}}",
            "{'SourceConfiguration':{'ImageRepository':{'ImageConfiguration':{'RuntimeEnvironmentVariables':[{'Name':'NAME','Value':'HELD'}]}}}}",
            "{'EnvironmentVariables':[{'Name':'NAME','Value':'HELD'}]}",
            "{'DefaultArguments':{'--NAME':'HELD'}}",
            "{'PrimaryContainer':{'Image':'m:1','Environment':{'NAME':'HELD'}}}",
            "{'Containers':[{'ContainerName':'c','Environment':[{'Variable':'NAME','Value':'HELD'}]}]}",
            "{'RunConfig':{'EnvironmentVariables':{'NAME':'HELD'}}}",
            "{'StageVariables':{'NAME':'HELD'}}",
            "{'Definition':'{\\\"environment\\\":[{\\\"name\\\":\\\"NAME\\\",\\\"value\\\":\\\"HELD\\\"}]}'}",
            "{'UserData':'#!/bin/bash\\nexport NAME=HELD\\nyum install -y httpd'}",
            "{'UserData':'#!/bin/sh\\necho NAME=HELD >> /etc/environment'}",
            "{'LaunchTemplateData':{'UserData':'#cloud-config\\nbootcmd:\\n - NAME=HELD start'}}",
            "{'Source':{'BuildSpec':'version: 0.2\\nenv:\\n  variables:\\n    NAME: HELD\\nphases: {}'}}");

    private static final List<String> NAMES =
            List.of("BLORP", "X1", "MODE", "HANDSHAKE", "UPSTREAM_A", "ZAPHOD", "SHIM", "RELAY");

    private static final List<String> HELD =
            List.of("hunter2", "Winter2026!", "correct-horse", "blue", "4f2a9c1e77", "ops", "s3cr3tish", "open sesame");

    private static MapValue model(String place, String name, String held) {
        return Differences.map(place.replace("NAME", name).replace("HELD", held.replace(" ", "-")));
    }

    @Test
    void whatItHoldsIsMaskedUnderAnyName() {
        var shown = new ArrayList<String>();
        for (var place : PLACES) {
            for (int i = 0; i < NAMES.size(); i++) {
                var model = model(place, NAMES.get(i), HELD.get(i));
                var out = Secrets.NONE.shown(model).toString();
                if (out.contains(HELD.get(i).replace(" ", "-"))) {
                    shown.add(place + " " + HELD.get(i) + " → " + out);
                }
                assertThat(Secrets.NONE.alone().shown(model)).as(place).isEqualTo(model);
            }
        }
        assertThat(shown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "FALSE",
                "on",
                "0",
                "42",
                "3.14",
                "-1",
                "30s",
                "15m",
                "1h30m",
                "PT5M",
                "512MB",
                "5 minutes",
                "80%",
                "debug",
                "INFO",
                "warn",
                "eu-west-1",
                "us-gov-east-1",
                "eu-central-1a",
                "prod",
                "staging",
                "2026-11-29",
                "1.24.3",
                "json",
                "https",
                "UTC",
                "Europe/Berlin",
                "en_US.UTF-8",
                "",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db",
                "{{resolve:ssm:/prod/mode}}",
                "${Mode}"
            })
    void aClosedFormIsShown(String held) {
        for (var place : PLACES.subList(0, 12)) {
            var model = Differences.map(place.replace("NAME", "BLORP").replace("HELD", held));
            assertThat(Secrets.NONE.shown(model)).as(place).isEqualTo(model);
        }
    }

    @Test
    void theTeamsListShowsWhatIsNoSecretAllTheSame() {
        var secrets = new SecretCollector(new ShowPolicy(Set.of("MODE", "DB_PASSWORD"), People.MASKED)).secrets();
        var model = Differences.map(
                "{'Environment':{'Variables':{'MODE':'blue','OTHER':'green','DB_PASSWORD':'hunter2'}}}");
        assertThat(secrets.shown(model).toString()).contains("blue").doesNotContain("green", "hunter2");
    }

    @Test
    void aPathTellsWhereAValueStands() {
        var paths = List.of(
                "/Environment/Variables/BLORP",
                "/ContainerDefinitions/0/Environment/1/Value",
                "/Environment/EnvironmentVariables/0/Value",
                "/EnvironmentVariables/3/Value",
                "/OptionSettings/2/Value",
                "/DefaultArguments/--x",
                "/StageVariables/a");
        for (var path : paths) {
            assertThat(Secrets.NONE.shown(MapValue.EMPTY, PropertyPath.parse(path), Value.string("blue")))
                    .as(path)
                    .isInstanceOf(Sensitive.class);
        }
        for (var path : List.of(
                "/Environment/Image",
                "/Environment/ComputeType",
                "/ContainerDefinitions/0/Environment/1/Name",
                "/Environment/EnvironmentVariables/0/Type",
                "/Tags/0/Value")) {
            assertThat(Secrets.NONE.shown(MapValue.EMPTY, PropertyPath.parse(path), Value.string("blue")))
                    .as(path)
                    .isEqualTo(Value.string("blue"));
        }
    }

    @Test
    void aPointerAndAnOptionThatIsNoVariableAreShown() {
        for (var model : List.of(
                "{'EnvironmentVariables':[{'Name':'A','Type':'SECRETS_MANAGER','Value':'prod/db:user'}]}",
                "{'OptionSettings':[{'Namespace':'aws:autoscaling:asg','OptionName':'MinSize','Value':'two'}]}",
                "{'Environment':[{'Name':'A','ValueFrom':'arn:aws:ssm:eu-west-1:111122223333:parameter/a'}]}",
                "{'UserData':'#!/bin/bash\\nyum install -y httpd --enablerepo=epel\\nsystemctl start httpd'}",
                "{'Tags':[{'Key':'Environment','Value':'blue'}],'Environment':'blue'}")) {
            assertThat(Secrets.NONE.shown(Differences.map(model))).as(model).isEqualTo(Differences.map(model));
        }
    }

    @Test
    void userDataInBase64IsAScriptToo() {
        var script = "#!/bin/bash\nexport BLORP=blue\n";
        var encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        assertThat(Secrets.NONE
                        .shown(Differences.map("{'UserData':'" + encoded + "'}"))
                        .toString())
                .doesNotContain(encoded);
    }

    /// What looks made up is looked for elsewhere; what looks like a name is not.
    @Test
    void whatLooksMadeUpIsMaskedElsewhereToo() {
        var model = Differences.map("{'Environment':{'Variables':{'BLORP':'k4Jd82mQx','TABLE':'orders'}}}");
        var secrets = new SecretCollector().model(model).secrets();
        assertThat(secrets.shown("it says k4Jd82mQx for orders")).isEqualTo("it says (secret) for orders");
        assertThat(secrets.alone().shown("it says k4Jd82mQx")).isEqualTo("it says k4Jd82mQx");
    }
}
