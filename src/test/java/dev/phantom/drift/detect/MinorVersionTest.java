package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A minor version of Aurora MySQL that AWS installs is its own doing, a major one is not. The engine version is
/// `mysql-major-version.mysql_aurora.major.minor.patch`.
class MinorVersionTest {

    private static World aurora(String type, String declared, String live, String upgrade) {
        return new World()
                .safe("'Db': {'Type': '%s', 'Properties': {'Engine': 'aurora-mysql', 'EngineVersion': '%s'}}"
                        .formatted(type, declared))
                .live(
                        "Db",
                        "d",
                        type,
                        "{'Engine': 'aurora-mysql', 'EngineVersion': '%s', 'AutoMinorVersionUpgrade': %s}"
                                .formatted(live, upgrade));
    }

    @ParameterizedTest
    @CsvSource({
        "5.7.mysql_aurora.2.11.2, 5.7.mysql_aurora.2.11.4",
        "5.7.mysql_aurora.2.11.2, 5.7.mysql_aurora.2.12.0",
        "5.7.mysql_aurora.2.09.3, 5.7.mysql_aurora.2.12.1",
        "5.7.mysql_aurora.2.11, 5.7.mysql_aurora.2.12.3",
        "8.0.mysql_aurora.3.04.1, 8.0.mysql_aurora.3.08.0",
        "13.9, 13.12",
    })
    void aMinorOneIsManagedUnlessSwitchedOff(String declared, String live) {
        for (var type : new String[] {"AWS::RDS::DBCluster", "AWS::RDS::DBInstance"}) {
            var report = aurora(type, declared, live, "true").report();
            assertThat(report.drifts()).as(type).isEmpty();
            assertThat(report.managed()).extracting(m -> m.reason()).containsExactly("auto-minor-version");
            assertThat(changes(aurora(type, declared, live, "false").report()))
                    .containsExactly("Db NOT_EQUAL /EngineVersion");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.7.mysql_aurora.2.11.2 8.0.mysql_aurora.3.04.0",
                "5.7.mysql_aurora.2.11.2 5.7.mysql_aurora.2.11.1",
                "5.7.mysql_aurora.2.12.0 5.7.mysql_aurora.2.11.4",
                "5.7.mysql_aurora.2.11.2 5.7.mysql_aurora.3.11.3",
                "5.7.mysql_aurora.2.11.2 5.7.mysql_aurora.21.0.0",
                "13.9 14.1",
            })
    void anotherOneIsDrift(String versions) {
        var both = versions.split(" ");
        assertThat(changes(
                        aurora("AWS::RDS::DBCluster", both[0], both[1], "true").report()))
                .containsExactly("Db NOT_EQUAL /EngineVersion");
    }
}
