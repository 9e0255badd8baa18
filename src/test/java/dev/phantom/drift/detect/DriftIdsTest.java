package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Names that stay while the matter stays.
class DriftIdsTest {

    private static final String TYPE = "AWS::S3::Bucket";

    private static dev.phantom.drift.Drift drift(String tags, String liveTags) {
        return new World()
                .safe("'B': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'b', 'Tags': [" + tags + "]}}")
                .live("B", "b", TYPE, "{'BucketName': 'b', 'Tags': [" + liveTags + "]}")
                .report()
                .drifts()
                .getFirst();
    }

    private static final String A = "{'Key': 'a', 'Value': '1'}";
    private static final String B = "{'Key': 'b', 'Value': '2'}";

    @Test
    void theIdDoesNotKnowWhereAnElementStands() {
        var one = drift(A + "," + B, A.replace("1", "9") + "," + B);
        var two = drift(B + "," + A, B + "," + A.replace("1", "9"));
        assertThat(one.driftId()).isEqualTo(two.driftId()).matches("d-[0-9a-f]{16}");
        assertThat(one.contentHash()).isEqualTo(two.contentHash());
    }

    @Test
    void theIdDoesNotKnowValuesTheHashDoes() {
        var one = drift(A, A.replace("1", "8"));
        var two = drift(A, A.replace("1", "9"));
        assertThat(one.driftId()).isEqualTo(two.driftId());
        assertThat(one.contentHash()).isNotEqualTo(two.contentHash());
    }

    @Test
    void anotherElementIsAnotherDrift() {
        assertThat(drift(A + "," + B, A.replace("1", "9") + "," + B).driftId())
                .isNotEqualTo(drift(A + "," + B, A + "," + B.replace("2", "9")).driftId());
    }
}
