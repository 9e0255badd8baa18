package dev.phantom.analysis.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One line of a family's decision table: the first whose condition holds answers.
///
/// @param <T> what the family reads of a case
record Row<T>(Predicate<T> when, Function<T, Judgement> then) {

    static <T> Optional<Judgement> first(List<Row<T>> table, T facts) {
        return table.stream()
                .filter(row -> row.when().test(facts))
                .findFirst()
                .map(row -> row.then().apply(facts));
    }
}
