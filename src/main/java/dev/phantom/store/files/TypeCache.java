package dev.phantom.store.files;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.drift.schema.TypeChanges;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.AnswerFolder.Answer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The embedded table with what DescribeType said and was kept: AWS's word is about AWS, not about a repository, so it
/// stands in none. An answer holds where it was given: in a region, and if the type is not AWS's own in an account.
/// Safe for several threads.
public final class TypeCache implements TypeCatalogs {

    private final TypeCatalog table;
    private final AnswerFolder folder;
    private final LocalDate today;
    private final Consumer<String> notices;
    private final Map<RegistryPlace, TypeCatalog> catalogs = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private @Nullable List<Answer> answers;

    private TypeCache(TypeCatalog table, AnswerFolder folder, LocalDate today, Consumer<String> notices) {
        this.table = table;
        this.folder = folder;
        this.today = today;
        this.notices = notices;
    }

    /// @param environment XDG_CACHE_HOME or HOME; with neither nothing is kept
    public static TypeCache of(
            TypeCatalog table, Map<String, String> environment, LocalDate today, Consumer<String> notices) {
        return new TypeCache(table, AnswerFolder.of(environment, notices), today, notices);
    }

    /// The embedded table alone.
    public TypeCatalog table() {
        return table;
    }

    @Override
    public TypeCatalog of(StackId stack) {
        return of(RegistryPlace.of(stack));
    }

    public synchronized TypeCatalog of(RegistryPlace place) {
        return catalogs.computeIfAbsent(place, at -> {
            var known = fitting(at);
            return known.isEmpty() ? table : table.with(known);
        });
    }

    /// What was said of a type there, in this run or an earlier one.
    public synchronized Optional<TypeFacts> find(RegistryPlace place, String type) {
        return fitting(place).stream().filter(f -> f.type().equals(type)).findFirst();
    }

    /// Where a part of the place is not known, an answer counts that no other one contradicts.
    private List<TypeFacts> fitting(RegistryPlace place) {
        var byType = new TreeMap<String, List<Answer>>();
        for (var answer : answers()) {
            if (answer.place().fits(place)) {
                byType.computeIfAbsent(answer.facts().type(), type -> new ArrayList<>())
                        .add(answer);
            }
        }
        var found = new ArrayList<TypeFacts>();
        byType.forEach((type, all) -> {
            var latest = all.stream()
                    .map(Answer::facts)
                    .max(Comparator.comparing(f -> f.provenance().date()))
                    .orElseThrow();
            if (all.stream()
                    .allMatch(a -> TypeChanges.between(a.facts(), latest).isEmpty())) {
                found.add(latest);
            } else {
                contradicting(type, all);
            }
        });
        return found;
    }

    private void contradicting(String type, List<Answer> all) {
        var notice = "the cached schema of " + type + " is not used: it differs between "
                + all.stream().map(a -> a.place().toString()).sorted().collect(Collectors.joining(" and "))
                + "; pass the account and the region";
        if (reported.add(notice)) {
            notices.accept(notice);
        }
    }

    private List<Answer> answers() {
        var known = answers;
        if (known == null) {
            known = new ArrayList<>(folder.all());
            answers = known;
        }
        return known;
    }

    /// Keeps an answer of today.
    ///
    /// @param place whose registry was asked
    public synchronized TypeFacts keep(RegistryPlace place, SchemaRow row) {
        var answer = folder.keep(place, row, today);
        var known = answers();
        known.removeIf(a -> a.place().equals(answer.place()) && a.facts().type().equals(row.type()));
        known.add(answer);
        return answer.facts();
    }

    /// Where the answer about a type stands; empty where it cannot be kept.
    public Optional<Path> file(RegistryPlace place, String type) {
        return folder.file(place, type);
    }
}
