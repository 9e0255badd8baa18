package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.knowledge.Known;
import org.junit.jupiter.api.Test;

class LossFamilyTest {
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String YEAR = "{'LifecycleConfiguration':{'Rules':[{'Id':'a','ExpirationInDays':365}]}}";
    private static final String MONTH = YEAR.replace("365", "30");

    @Test
    void whatIsKeptForAShorterTimeGoesBack() {
        assertThat(answer(Cases.of(BUCKET, YEAR, MONTH))).isEqualTo(Recommendation.REVERT);
    }

    @Test
    void whatIsKeptLongerIsNoLoss() {
        assertThat(answer(Cases.of(BUCKET, MONTH, YEAR))).isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    private static Recommendation answer(Cases cases) {
        return RulesAnalyst.byTables(Known.EVERYWHERE).judge(cases.build()).recommendation();
    }
}
