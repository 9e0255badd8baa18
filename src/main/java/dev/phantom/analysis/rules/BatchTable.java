package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.measure.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many at once a consumer is given: as many as it ends in time.
final class BatchTable {
    private static final List<Row<Batched>> TABLE = List.of(
            new Row<>(b -> b.batch().larger() && b.cutOff() && !b.smaller().isEmpty(), BatchTable::tooMany),
            new Row<>(b -> b.batch().larger() && b.cutOff(), BatchTable::neverInTime),
            new Row<>(b -> b.d().soon(), BatchTable::tooEarly),
            new Row<>(b -> b.batch().larger() && !b.batch().fails(), BatchTable::inTime));

    private record Batched(CaseFacts d, Batch batch) {
        boolean cutOff() {
            return batch.limit() > 0 && batch.fails();
        }

        List<Candidate> smaller() {
            return Candidates.worth(d);
        }

        String went() {
            return "%s went from %.0f to %.0f%s".formatted(batch.path(), batch.safe(), batch.live(), d.attribution());
        }
    }

    private BatchTable() {}

    static Optional<Judgement> judge(CaseFacts d) {
        return Batch.of(d.file().drift(), d.file().evidence().exhibits())
                .flatMap(batch -> Row.first(TABLE, new Batched(d, batch)));
    }

    private static Judgement of(Batched b, Recommendation what, String reasoning, String otherwise) {
        var cited = new ArrayList<>(b.d().writes());
        cited.addAll(b.batch().cite());
        return Judgement.of(
                        what, Level.MEDIUM, reasoning + CaseFacts.cite(b.batch().cite()) + ". " + otherwise)
                .citing(cited, List.of())
                .observed();
    }

    private static Judgement tooMany(Batched b) {
        return of(
                        b,
                        Recommendation.REFACTOR,
                        "%s. Full batches are cut off at the same time and given back whole; %s"
                                .formatted(b.went(), b.smaller().getFirst().why()),
                        "Work that became faster would justify the whole of it.")
                .editing(b.smaller().stream().map(Candidate::edit).toList())
                .review(b.d().timeline().changedAt().plus(java.time.Duration.ofDays(7)));
    }

    private static Judgement neverInTime(Batched b) {
        return of(
                b,
                Recommendation.REVERT,
                b.went()
                        + ". Full batches are cut off at the same time and given back whole, and nothing between ends in time",
                "Batches that end in time would speak for the new value.");
    }

    private static Judgement tooEarly(Batched b) {
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        b.went() + ", less than a day ago. A full day with as few failures would justify it.")
                .citing(b.d().writes(), List.of())
                .observed()
                .lacking("less than a day since the change");
    }

    private static Judgement inTime(Batched b) {
        return of(
                b,
                Recommendation.LEGITIMIZE,
                b.went() + ". No more fail than before, and batches end before anything cuts them off",
                "Batches that are cut off or fail would speak for fewer.");
    }
}
