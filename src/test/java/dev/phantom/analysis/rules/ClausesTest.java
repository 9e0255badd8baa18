package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.rules.Clauses.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a clause says, by clauses that it has not seen.
class ClausesTest {
    private static final Path FILE = Path.of("src/main/resources/dev/phantom/analysis/rules/clauses.tsv");
    private static final int PARTS = 4;

    @Test
    void clausesThatWereLeftOutAreMostlyReadAsTheirAuthorMeantThem() throws IOException {
        var lines = Files.readAllLines(FILE).stream()
                .filter(l -> !l.startsWith("#"))
                .toList();
        int right = 0;
        int sure = 0;
        int sureAndRight = 0;
        for (int part = 0; part < PARTS; part++) {
            var clauses = Clauses.read(without(lines, part));
            for (int i = part; i < lines.size(); i += PARTS) {
                var cells = lines.get(i).split("\t", 2);
                var wanted = Said.valueOf(cells[0]);
                var odds = clauses.odds(cells[1]);
                right += odds.values().stream().allMatch(p -> p <= odds.get(wanted)) ? 1 : 0;
                var said = clauses.said(cells[1]);
                sure += said.isPresent() ? 1 : 0;
                sureAndRight += said.filter(wanted::equals).isPresent() ? 1 : 0;
            }
        }
        assertThat((double) right / lines.size()).isGreaterThan(0.48);
        assertThat((double) sureAndRight / sure).isGreaterThan(0.57);
    }

    private static List<String> without(List<String> lines, int part) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            if (i % PARTS != part) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    @Test
    void aNotTurnsAWord() {
        var clauses = Clauses.read(List.of(
                "APPROVED\tthe board signed it",
                "UNAPPROVED\tthe board has not signed it",
                "APPROVED\tthe owner agrees",
                "UNAPPROVED\tthe owner does not agree"));
        assertThat(clauses.odds("security has not signed").get(Said.UNAPPROVED)).isGreaterThan(0.5);
        assertThat(clauses.odds("security signed").get(Said.APPROVED)).isGreaterThan(0.5);
    }

    @Test
    void whatIsNotSureSaysNothing() {
        assertThat(Clauses.in("zzz qqq")).isEmpty();
        assertThat(Clauses.in("ok")).isEmpty();
    }
}
