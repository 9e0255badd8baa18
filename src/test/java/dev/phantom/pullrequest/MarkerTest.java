package dev.phantom.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Recommendation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkerTest {

    @Test
    void aMarkerComesBackAsItWent() {
        var member = new PullRequestDraft.Member("d-1", "c", "R", List.of("/a-->b", "/${{x}}", "/@me--", "/ü😀\"\\"));
        var marker = new Marker("s-1", Recommendation.REVERT.text(), List.of(member), "t", "");

        assertThat(Marker.in("text\n\n" + marker + "\n")).contains(marker);
        assertThat(Marker.in(marker.closedBecause("resolved").replaceIn("a " + marker + " b"))
                        .orElseThrow()
                        .closed())
                .isEqualTo("resolved");
        assertThat(Marker.in("no marker")).isEmpty();
        assertThat(Marker.in("<!-- phantom:{broken} -->")).isEmpty();
        assertThat(Marker.in("<!-- phantom:{\"v\":2} -->")).isEmpty();
    }
}
