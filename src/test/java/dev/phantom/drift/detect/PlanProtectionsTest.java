package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.severity.Differences;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What guards data or access guards it in Terraform too.
class PlanProtectionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            aws_db_instance | {'deletion_protection': true} | {'deletion_protection': false} | true
            aws_db_instance | {'instance_class': 'a'} | {'instance_class': 'b'} | false
            aws_lb | {'enable_deletion_protection': true} | {'enable_deletion_protection': false} | true
            aws_lb | {'idle_timeout': 60} | {'idle_timeout': 30} | false
            aws_s3_bucket_versioning | {'versioning_configuration': [{'status': 'Enabled'}]} | {'versioning_configuration': [{'status': 'Suspended'}]} | true
            aws_dynamodb_table | {'point_in_time_recovery': [{'enabled': true}]} | {'point_in_time_recovery': [{'enabled': false}]} | true
            aws_quicksight_folder | {'name': 'a'} | {'name': 'b'} | false
            """)
    void areMarked(String type, String safe, String live, boolean protection) {
        var drift = PlanProtections.of(Known.EVERYWHERE).marked(Differences.of(type, safe, live));
        assertThat(drift.changes())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.circumstances().protection()).isEqualTo(protection));
    }
}
