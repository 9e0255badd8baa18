package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastAnswerTest {

    @Test
    void whatIsAskedAgainIsWorkedOutOnce() {
        var worked = new ArrayList<String>();
        var length = new LastAnswer<String, Integer>(text -> {
            worked.add(text);
            return text.length();
        });
        assertThat(List.of("a", "a", "bb", "a")).map(length::to).containsExactly(1, 1, 2, 1);
        assertThat(worked).containsExactly("a", "bb", "a");
    }
}
