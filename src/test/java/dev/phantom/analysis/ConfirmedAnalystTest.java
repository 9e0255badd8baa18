package dev.phantom.analysis;

import static dev.phantom.analysis.Recommendation.LEGITIMIZE;
import static dev.phantom.analysis.Recommendation.NEEDS_HUMAN;
import static dev.phantom.analysis.Recommendation.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who is asked, and whose answer holds, where the floor is critical.
class ConfirmedAnalystTest {

    private final List<String> asked = new ArrayList<>();

    private static CaseFile critical() {
        var file = Cases.of(
                        "AWS::EC2::SecurityGroup",
                        "{'GroupDescription':'x','SecurityGroupIngress':[]}",
                        "{'GroupDescription':'x','SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'0.0.0.0/0'}]}")
                .build();
        assertThat(file.assessment().floor()).isEqualTo(Severity.CRITICAL);
        return file;
    }

    private Analyst saying(String name, @Nullable Recommendation answer) {
        return new Analyst() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Verdict judge(CaseFile file, ModelCalls calls) {
                asked.add(name);
                if (answer == null) {
                    throw new PhantomException(
                            new Diagnostic(Code.ANALYST_UNAVAILABLE, "answered 529", "", "", Cause.RATE_LIMITED));
                }
                var opinion = Opinions.SURE.by(name);
                return switch (answer) {
                    case LEGITIMIZE -> new Verdict.Legitimize(opinion);
                    case REVERT -> new Verdict.Revert(opinion);
                    case REFACTOR -> new Verdict.Refactor(opinion, List.of());
                    case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
                };
            }
        };
    }

    private Analyst.Answer answer(Recommendation model, @Nullable Recommendation stronger, Recommendation rules) {
        return new ConfirmedAnalyst(saying("model", model), saying("stronger", stronger), saying("rules", rules))
                .answer(critical(), ModelCalls.NONE);
    }

    @Test
    void aCriticalFloorIsAskedTwiceThoughAllAgree() {
        var verdict = answer(REVERT, REVERT, REVERT).verdict();
        assertThat(asked).containsExactly("model", "rules", "stronger");
        assertThat(verdict.recommendation()).isEqualTo(REVERT);
        assertThat(verdict.opinion().analyst()).isEqualTo("stronger");
        assertThat(verdict.opinion().confidence().level()).isEqualTo(Confidence.Level.HIGH);
    }

    @Test
    void aCriticalFindingStaysOnlyWhereAllThreeWantIt() {
        assertThat(answer(LEGITIMIZE, LEGITIMIZE, LEGITIMIZE).verdict().recommendation())
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(LEGITIMIZE, LEGITIMIZE, REVERT).verdict().recommendation())
                .isEqualTo(NEEDS_HUMAN);
        assertThat(answer(LEGITIMIZE, REVERT, LEGITIMIZE).verdict().recommendation())
                .isEqualTo(NEEDS_HUMAN);
        assertThat(answer(LEGITIMIZE, REVERT, REVERT).verdict().recommendation())
                .isEqualTo(REVERT);
    }

    @Test
    void whatWasNotUnanimousIsAtMostMedium() {
        var verdict = answer(LEGITIMIZE, REVERT, REVERT).verdict();
        assertThat(verdict.opinion().confidence().level()).isEqualTo(Confidence.Level.MEDIUM);
        assertThat(verdict.opinion().aside().others())
                .extracting(Aside.Other::analyst)
                .containsExactly("model", "rules");
    }

    @Test
    void withoutTheStrongerModelAgreementHoldsAndIsProvisional() {
        var answer = answer(REVERT, null, REVERT);
        assertThat(answer.verdict().recommendation()).isEqualTo(REVERT);
        assertThat(answer.verdict().opinion().gaps())
                .containsExactly("the stronger model did not confirm it: answered 529");
        assertThat(answer.unanswered()).containsExactly("model");
        assertThat(answer(LEGITIMIZE, null, REVERT).verdict().recommendation()).isEqualTo(NEEDS_HUMAN);
    }
}
